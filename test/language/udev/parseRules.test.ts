import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../../server/src/language/udev/judgeRules.ts";
import { parseRules } from "../../../server/src/language/udev/parseRules.ts";
import { isRulesFile } from "../../../server/src/language/udev/udevFile.ts";
import { generatedRule } from "../../support/generatedRules.ts";

/** The pairs of each rule, as `KEY{attribute}OP"value"`. */
function pairsOf(document: string, version = 257): readonly (readonly string[])[] {
  return parseRules(document, version).nodes.flatMap((node) =>
    node.kind === "rule"
      ? [
          node.pairs.map(({ key, attribute, operator, value }) => {
            const braces = attribute === undefined ? "" : `{${attribute.content}}`;
            return `${key.content}${braces}${operator}"${value.content}"`;
          }),
        ]
      : [],
  );
}

describe("a rule", () => {
  test("is cut into its pairs, whatever blanks and commas stand between", () => {
    expect(pairsOf(' ,A == "x"B{c d}+="y",,C:="z" \n')).toEqual([['A=="x"', 'B{c d}+="y"', 'C:="z"']]);
  });

  test("goes on behind a backslash, without the indentation of its lines", () => {
    expect(pairsOf('A="x\\\n   y", \\\n  # no part of it \\\n  B="z"\nC="q"')).toEqual([
      ['A="xy"', 'B="z"'],
      ['C="q"'],
    ]);
  });

  test("keeps backslashes in its values, and with the letter e reads C escapes", () => {
    expect(pairsOf(String.raw`A="a\x20\"b", B=e"a\x20\"b\t"`)).toEqual([
      [String.raw`A="a\x20"b"`, 'B="a "b\t"'],
    ]);
  });

  test("may compare without regard to case, since 257", () => {
    expect(pairsOf('A==i"x"', 257)).toEqual([['A=="x"']]);
    expect(pairsOf('A==i"x"', 252)).toEqual([[]]);
  });

  test("is lost where a backslash is the last thing in the file", () => {
    expect(parseRules('A="x", \\\n', 257).nodes).toMatchObject([{ kind: "rule", loss: "unfinished" }]);
  });

  test("has a limit of 16 KiB, as has every line", () => {
    const half = `A="${"x".repeat(9000)}", \\\n`;
    const { nodes } = parseRules(`${half}${half}B="y"\nC="z"\n`, 257);
    expect(nodes).toMatchObject([{ kind: "rule", loss: "too-long" }, { kind: "rule" }]);
    const long = parseRules(`A="x"\n# ${"x".repeat(16384)}\nB="y"\n`, 257);
    expect(long.nodes.map(({ kind }) => kind)).toEqual(["rule", "unread"]);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'AB={}"\\,#:+-!ei \t\n\r\0$%x'), maxLength: 80 }),
  fc.array(generatedRule, { maxLength: 6 }).map((rules) => rules.join("\n")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

test("any text is read to its last character, and each problem lies inside of it and has its words", () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(252, 257, 262), (text, version) => {
      const rules = analyseRules(text, version);
      expect(rules.tree.nodes.map(({ from, to }) => text.slice(from, to)).join("")).toBe(text);
      let last = 0;
      for (const problem of judgeRules(rules)) {
        const { from, to, line } = problem;
        expect([last <= from, from <= to, to <= text.length, line > 0]).toEqual([true, true, true, true]);
        expect(messageOf(problem)).toMatch(/\S/);
        last = from;
      }
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ["/etc/udev/rules.d/70-x.rules", "", true],
  ["/etc/udev/rules.d/70-x.rules", 'KERNELL=="x"', true],
  ["/src/70-x.rules", '# A rule\n\nKERNEL=="x"', true],
  ["/src/udev.rules", "SUBSYS", true],
  ["/src/70-x.rules", "polkit.addRule(function() {});", false],
  ["/etc/audit/rules.d/audit.rules", "## First\n-D\n", false],
  ["/src/suricata.rules", "alert tcp any any -> any any", false],
  ["/src/70-x.rules", "DEBUG = 1\n", false],
  ["/src/rules", 'KERNEL=="x"', false],
  ["/etc/udev/rules.d/99-systemd.rules.in", 'KERNEL=="x"', false],
])("%s with %j is udev's: %s", (path, text, expected) => {
  expect(isRulesFile(path, text)).toBe(expected);
});

test("a comment silences a rule, or above the first one the file", () => {
  const codes = (text: string) => judgeRules(analyseRules(text, 257)).map(({ code }) => code);
  expect(codes('KERNEL=="a" MODE="0660"\n')).toEqual(["udev-commas"]);
  expect(codes('MODE="0660"\n# unitwright: ignore=udev-commas\nKERNEL=="a" \\\n MODE="0660"\n')).toEqual([]);
  expect(codes('# unitwright: ignore=udev-commas\n\nMODE="0660"\nKERNEL=="a" MODE="0660"\n')).toEqual([]);
  expect(codes('MODE="0660"\n# unitwright: ignore=udev-comma\n')).toEqual(["unknown-code"]);
});
