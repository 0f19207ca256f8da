import fc from "fast-check";
import { expect, test } from "vitest";
import { effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { fixesFor } from "../../../server/src/language/features/codeActions.ts";
import type { UnitNames } from "../../../server/src/language/features/completion.ts";
import { complete } from "../../../server/src/language/features/completion.ts";
import { documentLinks } from "../../../server/src/language/features/documentLinks.ts";
import { documentSymbols } from "../../../server/src/language/features/documentSymbols.ts";
import { effectiveText } from "../../../server/src/language/features/effectiveText.ts";
import { foldingRanges } from "../../../server/src/language/features/folding.ts";
import { hover } from "../../../server/src/language/features/hover.ts";
import { inlayHints } from "../../../server/src/language/features/inlayHints.ts";
import { instanceLines } from "../../../server/src/language/features/instanceLines.ts";
import { semanticTokens, semanticTokensIn } from "../../../server/src/language/features/semanticTokens.ts";
import { unitMentions } from "../../../server/src/language/features/unitMentions.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { textOfBytes } from "../../../server/src/workspace/byteText.ts";
import { bytesLike, documents, unitPaths } from "../../support/arbitraries.ts";
import { analysed } from "../../support/language.ts";

const names: UnitNames = { named: () => [{ name: "a.service" }, { name: "a@.service", description: "A" }] };
const versions = fc.constantFrom(239, 252, 257, 262);

/** Runs `check` on the analysis of many documents. */
function forEachUnit(check: (unit: ReturnType<typeof analysed>) => void): void {
  fc.assert(
    fc.property(documents, unitPaths, versions, (text, path, version) => {
      check(analysed({ path, text, carets: [] }, version));
    }),
    { numRuns: 600 },
  );
}

function expectInside(document: string, { from, to }: { readonly from: number; readonly to: number }): void {
  expect(0 <= from && from <= to && to <= document.length).toBe(true);
}

test("completions replace a part of one line around the caret", () => {
  forEachUnit((unit) => {
    const { document } = unit.tree;
    for (let at = 0; at <= document.length; at++) {
      for (const { from, to } of complete(unit, at, names)) {
        expectInside(document, { from, to });
        expect(from <= at && at <= to).toBe(true);
        expect(document.slice(from, to)).not.toMatch(/[\r\n]/);
      }
    }
  });
});

test("what is said at the caret is said of what stands there", () => {
  forEachUnit((unit) => {
    const { document } = unit.tree;
    for (let at = 0; at <= document.length; at++) {
      const found = hover(unit, at);
      if (found === undefined) continue;
      expectInside(document, found);
      expect(found.from <= at && at <= found.to).toBe(true);
      expect(found.markdown).not.toBe("");
    }
  });
});

test("colours lie one behind the other, each on one line; a range has those of its lines", () => {
  forEachUnit((unit) => {
    const { document } = unit.tree;
    const tokens = semanticTokens(unit);
    let end = 0;
    for (const { from, to } of tokens) {
      expectInside(document, { from, to });
      expect(end <= from && from < to).toBe(true);
      expect(document.slice(from, to)).not.toMatch(/[\r\n]/);
      end = to;
    }
    const middle = Math.floor(document.length / 2);
    const some = semanticTokensIn(unit, { from: middle, to: middle });
    expect(tokens).toEqual(expect.arrayContaining([...some]));
    expect(tokens.filter(({ from, to }) => from <= middle && middle <= to)).toEqual(
      some.filter(({ from, to }) => from <= middle && middle <= to),
    );
  });
});

test("the outline has names, and holds its parts; folds reach over lines", () => {
  forEachUnit((unit) => {
    const { document } = unit.tree;
    for (const symbol of documentSymbols(unit)) {
      expectInside(document, symbol);
      expect(symbol.name).not.toBe("");
      expect(symbol.from <= symbol.selection.from && symbol.selection.to <= symbol.to).toBe(true);
      for (const child of symbol.children) {
        expect(child.name).not.toBe("");
        expect(symbol.from <= child.from && child.to <= symbol.to).toBe(true);
        expect(child.from <= child.selection.from && child.selection.to <= child.to).toBe(true);
      }
    }
    for (const range of foldingRanges(unit)) {
      expectInside(document, range);
      expect(document.slice(range.from, range.to)).toMatch(/[\r\n]/);
    }
  });
});

test("the edits of a fix lie one behind the other and change something", () => {
  forEachUnit((unit) => {
    const { document } = unit.tree;
    for (const problem of judge(unit)) {
      for (const { title, edits } of fixesFor(unit, problem)) {
        expect(title).not.toBe("");
        let end = 0;
        for (const { from, to, newText } of edits) {
          expectInside(document, { from, to });
          expect(end <= from).toBe(true);
          expect(document.slice(from, to)).not.toBe(newText);
          end = to;
        }
      }
    }
  });
});

test("any bytes have hints, links and names inside of them, and a whole that can be shown", () => {
  fc.assert(
    fc.property(
      bytesLike(documents),
      bytesLike(documents),
      unitPaths,
      versions,
      (one, other, path, version) => {
        const read = (bytes: Uint8Array, at: string) =>
          analysed({ path: at, text: textOfBytes(bytes), carets: [] }, version);
        const plain = read(one, path);
        const instance = parseUnitName("app@b\\x2dc.service");
        const unit = {
          ...plain,
          viewpoint: { ...(instance && { instance }), machine: new Map([["H", "host"]]) },
        };
        const { document } = unit.tree;
        for (const { at, label } of inlayHints(unit, { from: 0, to: document.length })) {
          expectInside(document, { from: at, to: at });
          expect(label).not.toBe("");
        }
        for (const place of [...documentLinks(unit), ...unitMentions(unit)]) expectInside(document, place);
        const whole = effectiveUnit(unit, [read(other, "/etc/systemd/system/app.service.d/z.conf")]);
        expect(effectiveText(whole, () => "/a\nb")).toMatch(/^# .*\n$/s);
        for (const line of instanceLines(whole)) expect(line).toMatch(/^[A-Za-z]+=/);
      },
    ),
    { numRuns: 600 },
  );
});
