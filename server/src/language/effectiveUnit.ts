import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "./analysis.ts";
import { stopOf } from "./fileProblems.ts";
import type { DirectiveName } from "./knowledge/directives.ts";
import type { SectionName } from "./knowledge/sections.ts";
import type { UnitName, UnitType } from "./names/unitName.ts";
import { isEmpty, isTaken } from "./takenPart.ts";
import { expandSpecifiers } from "./values/specifierExpansion.ts";

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
  /**
   * The names of the directives that are set in a section, if only in vain; an old name counts as the new one. Most of
   * what there is to ask about is set nowhere: whoever asks about many looks here first.
   */
  readonly setIn: (section: SectionName) => ReadonlyKeys;
  /** What is left of a directive's assignments, in order. An old name counts as the new one. */
  readonly inEffect: (section: SectionName, name: string) => readonly EffectiveAssignment[];
  /** All that is in effect in a section, in the order systemd reads it. */
  readonly allInEffect: (section: SectionName) => readonly EffectiveAssignment[];
}

/** Names that can be looked up. */
export type ReadonlyKeys = Pick<ReadonlySet<string>, "has">;

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
  const inSection = (section: SectionName) => {
    steps ??= stepsOf(parts);
    return steps.bySection.get(section) ?? noDirectives;
  };
  const inEffect = (section: SectionName, name: string) => {
    steps ??= stepsOf(parts);
    const own = steps.bySection.get(section)?.get(name);
    if (own === undefined) return nothing;
    own.left ??= collect(own.steps, resetsOf(section, name), parts);
    return own.left;
  };
  const resetsOf = (section: SectionName, name: string) => {
    const resets = steps?.resets;
    // Few directives clear others.
    if (resets === undefined || resets.size === 0) return nothing;
    const group = table.find(section, name)?.parsing.group;
    return (group !== undefined && resets.get(groupKey(section, group))) || nothing;
  };
  const allInEffect = (section: SectionName) => {
    const set = inSection(section);
    const all = table
      .inSection(section)
      .filter(({ directive }) => set.has(directive.name))
      .flatMap(({ directive }) => inEffect(section, directive.name));
    return inOrder(all, parts);
  };
  const { type, name } = file;
  const unit = { type, name, version: table.version, parts, setIn: inSection, inEffect, allInEffect };
  joined.set(fragment, unit);
  return unit;
}

/** What a unit says of others is asked for again when the unit itself is judged. */
const joined = new WeakMap<AnalysedUnit, EffectiveUnit>();

/** Those of some directives of a section that are set, if only in vain. */
export function setAmong(
  unit: EffectiveUnit,
  section: SectionName,
  names: readonly string[],
): readonly string[] {
  const set = unit.setIn(section);
  const found: string[] = [];
  // Every unit is asked about dozens of directives: an iterator would make an object for each.
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    if (name !== undefined && set.has(name)) found.push(name);
  }
  return found;
}

/** The value of a directive that holds one, specifiers expanded; undefined where it is not set. */
export function valueInEffect(unit: EffectiveUnit, section: SectionName, name: string): string | undefined {
  const last = unit.inEffect(section, name).at(-1);
  return last && expandedValue(last);
}

/** The value of an assignment with its specifiers expanded; as written where one of them is unknown to the release. */
export function expandedValue({ unit, assignment }: EffectiveAssignment): string {
  const { node, section, known } = assignment;
  if (known === undefined || !node.value.content.includes("%")) return node.value.content;
  const expansion = expandSpecifiers(node.value, valueContext(unit, section, known));
  return expansion.kind === "expanded" ? expansion.text.content : node.value.content;
}

const nothing: readonly EffectiveAssignment[] = [];

/** What all files say of a directive. */
interface SetDirective {
  /** In the order systemd reads them. */
  readonly steps: EffectiveAssignment[];
  /** What is left of them, once somebody has asked. */
  left: readonly EffectiveAssignment[] | undefined;
}

type SetDirectives = ReadonlyMap<string, SetDirective>;

const noDirectives: SetDirectives = new Map();

/** What the files of a unit assign, in the order systemd reads it. */
interface Steps {
  /** By the section and the name of what is set. */
  readonly bySection: ReadonlyMap<SectionName, SetDirectives>;
  /** The empty assignments that clear a whole group of directives, by its key. */
  readonly resets: ReadonlyMap<string, readonly EffectiveAssignment[]>;
}

/** One walk over the files: a unit is asked about many directives. */
function stepsOf(parts: readonly AnalysedUnit[]): Steps {
  const bySection = new Map<SectionName, Map<string, SetDirective>>();
  const resets = new Map<string, EffectiveAssignment[]>();
  for (const unit of parts) {
    const stop = stopOf(unit) ?? Number.POSITIVE_INFINITY;
    const { assignments } = unit;
    // By index: what iterators leave behind was a tenth of all that a short run has to collect.
    for (let at = 0; at < assignments.length; at++) {
      const assignment = assignments[at];
      if (assignment?.known === undefined || assignment.node.from > stop) continue;
      const { known, section } = assignment;
      const step = { unit, assignment };
      addStep(bySection, known.sets, step);
      const { group, empty } = known.parsing;
      if (group === undefined || empty !== "resets-group" || !isEmpty(assignment)) continue;
      const key = groupKey(section, group);
      const others = resets.get(key);
      if (others === undefined) resets.set(key, [step]);
      else others.push(step);
    }
  }
  return { bySection, resets };
}

function addStep(
  bySection: Map<SectionName, Map<string, SetDirective>>,
  { section, name }: DirectiveName,
  step: EffectiveAssignment,
): void {
  let directives = bySection.get(section);
  if (directives === undefined) {
    directives = new Map();
    bySection.set(section, directives);
  }
  const known = directives.get(name);
  if (known === undefined) directives.set(name, { steps: [step], left: undefined });
  else known.steps.push(step);
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
  const [first] = own;
  // Most directives are set once, to some value.
  if (first !== undefined && own.length === 1 && resets.length === 0 && !isEmpty(first.assignment)) {
    return isTaken(first) ? own : nothing;
  }
  const steps = resets.length === 0 ? own : inOrder([...new Set([...own, ...resets])], parts);
  const reset = steps.findLastIndex(({ assignment }) => isReset(assignment));
  const isLeft = ({ assignment }: EffectiveAssignment, index: number) =>
    index > reset ? !isEmpty(assignment) : index === reset && assignment.known?.parsing.empty === "empties";
  const set = steps.filter(isLeft);
  switch (first?.assignment.known?.parsing.repeat) {
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
