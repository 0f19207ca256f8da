import { expect, test } from "vitest";
import { signals } from "../../../server/src/language/words/signals.ts";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

test("signals have names and numbers", () => {
  holdsTable(
    "Service.KillSignal",
    `
SIGTERM
TERM
15
0xf
64
RTMIN
SIGRTMIN+3
RTMAX-30
RTMIN+30
0
^ line-ignored not-signal
65
^^ line-ignored not-signal
-9
^^ line-ignored not-signal
RTMIN+31
^^^^^^^^ line-ignored not-signal
SIGRTMAX+1
^^^^^^^^^^ line-ignored not-signal
sigterm
^^^^^^^ line-ignored not-signal
SIGTREM
^^^^^^^ line-ignored not-signal
SIGPOLL
^^^^^^^ line-ignored not-signal
SIGSIGTERM
^^^^^^^^^^ line-ignored not-signal
TERM KILL
^^^^^^^^^ line-ignored not-signal
`,
  );
});

test("signals are told by name, number and use", () => {
  const told = "`SIGTERM` (15): Asks the process to end; what stopping a unit sends first.";
  expect(explained("Service.KillSignal", "TERM")).toEqual([`keyword TERM: ${told}`]);
  expect(explained("Service.KillSignal", "15")).toEqual([`keyword 15: ${told}`]);
  expect(explained("Service.KillSignal", "RTMIN+3")).toEqual(["keyword RTMIN+3: Signal 37."]);
  expect(explained("Service.KillSignal", "sigterm")).toEqual([]);
});

test("signals are offered by number", () => {
  const names = signals.map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(["SIGHUP", "SIGINT"]);
  offersWords("Service.KillSignal", "$0", names);
});
