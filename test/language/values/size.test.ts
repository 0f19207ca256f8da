import { expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

test("sizes are sums with falling suffixes", () => {
  holdsTable(
    "Socket.ReceiveBuffer",
    `
4096
512K
1.5G
1G 500M
1G500M
8 M
0
5.K
1B
512KB
^^^^^ line-ignored not-size
512KiB
^^^^^^ line-ignored not-size
512k
^^^^ line-ignored not-size
500M 1G
     ^^ line-ignored not-size
1K 1K
   ^^ line-ignored not-size
1 2
  ^ line-ignored not-size
-1
^^ line-ignored not-size
0x10
^^^^ line-ignored not-size
1e6
^^^ line-ignored not-size
.5G
^^^ line-ignored not-size
1,5G
^^^^ line-ignored not-size
abc
^^^ line-ignored not-size
15E
16E
^^^ line-ignored not-size
15.9E
^^^^^ line-ignored not-size
18446744073709551615
18446744073709551616
^^^^^^^^^^^^^^^^^^^^ line-ignored not-size
`,
  );
});

test("some are as wide as a signed number", () => {
  holdsTable({ directive: "Socket.MessageQueueMessageSize", versions: [252, 257] }, "9223372036854775807");
  holdsTable(
    { directive: "Socket.MessageQueueMessageSize", versions: [262] },
    `
7E
8E
^^ line-ignored not-size
`,
  );
});

test("sizes are spelt out in the unit that suits them", () => {
  expect(explained("Socket.ReceiveBuffer", "1536K")).toEqual(["number 1536K: 1.5 MiB (1572864 bytes)"]);
  expect(explained("Socket.ReceiveBuffer", "1000")).toEqual(["number 1000: 1000 bytes"]);
  expect(explained("Socket.ReceiveBuffer", "1KB")).toEqual([]);
});

test("suffixes are offered behind a number", () => {
  offersWords("Socket.ReceiveBuffer", "$0", []);
  offersWords("Socket.ReceiveBuffer", "64$0", ["64K", "64M", "64G", "64T"]);
});
