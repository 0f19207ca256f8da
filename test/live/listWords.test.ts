// What a bad word among good ones costs, beside what a real systemd keeps of the value: the others, those before it, none.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path/posix";
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse, exists } from "../../server/src/language/analysis.ts";
import { directivesFor, type ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { type ValueFinding, valueFindings } from "../../server/src/language/valueFindings.ts";
import { generatedValues } from "../support/generatedValues.ts";
import { mayDiffer, shownInAnyOrder } from "../support/shownDifferences.ts";
import { type ShownUnit, showUnits } from "../support/shownUnits.ts";
import { describeInBox, type LiveBox } from "./box.ts";

/** A value with one good word and one bad one, and what we say is left of it. */
interface Mixed {
  readonly row: ResolvedDirective;
  readonly value: string;
  readonly left: string;
  readonly code: string;
}

describeInBox("a bad word in a list", (live) => {
  test("costs what we say it costs", async () => {
    const told = await live.run("systemctl", "--version");
    const version = Number(/^systemd (\d+)/.exec(told)?.[1]);
    const cases = listRows(version).flatMap((row) => mixedWords(row, version));
    const shown = await showValues(
      live,
      cases.flatMap(({ row, value, left }) => [
        { row, value },
        { row, value: left },
      ]),
    );
    const differing = cases.flatMap(({ row, value, left, code }, index) => {
      const [one, other] = [shown[2 * index], shown[2 * index + 1]];
      const properties = [...(one ?? [])].filter(
        ([name, content]) => !mayDiffer.test(name) && content !== other?.get(name),
      );
      const { name } = row.directive;
      return properties.map(
        ([property, content]) =>
          `${name}=${value} (${code})\n  ${property}=${content}\n${name}=${left}\n  ${property}=${other?.get(property)}`,
      );
    });
    expect(differing).toEqual([]);
    expect(new Set(cases.map(({ row }) => row.parsing.value)).size).toBeGreaterThan(25);
    expect(cases.length).toBeGreaterThan(120);
  }, 120_000);
});

/** One directive for each parser of lists. */
function listRows(version: number): readonly ResolvedDirective[] {
  const byParser = new Map<string, ResolvedDirective>();
  for (const section of ["Unit", "Service", "Socket"] as const) {
    for (const row of directivesFor(version).inSection(section)) {
      const { value, repeat, refused } = row.parsing;
      const isList = repeat === "append" || repeat === "merge" || repeat === "by-key";
      if (isList && !refused && exists(row) && !byParser.has(value)) byParser.set(value, row);
    }
  }
  return [...byParser.values()];
}

/** For each code that a word can have, a word that has it, before and behind a good one. */
function mixedWords(row: ResolvedDirective, version: number): readonly Mixed[] {
  const drawn = fc.sample(generatedValues(row.parsing.value), { seed: 7, numRuns: 400 });
  const words = [...new Set(drawn.flatMap((value) => [value, ...value.split(" ")]))].filter(isPlain);
  const judged = words.map((word) => ({ word, findings: findingsOf(row, word, version) }));
  const good = judged.find(({ word, findings }) => findings?.length === 0 && /[A-Za-z0-9]$/.test(word))?.word;
  if (good === undefined) return [];
  const byCode = new Map(
    judged.flatMap(({ word, findings }) => (findings?.length === 1 ? [[findings[0]?.code ?? "", word]] : [])),
  );
  return [...byCode].flatMap(([code = "", bad]) =>
    [`${good} ${bad}`, `${bad} ${good}`].flatMap((value, at) => {
      const [finding, another] = findingsOf(row, value, version) ?? [];
      if (finding === undefined || another !== undefined || finding.code !== code) return [];
      const left = whatIsLeft(finding, row, good, at === 0 ? "first" : "second");
      return left === undefined || isPartly(row, code) ? [] : [{ row, value, left, code }];
    }),
  );
}

/** A word that means the same wherever it stands, and that systemctl shows on one line. */
function isPlain(word: string): boolean {
  return /^[ -~]+$/.test(word) && !/[ %,]|^~|\\(?:[nrfv]|x|[0-7])/.test(word);
}

/** Of an image only the options are ignored where they are for no partition, of a search path those behind a colon. */
function isPartly({ parsing }: ResolvedDirective, code: string): boolean {
  if (parsing.value === "config_parse_colon_separated_paths") return true;
  return /_images$/.test(parsing.value) && /^(?:unknown-word|word-gone|word-too-new)$/.test(code);
}

/** What is left of a value; undefined where the mistake costs nothing, or more than the value. */
function whatIsLeft(
  { effect }: ValueFinding,
  { parsing }: ResolvedDirective,
  good: string,
  place: "first" | "second",
): string | undefined {
  // A list of families of addresses in which there is none forbids them all.
  const nothing = parsing.value === "config_parse_address_families" ? "none" : "";
  switch (effect) {
    case "word":
      return good;
    case "words":
      return place === "first" ? good : nothing;
    case "line":
      return "";
    case "assignment":
      return parsing.fatal === true ? undefined : "";
    default:
      return undefined;
  }
}

/** What we find in a value; undefined where it is not read as it is written. */
function findingsOf(
  { directive: { section, name } }: ResolvedDirective,
  value: string,
  version: number,
): readonly ValueFinding[] | undefined {
  const file = unitFileOf(`/etc/systemd/system/${nameOf(section, 0)}`);
  if (file === undefined) throw new Error(`There is no unit for [${section}].`);
  const unit = analyse(`[${section}]\n${name}=${value}\n`, file, directivesFor(version), "system");
  const [assignment] = unit.assignments;
  return assignment?.node.value.content === value ? valueFindings(unit, assignment) : undefined;
}

function nameOf(section: string, number: number): string {
  return `list-${number}-part.${section === "Socket" ? "socket" : "service"}`;
}

interface ValueInUnit {
  readonly row: ResolvedDirective;
  readonly value: string;
}

/** Units with one of the values each, as systemd shows them, but for their names. */
async function showValues(
  live: LiveBox,
  all: readonly ValueInUnit[],
): Promise<readonly ReadonlyMap<string, string>[]> {
  const folder = live.box.path("/run/systemd/system");
  await mkdir(folder, { recursive: true });
  const names = all.map(({ row }, number) => nameOf(row.directive.section, number));
  for (const [number, { row, value }] of all.entries()) {
    const { section, name } = row.directive;
    const needed =
      section === "Socket" ? "[Socket]\nListenStream=/run/x\n" : "[Service]\nExecStart=/bin/true\n";
    const line = value === "" ? "" : `[${section}]\n${name}=${value}\n`;
    await writeFile(join(folder, names[number] ?? ""), `${needed}${line}`);
  }
  await live.run("systemctl", "daemon-reload");
  const shown = await showUnits(live.box, names);
  return shown.map((unit, number) => withoutName(unit, `list-${number}-part`));
}

function withoutName(unit: ShownUnit, name: string): ReadonlyMap<string, string> {
  return new Map(
    [...unit.keys()].map((property) => [property, shownInAnyOrder(unit, property).replaceAll(name, "NAME")]),
  );
}
