import { type AnalysedUnit, analyse } from "./analysis.ts";
import { effectiveUnit } from "./effectiveUnit.ts";
import { judge } from "./judge.ts";
import { type DirectiveTable, directivesFor } from "./knowledge/directives.ts";
import type { Problem } from "./problems/catalogue.ts";
import type { RestOfUnit, UnitSource } from "./units/unitSource.ts";
import type { Scope } from "./values/grammar.ts";

/** The releases whose verdict is wanted: one where both are the same. */
export interface ReleaseRange {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * Everything wrong with a file at either end of a range of releases, in the order of the file. What both ends say is
 * said once, as the newest says it. `rest` is what the unit is made of beside this file; without it nothing is said of
 * the unit as a whole.
 */
export function judgeBetween(
  source: UnitSource,
  { oldest, newest }: ReleaseRange,
  scope: Scope,
  rest?: RestOfUnit,
): readonly Problem[] {
  const at = (version: number) => judgeAt(source, directivesFor(version), scope, rest);
  const problems = at(newest);
  if (oldest === newest) return problems;
  const said = new Set(problems.map(keyOf));
  const older = at(oldest).filter((problem) => !said.has(keyOf(problem)));
  return [...problems, ...older].sort((a, b) => a.from - b.from || a.to - b.to);
}

function judgeAt(
  { document, file }: UnitSource,
  table: DirectiveTable,
  scope: Scope,
  rest: RestOfUnit | undefined,
): readonly Problem[] {
  const unit = analyse(document, file, table, scope);
  if (rest === undefined) return judge(unit);
  const read = (source: UnitSource) => analysedSource(source, table, scope);
  const [fragment = unit, ...dropIns] = [...rest.before.map(read), unit, ...rest.after.map(read)];
  return judge(unit, effectiveUnit(fragment, dropIns));
}

interface Reading {
  readonly table: DirectiveTable;
  readonly scope: Scope;
  readonly unit: AnalysedUnit;
}

/** The other files of a unit stay the same while one is edited. */
const readings = new WeakMap<UnitSource, readonly Reading[]>();

function analysedSource(source: UnitSource, table: DirectiveTable, scope: Scope): AnalysedUnit {
  const known = readings.get(source) ?? [];
  const found = known.find((reading) => reading.table === table && reading.scope === scope);
  if (found !== undefined) return found.unit;
  const unit = analyse(source.document, source.file, table, scope);
  // The two ends of a range are asked for in turn.
  readings.set(source, [...known.slice(-1), { table, scope, unit }]);
  return unit;
}

function keyOf({ code, from, to }: Problem): string {
  return `${code} ${from} ${to}`;
}
