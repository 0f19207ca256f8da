import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "./analysis.ts";
import { grammarOf } from "./knowledge/grammars.ts";
import type { SectionName } from "./knowledge/sections.ts";
import type { UnitName, UnitType } from "./names/unitName.ts";
import type { Findings } from "./values/grammar.ts";
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
  /** What is left of a directive's assignments, in order. */
  readonly inEffect: (section: SectionName, name: string) => readonly EffectiveAssignment[];
}

/** Joins a unit file with its drop-ins, which stand in the order systemd reads them (by name alone). */
export function effectiveUnit(fragment: AnalysedUnit, dropIns: readonly AnalysedUnit[]): EffectiveUnit {
  const parts = [fragment, ...dropIns] as const;
  return {
    type: fragment.file.type,
    name: fragment.file.name,
    version: fragment.table.version,
    parts,
    inEffect: (section, name) => collect(parts, section, name),
  };
}

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

function collect(
  parts: readonly AnalysedUnit[],
  section: SectionName,
  name: string,
): readonly EffectiveAssignment[] {
  let collected: EffectiveAssignment[] = [];
  for (const unit of parts) {
    for (const assignment of unit.assignments) {
      if (assignment.section !== section || assignment.known === undefined) continue;
      const isOwn = assignment.node.key.content === name;
      if (isEmpty(assignment)) {
        if (resets(assignment, isOwn, unit, section, name)) collected = [];
      } else if (isOwn && isTaken(unit, assignment)) {
        collected = add(collected, { unit, assignment });
      }
    }
  }
  return collected;
}

function add(collected: EffectiveAssignment[], found: EffectiveAssignment): EffectiveAssignment[] {
  switch (found.assignment.known?.parsing.repeat) {
    case "first":
      return collected.length === 0 ? [found] : collected;
    case "last":
      return [found];
    default:
      return [...collected, found];
  }
}

function isEmpty({ node, known }: AnalysedAssignment): boolean {
  return node.value.content === "" && known?.parsing.empty !== "is-a-value";
}

/** Whether an empty assignment clears `name`: its own, or one of the group that is reset together. */
function resets(
  { known }: AnalysedAssignment,
  isOwn: boolean,
  unit: AnalysedUnit,
  section: SectionName,
  name: string,
): boolean {
  if (known === undefined) return false;
  const { empty, group } = known.parsing;
  if (empty === "resets") return isOwn;
  if (empty !== "resets-group") return false;
  return isOwn || (group !== undefined && unit.table.find(section, name)?.parsing.group === group);
}

/** Whether systemd takes the value: no grammar objects to the whole of it. */
function isTaken(unit: AnalysedUnit, { node, section, known, isUnread }: AnalysedAssignment): boolean {
  if (known === undefined || isUnread) return known !== undefined;
  if (known.status === "removed" || known.parsing.refused) return false;
  let taken = true;
  const findings: Findings = {
    report: (_code, _place, _from, _to, _args, effect = "assignment") => {
      if (effect === "assignment" || effect === "line" || effect === "rest") taken = false;
    },
  };
  grammarOf(known.parsing.value).judge(node.value, valueContext(unit, section, known), findings);
  return taken;
}
