import { expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

test("modes are octal", () => {
  holdsTable(
    "Service.UMask",
    `
022
7
7777
00000000022
10000
^^^^^ line-ignored not-mode
8
^ line-ignored not-mode
0o22
^^^^ line-ignored not-mode
0x1
^^^ line-ignored not-mode
-1
^^ line-ignored not-mode
+22
^^^ line-ignored not-mode
u=rwx
^^^^^ line-ignored not-mode
022 077
^^^^^^^ line-ignored not-mode
`,
  );
});

test("modes are shown as ls shows them", () => {
  expect(explained("Service.UMask", "0640")).toEqual(["number 0640: `rw-r-----`"]);
  expect(explained("Service.UMask", "4755")).toEqual(["number 4755: `rwsr-xr-x`"]);
  expect(explained("Service.UMask", "1777")).toEqual(["number 1777: `rwxrwxrwt`"]);
  expect(explained("Service.UMask", "2644")).toEqual(["number 2644: `rw-r-Sr--`"]);
  expect(explained("Service.UMask", "8")).toEqual([]);
});

test("nothing is offered for a mode", () => offersWords("Service.UMask", "$0", []));
