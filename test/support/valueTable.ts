import { expect } from "vitest";
import { complete, type UnitNames } from "../../server/src/language/features/completion.ts";
import { explainValue } from "../../server/src/language/features/valueExplanation.ts";
import { judge } from "../../server/src/language/judge.ts";
import { measuredVersions } from "../../server/src/language/knowledge/generated/directives.ts";
import type { Problem } from "../../server/src/language/problems/catalogue.ts";
import { readCaretFixture } from "./fixture.ts";
import { analysed, usualTarget } from "./language.ts";

/** The directive whose values a table holds. */
export interface TableSubject {
  /** `Section.Directive`. */
  readonly directive: string;
  /** The releases that agree on every row; all measured ones by default. */
  readonly versions?: readonly number[];
  /** The unit's name without its type, for values with specifiers. */
  readonly unit?: string;
}

/**
 * Holds a table of values against what the language layer says of them. Each line is a value; lines such as
 * `     ^^^ line-ignored not-time-span` mark what is wrong with the one above, and a value without a mark is a good
 * one. Every row was put to systemd 252, 257 and 262.
 */
export function holdsTable(subject: TableSubject | string, table: string): void {
  const { directive, unit, versions = measuredVersions } = subjectOf(subject);
  for (const version of versions) {
    const drawn = valuesOf(table).flatMap((value) => drawValue(directive, value, version, unit));
    expect(`systemd ${version}\n${drawn.join("\n")}`).toBe(`systemd ${version}\n${table.trim()}`);
  }
}

/** Holds the labels offered at `$0`, in their order. */
export function offersWords(subject: TableSubject | string, marked: string, labels: readonly string[]): void {
  const { directive, unit, versions = [usualTarget] } = subjectOf(subject);
  for (const version of versions) {
    const { before, path } = fileOf(directive, unit);
    const { file, at } = readCaretFixture(`#- ${path}\n${before}${marked}\n`);
    const offered = complete(analysed(file, version), at, noUnits)
      .toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))
      .map(({ label }) => label);
    expect(offered).toEqual(labels);
  }
}

/** What each part of a value is, as `kind text: meaning`. */
export function explained(subject: TableSubject | string, value: string): readonly string[] {
  const { directive, unit, versions = [usualTarget] } = subjectOf(subject);
  const { before, path } = fileOf(directive, unit);
  const file = analysed({ path, text: `${before}${value}\n`, carets: [] }, versions[0]);
  const [assignment] = file.assignments;
  if (assignment === undefined) throw new Error(`${directive} is in no section of ${path}.`);
  return explainValue(file, assignment).tokens.map(({ kind, from, to, meaning }) => {
    const text = `${kind} ${file.tree.document.slice(from, to)}`;
    return meaning === undefined ? text : `${text}: ${meaning}`;
  });
}

const noUnits: UnitNames = { named: () => [] };

function subjectOf(subject: TableSubject | string): TableSubject {
  return typeof subject === "string" ? { directive: subject } : subject;
}

function valuesOf(table: string): readonly string[] {
  return table
    .trim()
    .split("\n")
    .filter((line) => !/^ *\^+ [a-z-]+ [a-z0-9-]+$/.test(line));
}

function fileOf(directive: string, unit = "app"): { readonly before: string; readonly path: string } {
  const [section = "", name = ""] = directive.split(".");
  const type = section === "Unit" || section === "Install" ? "service" : section.toLowerCase();
  return { before: `[${section}]\n${name}=`, path: `/etc/systemd/system/${unit}.${type}` };
}

function drawValue(directive: string, value: string, version: number, unit?: string): readonly string[] {
  const { before, path } = fileOf(directive, unit);
  const problems = judge(analysed({ path, text: `${before}${value}\n`, carets: [] }, version));
  // Advice of ours is no verdict of systemd's.
  const verdicts = problems.filter(({ consequence }) => consequence !== "none");
  return [value, ...verdicts.map((problem) => drawProblem(problem, before.length))];
}

function drawProblem({ from, to, consequence, ignores, code }: Problem, start: number): string {
  const what = consequence === "line-ignored" ? `${ignores}-ignored` : consequence;
  return `${" ".repeat(Math.max(0, from - start))}${"^".repeat(Math.max(1, to - from))} ${what} ${code}`;
}
