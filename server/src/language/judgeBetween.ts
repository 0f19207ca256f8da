import { analysedSource } from "./analysedSource.ts";
import { effectiveUnit } from "./effectiveUnit.ts";
import { judge } from "./judge.ts";
import { type DirectiveTable, directivesFor } from "./knowledge/directives.ts";
import type { Machine } from "./machine.ts";
import type { Problem } from "./problems/catalogue.ts";
import type { RestOfUnit, UnitSource } from "./units/unitSource.ts";
import type { UnitsAround } from "./unitsAround.ts";
import type { Scope } from "./values/grammar.ts";

/** The releases whose verdict is wanted: one where both are the same. */
export interface ReleaseRange {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * Everything wrong with a file at either end of a range of releases, in the order of the file. What both ends say is
 * said once, as the newest says it. `rest` is what the unit is made of beside this file; without it nothing is said of
 * the unit as a whole. `around` are the units it stands among; without them nothing is said of those. `machine` is the one
 * that reads the file; without it nothing is said of what else a start needs.
 */
export function judgeBetween(
  source: UnitSource,
  { oldest, newest }: ReleaseRange,
  scope: Scope,
  rest?: RestOfUnit,
  around?: UnitsAround,
  machine?: Machine,
): readonly Problem[] {
  const at = (version: number) => judgeAt(source, directivesFor(version), scope, { rest, around, machine });
  const problems = at(newest);
  if (oldest === newest) return problems;
  const atOldest = at(oldest);
  const said = new Set(problems.map(keyOf));
  const saidThere = new Set(atOldest.map(keyOf));
  const older = atOldest.filter((problem) => !said.has(keyOf(problem)));
  // A name that the oldest release does not know is no better one yet.
  const newer = problems.filter(
    (problem) => problem.code !== "old-directive-name" || saidThere.has(keyOf(problem)),
  );
  return [...newer, ...older].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** What is known beside a file. */
interface Beside {
  readonly rest: RestOfUnit | undefined;
  readonly around: UnitsAround | undefined;
  readonly machine: Machine | undefined;
}

function judgeAt(
  source: UnitSource,
  table: DirectiveTable,
  scope: Scope,
  { rest, around, machine }: Beside,
): readonly Problem[] {
  const read = (one: UnitSource) => analysedSource(one, table, scope);
  const unit = read(source);
  if (rest === undefined) return judge(unit, undefined, around, machine);
  const after = rest.after.map(read);
  if (rest.before.length === 0) return judge(unit, effectiveUnit(unit, after), around, machine);
  const [fragment = unit, ...dropIns] = [...rest.before.map(read), unit, ...after];
  return judge(unit, effectiveUnit(fragment, dropIns), around, machine);
}

function keyOf({ code, from, to }: Problem): string {
  return `${code} ${from} ${to}`;
}
