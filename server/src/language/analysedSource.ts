import { type AnalysedUnit, analyse, analyseTree } from "./analysis.ts";
import type { DirectiveTable } from "./knowledge/directives.ts";
import type { UnitSource } from "./units/unitSource.ts";
import { takeOverFindings } from "./valueFindings.ts";
import type { Scope } from "./values/grammar.ts";

interface Reading {
  readonly table: DirectiveTable;
  readonly scope: Scope;
  readonly unit: AnalysedUnit;
}

/** A file is asked about by every feature, and as a part of each unit whose other files are edited. */
const readings = new WeakMap<UnitSource, readonly Reading[]>();

/** Reads a file for a release and a scope: once, as long as the same object is handed in. */
export function analysedSource(source: UnitSource, table: DirectiveTable, scope: Scope): AnalysedUnit {
  const known = readings.get(source) ?? [];
  const found = known.find((reading) => reading.table === table && reading.scope === scope);
  if (found !== undefined) return found.unit;
  const { document, file } = source;
  const tree = known[0]?.unit.tree;
  const unit =
    tree === undefined ? analyse(document, file, table, scope) : analyseTree(tree, file, table, scope);
  // The two ends of a range are asked for in turn.
  readings.set(source, [...known.slice(-1), { table, scope, unit }]);
  return unit;
}

/**
 * Reads a file that was edited in all the ways in which it was read before. What is known of values that stand there
 * still need not be found out again.
 */
export function readAgain(source: UnitSource, before: UnitSource): void {
  for (const { table, scope, unit } of readings.get(before) ?? []) {
    takeOverFindings(unit, analysedSource(source, table, scope));
  }
}
