import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "./analysis.ts";
import { assignmentFacts } from "./assignmentFacts.ts";
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

/** Rules and the unit as a whole ask about the same values. */
const found = assignmentFacts<readonly ValueFinding[]>();

/** What the grammar of its type says of the value of an assignment; nothing where systemd never reads the value. */
export function valueFindings(unit: AnalysedUnit, assignment: AnalysedAssignment): readonly ValueFinding[] {
  const ofUnit = found(unit);
  const known = ofUnit[assignment.index];
  if (known !== undefined) return known;
  const findings = judgeValue(unit, assignment);
  ofUnit[assignment.index] = findings;
  return findings;
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
