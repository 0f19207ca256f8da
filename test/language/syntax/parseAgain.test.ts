import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../../../server/src/language/syntax/parse.ts";
import { parseAgain } from "../../../server/src/language/syntax/parseAgain.ts";
import { editBetween } from "../../../server/src/language/text/edit.ts";

/** Lines and parts of them that change what other lines mean, and what is repeated, so that it is unclear what moved. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("[Unit]\n", "A=b\n", "A=b\n", "A=b\n\n", "After=a.service b.service\n", "# c\n", "x\n"),
      fc.constantFrom("\n", "\r", "\r\n", "\n\r", "\0", "\\", "\\\n", "\\\\\n", " ", "=", "#", "[", "]"),
      fc.constantFrom("\ufeff", "\udcff", "\uffff", "é", "{% if", "{% if %}", "%}", "@x@"),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), text);

test("an edited document is read as if nobody had read it before", () => {
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 5 }), fc.boolean(), (first, edits, isTemplate) => {
      const options = isTemplate ? { template: "placeholders" as const } : {};
      let tree = parse(first, options);
      for (const [share, removed, written] of edits) {
        const { document } = tree;
        const at = Math.floor(share * document.length);
        const edited = document.slice(0, at) + written + document.slice(at + removed);
        tree = parseAgain(edited, options, tree, editBetween(document, edited));
        expect(tree).toEqual(parse(edited, options));
      }
    }),
    { numRuns: 5_000 },
  );
});

test("two states of a document have in common what they begin and end with", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.nat(10_000), (begin, removed, written, count) => {
      const [before, now] = [removed, written].map((part) => `${"x".repeat(count)}${begin}${part}${begin}`);
      const { head, tail, by } = editBetween(before ?? "", now ?? "");
      expect(head + tail).toBeGreaterThanOrEqual(Math.min(count + 2 * begin.length, now?.length ?? 0));
      expect(now?.slice(0, head)).toBe(before?.slice(0, head));
      expect(before?.slice(before.length - tail)).toBe(now?.slice(now.length - tail));
      expect(head + tail).toBeLessThanOrEqual(Math.min(before?.length ?? 0, now?.length ?? 0));
      expect(by).toBe((now?.length ?? 0) - (before?.length ?? 0));
      expect(before?.[head] !== now?.[head] || head === Math.min(before?.length ?? 0, now?.length ?? 0)).toBe(
        true,
      );
    }),
  );
});
