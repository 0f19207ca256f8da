import type { AnalysedAssignment, AnalysedUnit } from "./analysis.ts";
import type { Edit } from "./text/edit.ts";

/** What is known of the assignments of a unit, by their place among them; undefined where nobody has asked yet. */
export type AssignmentFacts<Fact> = (Fact | undefined)[];

/** Which assignments of a unit are those of its earlier state: so many at the beginning and, moved by some, at the end. */
interface Kept {
  readonly head: number;
  readonly tail: number;
}

const takeOvers: ((earlier: AnalysedUnit, unit: AnalysedUnit, kept: Kept) => void)[] = [];

/**
 * Remembers something about each assignment of a unit. Such a fact must follow from the assignment as it is written, the
 * file's name and type, the release and the scope, and from nothing else in the file; the places in it count from where
 * the assignment begins, or it tells where that was. Then it stays true while the rest of the file is edited, and is taken over.
 */
export function assignmentFacts<Fact>(): (unit: AnalysedUnit) => AssignmentFacts<Fact> {
  const known = new WeakMap<AnalysedUnit, AssignmentFacts<Fact>>();
  takeOvers.push((earlier, unit, { head, tail }) => {
    const before = known.get(earlier);
    if (before === undefined) return;
    const taken = before.slice(0, head);
    while (taken.length + tail < unit.assignments.length) taken.push(undefined);
    for (let at = before.length - tail; at < before.length; at++) taken.push(before[at]);
    known.set(unit, taken);
  });
  return (unit) => {
    const found = known.get(unit);
    if (found !== undefined) return found;
    const none = new Array<undefined>(unit.assignments.length).fill(undefined);
    known.set(unit, none);
    return none;
  };
}

/** Takes over what is known of the assignments of a unit's earlier state that stand in it still. */
export function takeOverFacts(earlier: AnalysedUnit, unit: AnalysedUnit, edit: Edit): void {
  const kept = keptOf(earlier, unit, edit);
  for (const takeOver of takeOvers) takeOver(earlier, unit, kept);
}

function keptOf(earlier: AnalysedUnit, unit: AnalysedUnit, { tail, by }: Edit): Kept {
  const [before, now] = [earlier.assignments, unit.assignments];
  let head = 0;
  while (head < now.length && now[head] === before[head]) head++;
  const begin = unit.tree.document.length - tail;
  const isKept = (one: AnalysedAssignment | undefined, other: AnalysedAssignment | undefined) =>
    one !== undefined &&
    other !== undefined &&
    other.node.from >= begin &&
    one.node.from + by === other.node.from &&
    one.section === other.section;
  let kept = 0;
  while (kept < now.length - head && isKept(before.at(-1 - kept), now.at(-1 - kept))) kept++;
  return { head, tail: kept };
}
