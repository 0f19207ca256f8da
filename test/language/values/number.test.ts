import { expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

test("numbers have a sign and a base", () => {
  holdsTable(
    "Service.Nice",
    `
5
-20
+19
-0
0x10
0X1
-0x10
017
0b101
0B1
0o17
0O7
0b-1
08
^^ line-ignored not-number
+0o7
^^^^ line-ignored not-number
0x
^^ line-ignored not-number
0b
^^ line-ignored not-number
1.5
^^^ line-ignored not-number
1e1
^^^ line-ignored not-number
five
^^^^ line-ignored not-number
5 5
^^^ line-ignored not-number
- 5
^^^ line-ignored not-number
--5
^^^ line-ignored not-number
٥
^ line-ignored not-number
20
^^ line-ignored number-out-of-range
-21
^^^ line-ignored number-out-of-range
`,
  );
});

test("numbers lie in the range of their directive", () => {
  holdsTable(
    "Socket.Backlog",
    `
0
4294967295
4294967296
^^^^^^^^^^ line-ignored number-out-of-range
-1
^^ line-ignored number-out-of-range
`,
  );
  holdsTable(
    "Socket.IPTTL",
    `
-2147483648
2147483648
^^^^^^^^^^ line-ignored number-out-of-range
`,
  );
  holdsTable(
    "Socket.MessageQueueMaxMessages",
    `
-5
9223372036854775807
9223372036854775808
^^^^^^^^^^^^^^^^^^^ line-ignored number-out-of-range
`,
  );
  holdsTable(
    "Service.OOMScoreAdjust",
    `
-1000
1000
1001
^^^^ line-ignored number-out-of-range
`,
  );
  holdsTable(
    "Service.IOWeight",
    `
1
10000
0
^ line-ignored number-out-of-range
10001
^^^^^ line-ignored number-out-of-range
`,
  );
  holdsTable(
    "Swap.Priority",
    `
-1
32767
32768
^^^^^ line-ignored number-out-of-range
`,
  );
  holdsTable(
    "Unit.FailureActionExitStatus",
    `
255
256
^^^ line-ignored number-out-of-range
`,
  );
});

test("numbers are spelt out where their base is another", () => {
  expect(explained("Service.Nice", "0x10")).toEqual(["number 0x10: The same as `16`. From -20 to 19."]);
  expect(explained("Service.Nice", "017")).toEqual(["number 017: The same as `15`. From -20 to 19."]);
  expect(explained("Service.Nice", "5")).toEqual(["number 5: From -20 to 19."]);
  expect(explained("Service.Nice", "five")).toEqual([]);
});

test("only the default is offered for a number", () => {
  offersWords("Service.Nice", "$0", ["0"]);
  offersWords("Service.OOMScoreAdjust", "$0", []);
});
