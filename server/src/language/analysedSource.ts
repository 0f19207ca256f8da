import { type AnalysedUnit, analyse, analyseAgain, analyseTree, parseOptions } from "./analysis.ts";
import { takeOverFacts } from "./assignmentFacts.ts";
import type { DirectiveTable } from "./knowledge/directives.ts";
import { parseAgain } from "./syntax/parseAgain.ts";
import { editBetween } from "./text/edit.ts";
import type { UnitFile } from "./units/unitFile.ts";
import type { UnitSource } from "./units/unitSource.ts";
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
 * Reads a file that was edited in all the ways in which it was read before. What stands there still is not parsed again,
 * and what is known of it stays known.
 */
export function readAgain(source: UnitSource, before: UnitSource): void {
  const { document, file } = source;
  const known = readings.get(before);
  const [first] = known ?? [];
  if (known === undefined || first === undefined || !isReadAlike(file, before.file)) return;
  const edit = editBetween(before.document, document);
  const tree = parseAgain(document, parseOptions(file), first.unit.tree, edit);
  const read = ({ table, scope, unit: earlier }: Reading): Reading => {
    const unit = analyseAgain(tree, file, earlier);
    takeOverFacts(earlier, unit, edit);
    return { table, scope, unit };
  };
  readings.set(source, known.map(read));
}

/** Whether the same text in two files means the same, line by line. */
function isReadAlike(one: UnitFile, other: UnitFile): boolean {
  return (
    one.kind === other.kind &&
    one.type === other.type &&
    one.name?.name === other.name?.name &&
    one.template === other.template
  );
}
