import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnalysedUnit } from "../../../server/src/language/analysis.ts";
import { complete } from "../../../server/src/language/features/completion.ts";
import { hover } from "../../../server/src/language/features/hover.ts";
import { semanticTokens } from "../../../server/src/language/features/semanticTokens.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { directivesFor, type ResolvedDirective } from "../../../server/src/language/knowledge/directives.ts";
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";
import { type ValueName, valueNames } from "../../../server/src/language/knowledge/generated/valueNames.ts";
import { sectionNames } from "../../../server/src/language/knowledge/sections.ts";
import type { Problem } from "../../../server/src/language/problems/catalogue.ts";
import { generatedValues } from "../../support/generatedValues.ts";
import { analysed, unitsOf, usualTarget } from "../../support/language.ts";
import { type GrammarFixture, grammarFixtures } from "./grammarFixtures.ts";

/** A file with one assignment, in which `$0` marks the caret, and where its value begins. */
interface Caret {
  readonly unit: AnalysedUnit;
  readonly at: number;
  readonly start: number;
}

function caretIn(of: string, marked: string, target = usualTarget, name = "app"): Caret {
  const [section = "", directive = ""] = of.split(".");
  const type = section === "Unit" || section === "Install" ? "service" : section.toLowerCase();
  const before = `[${section}]\n${directive}=`;
  const text = `${before}${marked.replace("$0", "")}\n`;
  const unit = analysed({ path: `/etc/systemd/system/${name}.${type}`, text, carets: [] }, target);
  return { unit, at: before.length + marked.indexOf("$0"), start: before.length };
}

const nobody = unitsOf("");
const fixtures = valueNames.map((name) => ({ name, fixture: grammarFixtures[name] }));

describe("every grammar", () => {
  test.each(fixtures)("$name completes", ({ fixture }) => {
    const { of, target, offers } = fixture;
    if ("nothing" in offers) {
      const { unit, at } = caretIn(of, "$0", target);
      expect(complete(unit, at, nobody)).toEqual([]);
      return;
    }
    const [marked, ...labels] = offers;
    const { unit, at } = caretIn(of, marked, target);
    const offered = complete(unit, at, nobody).filter(({ documentation }) => documentation !== undefined);
    expect(offered.slice(0, labels.length).map(({ label }) => label)).toEqual(labels);
  });

  test.each(fixtures)("$name is spelt out", ({ fixture }) => {
    const { of, target, says } = fixture;
    if ("nothing" in says) return expect(hoverOf(fixture, says.of)).toBeUndefined();
    const [marked, meaning] = says;
    expect(hoverOf({ of, target }, marked)).toContain(meaning);
  });

  test.each(fixtures)("$name is coloured", ({ fixture: { of, target, says, colours } }) => {
    const { unit, start } = caretIn(of, "nothing" in says ? says.of : says[0], target);
    const tokens = semanticTokens(unit).filter(({ from }) => from >= start);
    const { document } = unit.tree;
    expect(tokens.map(({ type, from, to }) => `${type} ${document.slice(from, to)}`)).toEqual(colours);
  });

  test("offers no word without a sentence of ours", () => {
    const bare = fixtures.flatMap(({ name, fixture: { of, target } }) => {
      const { unit, at } = caretIn(of, "$0", target);
      return complete(unit, at, nobody)
        .filter(({ documentation = "" }) => documentation === "")
        .map(({ label }) => `${name}: ${label}`);
    });
    expect(bare).toEqual([]);
  });
});

function hoverOf({ of, target }: Pick<GrammarFixture, "of" | "target">, marked: string): string | undefined {
  const { unit, at } = caretIn(of, marked, target);
  return hover(unit, at)?.markdown;
}

/**
 * Value types of which systemd says nothing whatever the text: 2000 random values each, quotes, escapes, signs and
 * specifiers among them, were put to the parsers of 252, 257 and 262, and none was remarked on. What the last stands
 * for is no parser: systemd remarks on the directive, whatever its value.
 */
const takesAnything: readonly ValueName[] = [
  "config_parse_capability_set",
  "config_parse_exec_secure_bits",
  "config_parse_string",
  "config_parse_warn_compat",
];

/** A directive of the value type for each measured release that has one. */
const subjects = valueNames.map((value) => ({
  value,
  rows: measuredVersions.flatMap((version) => {
    const all = sectionNames.flatMap((section) => directivesFor(version).inSection(section));
    const row = all.find(
      ({ parsing, status }) => isRead(status) && parsing.value === value && !parsing.refused,
    );
    return row === undefined ? [] : [{ row, version }];
  }),
}));

function isRead(status: ResolvedDirective["status"]): boolean {
  return status !== "not-yet" && status !== "gone";
}

/** What systemd would say of the value, be it when the unit is enabled. */
function objections({ directive }: ResolvedDirective, version: number, value: string): readonly Problem[] {
  const { unit, start } = caretIn(`${directive.section}.${directive.name}`, value, version, "app@");
  return judge(unit).filter(
    ({ from, line, consequence }) =>
      line === 2 && from >= start && consequence !== "none" && consequence !== "noted",
  );
}

const seed = 20_261_121;
const samplesOf = (value: ValueName) => fc.sample(generatedValues(value), { seed, numRuns: 300 });

test("every grammar refuses something, but for those of which systemd takes anything", () => {
  const lax = subjects
    .filter(({ value, rows }) =>
      rows.every(({ row, version }) =>
        samplesOf(value).every((sample) => objections(row, version, sample).length === 0),
      ),
    )
    .map(({ value }) => value);
  expect(lax).toEqual(takesAnything);
});

test("of several words, only those near the wrong one are marked", () => {
  const wide: string[] = [];
  let count = 0;
  for (const { value, rows } of subjects) {
    const words = samplesOf(value).flatMap((sample) => sample.split(/[ ,]+/));
    const plain = [...new Set(words)].filter((word) =>
      /^[A-Za-z0-9/._:][A-Za-z0-9@/._=:-]{1,20}$/.test(word),
    );
    for (const { row, version } of rows) {
      const isGood = (text: string) => objections(row, version, text).length === 0;
      const [first, second = first] = plain.filter(isGood);
      const bad = plain.filter((word) => !isGood(word)).slice(0, 8);
      // A comma is part of a program's name.
      for (const between of value === "config_parse_exec" ? [" "] : [" ", ","]) {
        if (first === undefined || second === undefined || !isGood(first + between + second)) continue;
        for (const word of bad) {
          const text = [first, word, second].join(between);
          const { start } = caretIn(`${row.directive.section}.${row.directive.name}`, text, version, "app@");
          for (const { from, to, code } of objections(row, version, text)) {
            count++;
            const isWhole = from <= start && to >= start + text.length;
            if (isWhole && !namesOneThing.has(value)) wide.push(`${value} ${version}: ${text} (${code})`);
          }
        }
      }
    }
  }
  expect(wide).toEqual([]);
  expect(count).toBeGreaterThan(1000);
}, 60_000);

/** Of these a comma or a blank is an ordinary character: the value is a single word. */
const namesOneThing: ReadonlySet<ValueName> = new Set([
  "config_parse_delegate_subgroup",
  "config_parse_socket_bindtodevice",
  "config_parse_bind_network_interface",
]);
