import { expect, test } from "vitest";
import { isRefusedAnyway } from "../../../server/src/language/values/unknownText.ts";
import { judges } from "../../support/value.ts";

const word = { texts: ["", "x"], words: ["hour", "minute"] };

test("every text is tried in the place of each unknown piece", () => {
  const isRefused = (good: string) => (filled: string) => filled !== good;
  expect(isRefusedAnyway("a\uffffb", word, isRefused("axb"))).toBe(false);
  expect(isRefusedAnyway("a\uffffb", word, isRefused("ayb"))).toBe(true);
  expect(isRefusedAnyway("\uffff-\uffff", word, isRefused("x-"))).toBe(false);
  expect(isRefusedAnyway("\uffff-\uffff", word, isRefused("x+"))).toBe(true);
});

test("a word may begin before a piece, and end behind it", () => {
  expect(isRefusedAnyway("1 ho\uffffs", word, (filled) => filled !== "1 hours")).toBe(false);
  expect(isRefusedAnyway("1 mo\uffffs", word, (filled) => filled !== "1 hours")).toBe(true);
  expect(isRefusedAnyway("1 ho\uffffr", word, (filled) => filled !== "1 hour")).toBe(false);
  expect(isRefusedAnyway("1 ho\uffffR", word, (filled) => filled !== "1 houR")).toBe(false);
});

test("of more pieces than two nothing is said", () => {
  expect(isRefusedAnyway("\uffffa\uffffa\uffff", word, () => true)).toBe(false);
});

test("addresses are objected to where no text would do", () => {
  judges(
    `#- /etc/systemd/system/app.socket
[Socket]
ListenStream=[%H:%l]:80
ListenStream=[fe80::%H]:%l
ListenStream=vsock:%H:%l
ListenStream=/run/%H/%l
ListenStream=%H!%l
ListenStream=127.0.0.1:%Hx%l
#            ^^^^^^^^^^^^^^^ line-ignored not-socket-address
ListenFIFO=/%H./../x
ListenFIFO=/%Hx/../x
#               ^^ line-ignored path-not-normalized`,
    257,
  );
});

test("so are events and spans of time", () => {
  judges(
    `#- /etc/systemd/system/app.timer
[Timer]
OnCalendar=%H-%l-01
OnCalendar=8:10%H001:3
OnCalendar=Mon,%H;%l
#                ^ line-ignored not-calendar-event
OnCalendar=Mon,%Hx %l9:99:99
#          ^^^^^^^^^^^^^^^^^ line-ignored not-calendar-event
OnBootSec=1%H 5%l
OnBootSec=3.4mont%Hx%l
#         ^^^^^^^^^^^^ line-ignored not-time-span`,
    257,
  );
});

test("numbers of accounts and CPUs are let pass where digits would do", () => {
  judges(
    `
[Service]
SupplementaryGroups=%H\u000b%l
AllowedMemoryNodes=0O%H72`,
    262,
  );
});
