import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineIndexOf, placeOf } from "../../../server/src/language/text/lineIndex.ts";

const place = (document: string, offset: number) => {
  const { line, column } = placeOf(lineIndexOf(document), offset);
  return [line, column];
};

describe("lines as editors count them", () => {
  test.each([
    ["LF, CR and CRLF end a line", "a\nb\rc\r\nd", 7, [3, 0]],
    ["LF CR ends two", "a\n\rb", 3, [2, 0]],
    ["NUL ends none", "a\0b", 2, [0, 2]],
    ["columns are UTF-16 code units", "😀=ä", 4, [0, 4]],
    ["the inside of a line's end counts as before it", "a\r\nb", 2, [0, 1]],
    ["a closed last line is followed by an empty one", "a\n", 2, [1, 0]],
    ["behind the document is its end", "a\nbc", 99, [1, 2]],
    ["before it is its beginning", "a", -1, [0, 0]],
    ["an empty document has one line", "", 0, [0, 0]],
  ] as const)("%s", (_rule, document, offset, expected) => {
    expect(place(document, offset)).toEqual(expected);
  });
  test("agree with the library that editors' servers count with", () => {
    const piece = fc.oneof(fc.constantFrom("\n", "\r", "\r\n", "\n\r", "\0", "a", "😀"), fc.string());
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        fc.nat(60),
        (document, offset) => {
          const { line, character } = TextDocument.create("", "", 0, document).positionAt(offset);
          expect(place(document, offset)).toEqual([line, character]);
        },
      ),
    );
  });
});
