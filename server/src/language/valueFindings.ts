import type { AnalysedAssignment, AnalysedUnit } from "./analysis.ts";
import { assignmentFacts } from "./assignmentFacts.ts";
import { type DirectiveValues, valuesOf } from "./goodValues.ts";
import type { ResolvedDirective } from "./knowledge/directives.ts";
import { grammarOf } from "./knowledge/grammars.ts";
import { newerReading } from "./newerReading.ts";
import type { ProblemCode } from "./problems/catalogue.ts";
import type { Assignment } from "./syntax/tree.ts";
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
  const { index, node, section, known } = assignment;
  if (known === undefined || !isValueRead(assignment)) return nothing;
  const values = valuesOf(unit, section, known);
  if (values.good.has(node.value.content)) return nothing;
  const ofUnit = found(unit);
  const findings = ofUnit[index] ?? judgeValue(unit, node, known, values);
  ofUnit[index] = findings;
  return findings;
}

/** Whether systemd has a use for the text of a value: it knows the directive, acts on it, and is not just told to reset it. */
export function isValueRead({ node, known, isUnread }: AnalysedAssignment): boolean {
  if (known === undefined || isUnread || known.status === "removed" || known.parsing.refused) return false;
  return node.value.content !== "" || known.parsing.empty === "is-a-value";
}

/** Of a longer file the values are hardly those of others, and keeping them all would take a good part of its judging. */
const assignmentsOfMost = 500;

function judgeValue(
  unit: AnalysedUnit,
  node: Assignment,
  known: ResolvedDirective,
  values: DirectiveValues,
): readonly ValueFinding[] {
  const context = values.contextIn(unit.file);
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
  if (findings !== undefined) return findings;
  if (unit.assignments.length <= assignmentsOfMost) values.keep(node.value.content);
  return nothing;
}
