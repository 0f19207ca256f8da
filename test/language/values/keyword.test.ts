import { describe, expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

describe("booleans", () => {
  test("come in six spellings each, in any case", () => {
    holdsTable(
      "Service.RemainAfterExit",
      `
yes
NO
oFF
t
F
1
yess
^^^^ line-ignored not-boolean
2
^ line-ignored not-boolean
y n
^^^ line-ignored not-boolean
"yes"
^^^^^ line-ignored not-boolean
ＹＥＳ
^^^ line-ignored not-boolean
`,
    );
  });
  test("offer yes and no", () => offersWords("Service.RemainAfterExit", "$0", ["yes", "no"]));
  test("say which they are", () => {
    expect(explained("Service.RemainAfterExit", "oFF")).toEqual(["keyword oFF: Off."]);
    expect(explained("Service.RemainAfterExit", "maybe")).toEqual([]);
  });
});

describe("words of a table", () => {
  test("are taken as they are written, and only alone", () => {
    holdsTable(
      "Service.Restart",
      `
no
always
on-failure
Always
^^^^^^ line-ignored unknown-word
alway
^^^^^ line-ignored unknown-word
on failure
^^^^^^^^^^ line-ignored unknown-word
yes
^^^ line-ignored unknown-word
"always"
^^^^^^^^ line-ignored unknown-word
%n
^^ line-ignored unknown-word
`,
    );
  });

  test("come and stay", () => {
    holdsTable(
      { directive: "Unit.FailureAction", versions: [252] },
      `
reboot
exit-force
soft-reboot
^^^^^^^^^^^ line-ignored word-too-new
halt
^^^^ line-ignored word-too-new
`,
    );
    holdsTable({ directive: "Unit.FailureAction", versions: [257, 262] }, "soft-reboot\nhalt");
    holdsTable(
      { directive: "Unit.OnFailureJobMode", versions: [257] },
      `
restart-dependencies
lenient
^^^^^^^ line-ignored word-too-new
`,
    );
    holdsTable({ directive: "Unit.OnFailureJobMode", versions: [262] }, "lenient");
  });

  test("can be taken with a remark", () => {
    holdsTable(
      "Service.KillMode",
      `
mixed
none
^^^^ noted deprecated-word
`,
    );
  });

  test("are offered as far as the release knows them", () => {
    const old = ["simple", "forking", "oneshot", "dbus", "notify", "idle", "exec"];
    const now = ["simple", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle", "exec"];
    offersWords({ directive: "Service.Type", versions: [252] }, "$0", old);
    offersWords({ directive: "Service.Type", versions: [257, 262] }, "$0", now);
    offersWords("Service.Type", "not$0", ["notify", "notify-reload", "oneshot"]);
  });

  test("have a meaning, where the release has them", () => {
    const [meaning] = explained("Service.Type", "oneshot");
    expect(meaning).toMatch(/^keyword oneshot: \S.*\.$/);
    expect(explained("Service.Type", "one shot")).toEqual([]);
  });
});

describe("words beside booleans", () => {
  test("since the release that made the boolean an enumeration", () => {
    holdsTable(
      { directive: "Service.PrivateTmp", versions: [252] },
      `
yes
disconnected
^^^^^^^^^^^^ line-ignored word-too-new
maybe
^^^^^ line-ignored not-boolean
`,
    );
    holdsTable(
      { directive: "Service.PrivateTmp", versions: [257, 262] },
      `
yes
Off
disconnected
Disconnected
^^^^^^^^^^^^ line-ignored unknown-word
self
^^^^ line-ignored unknown-word
`,
    );
  });

  test("one by one", () => {
    holdsTable(
      "Service.ProtectSystem",
      `
true
strict
Strict
^^^^^^ line-ignored unknown-word
ful
^^^ line-ignored unknown-word
`,
    );
    holdsTable(
      { directive: "Service.RuntimeDirectoryPreserve", versions: [252, 257] },
      `
0
restart
on-success
^^^^^^^^^^ line-ignored word-too-new
`,
    );
    holdsTable({ directive: "Service.RuntimeDirectoryPreserve", versions: [262] }, "on-success");
    holdsTable(
      "Socket.BindIPv6Only",
      `
both
yes
ipv6
^^^^ line-ignored unknown-word
`,
    );
  });

  test("are offered with yes and no", () => {
    offersWords("Service.ProtectSystem", "$0", ["no", "yes", "full", "strict"]);
    offersWords("Socket.BindIPv6Only", "$0", ["default", "both", "ipv6-only", "yes", "no"]);
  });
});

describe("words that are numbers too", () => {
  test("take the numbers of their entries", () => {
    holdsTable(
      "Service.SyslogFacility",
      `
daemon
0x7f
128
^^^ line-ignored number-out-of-range
-1
^^ line-ignored number-out-of-range
daemonn
^^^^^^^ line-ignored unknown-word
`,
    );
    holdsTable(
      "Service.SyslogLevel",
      `
info
7
8
^ line-ignored number-out-of-range
warn
^^^^ line-ignored unknown-word
`,
    );
    holdsTable(
      "Socket.IPTOS",
      `
low-cost
255
256
^^^ line-ignored number-out-of-range
`,
    );
  });

  test("up to another number since 262", () => {
    holdsTable({ directive: "Service.IOSchedulingClass", versions: [252, 257] }, "best-effort\n8");
    holdsTable(
      { directive: "Service.IOSchedulingClass", versions: [262] },
      `
7
8
^ line-ignored number-out-of-range
`,
    );
    holdsTable({ directive: "Service.CPUSchedulingPolicy", versions: [252, 257] }, "rr\n2147483647");
    holdsTable(
      { directive: "Service.CPUSchedulingPolicy", versions: [262] },
      `
rr
6
4
^ noted unknown-word
8
^ noted number-out-of-range
2147483647
^^^^^^^^^^ noted number-out-of-range
2147483648
^^^^^^^^^^ line-ignored number-out-of-range
`,
    );
  });
});
