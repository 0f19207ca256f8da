import { expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

test("time spans are sums of numbers with units", () => {
  holdsTable(
    "Service.TimeoutStartSec",
    `
90
2.5s
.5s
1h 30min
5min20s
1 000
1y 2M 3w 4d 5h 6m 7s 8ms 9us
5 minutes
infinity
0
20x
^^^ line-ignored not-time-span
5min 20x
     ^^^ line-ignored not-time-span
20x 5min
^^^ line-ignored not-time-span
1h 5  mins 3s
   ^^^^^^^ line-ignored not-time-span
5 m in
    ^^ line-ignored not-time-span
10S
^^^ line-ignored not-time-span
soon
^^^^ line-ignored not-time-span
Infinity
^^^^^^^^ line-ignored not-time-span
infinity s
         ^ line-ignored not-time-span
-1
^^ line-ignored not-time-span
5min -1s
     ^^^ line-ignored not-time-span
1e3
^^^ line-ignored not-time-span
0x10
^^^^ line-ignored not-time-span
12.34.56
^^^^^^^^ line-ignored not-time-span
5.
^^ line-ignored not-time-span
5,5
^^^ line-ignored not-time-span
"5s"
^^^^ line-ignored not-time-span
99999999999y
^^^^^^^^^^^^ line-ignored not-time-span
18446744073709551615
^^^^^^^^^^^^^^^^^^^^ line-ignored not-time-span
`,
  );
});

test("some count nanoseconds", () => {
  holdsTable(
    "Service.TimerSlackNSec",
    `
5
5us
5µs
5ns
infinity
5 nano
^^^^^^ line-ignored not-time-span
`,
  );
});

test("a pause must be one", () => {
  holdsTable(
    { directive: "Service.ManagedOOMMemoryPressureDurationSec", versions: [257, 262] },
    `
1s
30
999ms
^^^^^ line-ignored not-limit
0
^ line-ignored not-limit
infinity
^^^^^^^^ line-ignored not-limit
5x
^^ line-ignored not-time-span
`,
  );
});

test("those of a timer have specifiers", () => {
  holdsTable(
    { directive: "Timer.OnBootSec", unit: "app@5min" },
    `
15min
%i
%i 20s
%Z
^^ line-ignored unknown-specifier
%p
^^ line-ignored not-time-span
`,
  );
  // Without an instance nothing is left.
  holdsTable(
    "Timer.OnBootSec",
    `
%i
^^ line-ignored not-time-span
`,
  );
  holdsTable(
    "Service.TimeoutStartSec",
    `
%i
^^ line-ignored not-time-span
`,
  );
});

test("time spans are spelt out", () => {
  expect(explained("Service.TimeoutStartSec", "90")).toEqual(["number 90: 1 min 30 s (90 s)"]);
  expect(explained("Service.TimeoutStartSec", "1.5d 1ms")).toEqual([
    "number 1.5d 1ms: 1 d 12 h 1 ms (129600.001 s)",
  ]);
  expect(explained("Service.TimerSlackNSec", "5us")).toEqual(["number 5us: 5 µs (5000 ns)"]);
  expect(explained("Service.TimeoutStartSec", "infinity")).toEqual(["keyword infinity: Never ends."]);
  expect(explained("Service.TimeoutStartSec", "5x")).toEqual([]);
});

test("0 is spelt out where it stands for no limit", () => {
  expect(explained("Unit.JobTimeoutSec", "0")).toEqual(["number 0: 0 stands for no limit."]);
  expect(explained("Service.RestartSec", "0")).toEqual(["number 0: 0 s"]);
});

test("the spans of a timer say what they are counted from", () => {
  expect(explained("Timer.OnUnitActiveSec", "15min")).toEqual([
    "number 15min: 15 min (900 s) after the unit was last started.",
  ]);
});

test("units are offered behind a number", () => {
  offersWords("Service.TimeoutStartSec", "90$0", ["90s", "90min", "90h", "90d", "90w", "90ms", "90us"]);
  offersWords("Service.TimeoutStartSec", "1min 5m$0", ["5min", "5ms"]);
  offersWords("Service.TimeoutStartSec", "5s$0", []);
});

test("infinity is offered, where it may stand", () => {
  offersWords("Service.TimeoutStartSec", "$0", ["90s", "infinity"]);
  offersWords("Service.ManagedOOMMemoryPressureDurationSec", "$0", []);
});
