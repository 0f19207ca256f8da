import { type AnalysedUnit, analyse, analyseAgain, analyseTree, parseOptions } from "./analysis.ts";
import { takeOverFacts } from "./assignmentFacts.ts";
import type { DirectiveTable } from "./knowledge/directives.ts";
import { parseAgain } from "./syntax/parseAgain.ts";
import { type Edit, editBetween } from "./text/edit.ts";
import type { UnitFile } from "./units/unitFile.ts";
import type { UnitSource } from "./units/unitSource.ts";
import type { Scope } from "./values/grammar.ts";

interface Reading {
  readonly table: DirectiveTable;
  readonly scope: Scope;
  readonly unit: AnalysedUnit;
}

/** How a file was read before it was edited, and what the edits left of it. */
interface Earlier {
  readonly readings: readonly Reading[];
  readonly edit: Edit;
}

interface Known {
  readonly readings: readonly Reading[];
  /** As long as it may be of use. */
  readonly earlier: Earlier | undefined;
}

/** A file is asked about by every feature, and as a part of each unit whose other files are edited. */
const sources = new WeakMap<UnitSource, Known>();

const nothingKnown: Known = { readings: [], earlier: undefined };

/** Reads a file for a release and a scope: once, as long as the same object is handed in. */
export function analysedSource(source: UnitSource, table: DirectiveTable, scope: Scope): AnalysedUnit {
  const known = sources.get(source) ?? nothingKnown;
  const found = readingIn(known.readings, table, scope);
  if (found !== undefined) return found.unit;
  const unit = readSource(source, table, scope, known);
  // The two ends of a range are asked for in turn.
  const readings = [...known.readings.slice(-1), { table, scope, unit }];
  const isDone = readings.length >= (known.earlier?.readings.length ?? 0);
  sources.set(source, { readings, earlier: isDone ? undefined : known.earlier });
  return unit;
}

function readingIn(readings: readonly Reading[], table: DirectiveTable, scope: Scope): Reading | undefined {
  return readings.find((reading) => reading.table === table && reading.scope === scope);
}

function readSource(
  { document, file }: UnitSource,
  table: DirectiveTable,
  scope: Scope,
  { readings, earlier }: Known,
): AnalysedUnit {
  const tree = readings[0]?.unit.tree;
  const before = earlier && readingIn(earlier.readings, table, scope)?.unit;
  if (earlier === undefined || before === undefined) {
    return tree === undefined ? analyse(document, file, table, scope) : analyseTree(tree, file, table, scope);
  }
  const { edit } = earlier;
  const unit = analyseAgain(
    tree ?? parseAgain(document, parseOptions(file), before.tree, edit),
    file,
    before,
  );
  takeOverFacts(before, unit, edit);
  return unit;
}

/**
 * Tells that a file is an earlier one, edited. When it is read in a way in which that was read, what stands there still
 * is not parsed again, and what is known of it stays known.
 */
export function readAgain(source: UnitSource, before: UnitSource): void {
  const known = sources.get(before) ?? nothingKnown;
  const readings = known.readings.length > 0 ? known.readings : (known.earlier?.readings ?? []);
  const [first] = readings;
  if (first === undefined || sources.has(source) || !isReadAlike(source.file, first.unit.file)) return;
  const edit = editBetween(first.unit.tree.document, source.document);
  sources.set(source, { readings: [], earlier: { readings, edit } });
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
