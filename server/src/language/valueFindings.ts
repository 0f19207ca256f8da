import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "./analysis.ts";
import { grammarOf } from "./knowledge/grammars.ts";
import { newerReading } from "./newerReading.ts";
import type { ProblemCode } from "./problems/catalogue.ts";
import { spanOf } from "./text/text.ts";
import type { Effect, Findings } from "./values/grammar.ts";

/** What a grammar says of a value: `from` and `to` count from where the assignment begins. */
export interface ValueFinding {
  readonly code: ProblemCode;
  readonly from: number;
  readonly to: number;
  readonly args: readonly string[];
  readonly effect: Effect;
}

const nothing: readonly ValueFinding[] = [];

type Found = (readonly ValueFinding[] | undefined)[];

/** By unit, and then by the place of the assignment in it: rules and the unit as a whole ask about the same values. */
const found = new WeakMap<AnalysedUnit, Found>();

/** What the grammar of its type says of the value of an assignment; nothing where systemd never reads the value. */
export function valueFindings(unit: AnalysedUnit, assignment: AnalysedAssignment): readonly ValueFinding[] {
  let ofUnit = found.get(unit);
  if (ofUnit === undefined) {
    ofUnit = noneOf(unit);
    found.set(unit, ofUnit);
  }
  const known = ofUnit[assignment.index];
  if (known !== undefined) return known;
  const findings = judgeValue(unit, assignment);
  ofUnit[assignment.index] = findings;
  return findings;
}

function noneOf({ assignments }: AnalysedUnit): Found {
  return new Array<undefined>(assignments.length).fill(undefined);
}

/** Whether systemd has a use for the text of a value: it knows the directive, acts on it, and is not just told to reset it. */
export function isValueRead({ node, known, isUnread }: AnalysedAssignment): boolean {
  if (known === undefined || isUnread || known.status === "removed" || known.parsing.refused) return false;
  return node.value.content !== "" || known.parsing.empty === "is-a-value";
}

function judgeValue(unit: AnalysedUnit, assignment: AnalysedAssignment): readonly ValueFinding[] {
  const { node, section, known } = assignment;
  if (known === undefined || !isValueRead(assignment)) return nothing;
  const context = valueContext(unit, section, known);
  let findings: ValueFinding[] | undefined;
  const collect: Findings = {
    report(code, place, from, to, args = [], effect = "assignment") {
      const span = spanOf(place, from, to);
      findings ??= [];
      const newer = newerReading(code, args, { place, value: node.value }, context, known);
      const [begin, end] = [span.from - node.from, span.to - node.from];
      findings.push({ code: newer?.code ?? code, from: begin, to: end, args: newer?.args ?? args, effect });
    },
  };
  grammarOf(known.parsing.value).judge(node.value, context, collect);
  return findings ?? nothing;
}

/**
 * Takes over what was found in an earlier state of the same file, for the assignments that stand there still, counted
 * from the beginning or from the end: after an edit in one place only what was edited is judged again.
 */
export function takeOverFindings(earlier: AnalysedUnit, unit: AnalysedUnit): void {
  const before = found.get(earlier);
  if (before === undefined || !isReadAlike(earlier, unit)) return;
  const taken = noneOf(unit);
  const moved = unit.assignments.length - earlier.assignments.length;
  for (const { index } of unit.assignments) {
    if (isSameAt(earlier, index, unit, index)) taken[index] = before[index];
    else if (isSameAt(earlier, index - moved, unit, index)) taken[index] = before[index - moved];
  }
  found.set(unit, taken);
}

function isReadAlike(one: AnalysedUnit, other: AnalysedUnit): boolean {
  return (
    one.table === other.table &&
    one.scope === other.scope &&
    one.file.name?.name === other.file.name?.name &&
    one.file.template === other.file.template
  );
}

/** Whether the assignments of these places are the same directive's and spelt alike. */
function isSameAt(one: AnalysedUnit, at: number, other: AnalysedUnit, otherAt: number): boolean {
  const [a, b] = [one.assignments[at], other.assignments[otherAt]];
  if (a === undefined || b === undefined || a.known !== b.known) return false;
  const [from, to] = [b.node.from, b.node.to];
  if (a.node.to - a.node.from !== to - from) return false;
  return one.tree.document.startsWith(other.tree.document.slice(from, to), a.node.from);
}
