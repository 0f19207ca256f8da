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
  expect(explained("Service.StateDirectoryMode", "0640")).toEqual(["number 0640: `rw-r-----`"]);
  expect(explained("Service.StateDirectoryMode", "4755")).toEqual(["number 4755: `rwsr-xr-x`"]);
  expect(explained("Service.StateDirectoryMode", "1777")).toEqual(["number 1777: `rwxrwxrwt`"]);
  expect(explained("Service.StateDirectoryMode", "2644")).toEqual(["number 2644: `rw-r-Sr--`"]);
  expect(explained("Service.StateDirectoryMode", "8")).toEqual([]);
});

test("a mask is shown by what it leaves", () => {
  expect(explained("Service.UMask", "0027")).toEqual([
    "number 0027: Takes away `----w-rwx`: of new files `rw-r-----` is left, of new folders `rwxr-x---`.",
  ]);
});

test("the usual ones are offered", () => {
  offersWords("Service.UMask", "00$0", ["0022", "0027", "0077", "0007", "0002"]);
  offersWords("Service.StateDirectoryMode", "07$0", ["0755", "0750", "0700"]);
});
