import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "./analysis.ts";
import { stopOf } from "./fileProblems.ts";
import { directiveKey, type ResolvedDirective } from "./knowledge/directives.ts";
import type { SectionName } from "./knowledge/sections.ts";
import type { UnitName, UnitType } from "./names/unitName.ts";
import { offsetOf } from "./text/text.ts";
import { isValueRead, type ValueFinding, valueFindings } from "./valueFindings.ts";
import { commandsOf } from "./values/commandLine.ts";
import { expandSpecifiers } from "./values/specifierExpansion.ts";
import { nextWord, quotedWords } from "./values/wordSplit.ts";

/** An assignment that counts, and the file it stands in. */
export interface EffectiveAssignment {
  readonly unit: AnalysedUnit;
  readonly assignment: AnalysedAssignment;
}

/**
 * A unit as systemd holds it in the end: its file and its drop-ins, read one after the other. What is overridden, reset
 * or not taken is left out.
 */
export interface EffectiveUnit {
  readonly type: UnitType;
  readonly name: UnitName | undefined;
  readonly version: number;
  /** The unit file first, then its drop-ins in the order systemd reads them. */
  readonly parts: readonly [AnalysedUnit, ...AnalysedUnit[]];
  /** What is left of a directive's assignments, in order. An old name counts as the new one. */
  readonly inEffect: (section: SectionName, name: string) => readonly EffectiveAssignment[];
  /** All that is in effect in a section, in the order systemd reads it. */
  readonly allInEffect: (section: SectionName) => readonly EffectiveAssignment[];
}

/**
 * Joins a unit file with its drop-ins, which stand in the order systemd reads them (by name alone). Of a drop-in that
 * systemd stops reading, what stands above counts.
 */
export function effectiveUnit(fragment: AnalysedUnit, dropIns: readonly AnalysedUnit[]): EffectiveUnit {
  const parts = [fragment, ...dropIns] as const;
  const known = joined.get(fragment);
  if (known?.parts.length === parts.length && known.parts.every((part, at) => part === parts[at]))
    return known;
  const { table, file } = fragment;
  let steps: Steps | undefined;
  const collected = new Map<string, readonly EffectiveAssignment[]>();
  const inEffect = (section: SectionName, name: string) => {
    steps ??= stepsOf(parts);
    // Most of what is asked about is set nowhere.
    if (!steps.names.has(name)) return nothing;
    const key = directiveKey(section, name);
    const known = collected.get(key);
    if (known !== undefined) return known;
    const own = steps.byKey.get(key);
    if (own === undefined) return nothing;
    const group = table.find(section, name)?.parsing.group;
    const resets = group === undefined ? [] : (steps.byKey.get(groupKey(section, group)) ?? []);
    const found = collect(own, resets, parts);
    collected.set(key, found);
    return found;
  };
  const allInEffect = (section: SectionName) => {
    steps ??= stepsOf(parts);
    const { names } = steps;
    const all = table
      .inSection(section)
      .filter(({ directive }) => names.has(directive.name))
      .flatMap(({ directive }) => inEffect(section, directive.name));
    return inOrder(all, parts);
  };
  const unit = { type: file.type, name: file.name, version: table.version, parts, inEffect, allInEffect };
  joined.set(fragment, unit);
  return unit;
}

/** What a unit says of others is asked for again when the unit itself is judged. */
const joined = new WeakMap<AnalysedUnit, EffectiveUnit>();

/** The value of a directive that holds one, specifiers expanded; undefined where it is not set. */
export function valueInEffect(unit: EffectiveUnit, section: SectionName, name: string): string | undefined {
  const last = unit.inEffect(section, name).at(-1);
  return last && expandedValue(last);
}

/** The value of an assignment with its specifiers expanded; as written where one of them is unknown to the release. */
export function expandedValue({ unit, assignment }: EffectiveAssignment): string {
  const { node, section, known } = assignment;
  if (known === undefined) return node.value.content;
  const expansion = expandSpecifiers(node.value, valueContext(unit, section, known));
  return expansion.kind === "expanded" ? expansion.text.content : node.value.content;
}

const nothing: readonly EffectiveAssignment[] = [];

/** Assignments that bear on one another, in the order systemd reads them. */
interface Steps {
  readonly byKey: ReadonlyMap<string, readonly EffectiveAssignment[]>;
  /** The names of all directives that are set, in whatever section. */
  readonly names: ReadonlySet<string>;
}

/** One walk over the files: a unit is asked about many directives. */
function stepsOf(parts: readonly AnalysedUnit[]): Steps {
  const byKey = new Map<string, EffectiveAssignment[]>();
  const names = new Set<string>();
  const add = (key: string, step: EffectiveAssignment) => {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [step]);
    else known.push(step);
  };
  for (const unit of parts) {
    const stop = stopOf(unit) ?? Number.POSITIVE_INFINITY;
    for (const assignment of unit.assignments) {
      const { node, known } = assignment;
      if (known === undefined || node.from > stop) continue;
      const step = { unit, assignment };
      if (!byKey.has(known.sets)) names.add(known.sets.slice(known.sets.indexOf(" ") + 1));
      add(known.sets, step);
      const { group, empty } = known.parsing;
      if (group !== undefined && empty === "resets-group" && isEmpty(assignment)) {
        add(groupKey(assignment.section, group), step);
      }
    }
  }
  return { byKey, names };
}

function groupKey(section: SectionName, group: string): string {
  return `${section} * ${group}`;
}

/** What is left of a directive's own assignments, `resets` being those of others that clear it too. */
function collect(
  own: readonly EffectiveAssignment[],
  resets: readonly EffectiveAssignment[],
  parts: readonly AnalysedUnit[],
): readonly EffectiveAssignment[] {
  const steps = resets.length === 0 ? own : inOrder([...new Set([...own, ...resets])], parts);
  const reset = steps.findLastIndex(({ assignment }) => isReset(assignment));
  const isLeft = ({ assignment }: EffectiveAssignment, index: number) =>
    index > reset ? !isEmpty(assignment) : index === reset && assignment.known?.parsing.empty === "empties";
  const set = steps.filter(isLeft);
  switch (own[0]?.assignment.known?.parsing.repeat) {
    case "first":
      return listOf(set.find(isTaken));
    case "last":
      return listOf(set.findLast(isTaken));
    default:
      return set.filter(isTaken);
  }
}

function listOf(step: EffectiveAssignment | undefined): readonly EffectiveAssignment[] {
  return step === undefined ? [] : [step];
}

/** In the order in which systemd reads them. */
function inOrder(
  steps: readonly EffectiveAssignment[],
  parts: readonly AnalysedUnit[],
): readonly EffectiveAssignment[] {
  const place = new Map(parts.map((part, index) => [part, index]));
  const rank = ({ unit }: EffectiveAssignment) => place.get(unit) ?? 0;
  return [...steps].sort((a, b) => rank(a) - rank(b) || a.assignment.node.from - b.assignment.node.from);
}

function isReset(assignment: AnalysedAssignment): boolean {
  const empty = assignment.known?.parsing.empty;
  return isEmpty(assignment) && (empty === "resets" || empty === "resets-group" || empty === "empties");
}

function isEmpty({ node, known }: AnalysedAssignment): boolean {
  return node.value.content === "" && known?.parsing.empty !== "is-a-value";
}

/** Whether systemd takes the value, or some of a list: no grammar objects to the whole of it. */
export function isTaken({ unit, assignment }: EffectiveAssignment): boolean {
  const { known, isUnread } = assignment;
  if (known === undefined || isUnread) return known !== undefined;
  // An empty value that is left counts by being empty.
  if (isEmpty(assignment)) return known.status !== "removed";
  if (!isValueRead(assignment)) return false;
  const mistake = valueFindings(unit, assignment).find(
    ({ effect }) => effect === "assignment" || effect === "line" || effect === "rest",
  );
  return mistake === undefined || isTakenBefore(mistake, unit, assignment, known);
}

/**
 * Whether systemd keeps what stands before a mistake in a value: of a command line the commands before it, of a search
 * path the paths, of a list the words before one that has no end (measured).
 */
function isTakenBefore(
  { code, from }: ValueFinding,
  unit: AnalysedUnit,
  { node, section }: AnalysedAssignment,
  known: ResolvedDirective,
): boolean {
  const { value, repeat } = known.parsing;
  if (value === "config_parse_exec")
    return commandsOf(node.value, valueContext(unit, section, known)).length > 0;
  if (value === "config_parse_colon_separated_paths") {
    const colon = node.value.content.indexOf(":");
    return colon >= 0 && offsetOf(node.value, colon) < node.from + from;
  }
  if (repeat === "last" || repeat === "first") return false;
  if (code !== "unbalanced-quote" && code !== "unknown-escape") return false;
  const first = nextWord(node.value, 0, quotedWords);
  return first?.kind === "word" && offsetOf(node.value, first.to) <= node.from + from;
}
