import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "../analysis.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
import { grammarOf } from "../knowledge/grammars.ts";
import { problemKind } from "../problems/catalogue.ts";
import { spanOf } from "../text/text.ts";
import type { Effect, Findings } from "../values/grammar.ts";
import type { Details, Report, Rule } from "./rule.ts";

/** Values that systemd does not take, each judged by the grammar of its type. */
export const values: Rule = (unit, report) => {
  for (const assignment of unit.assignments) {
    if (assignment.known === undefined || assignment.isUnread || !isActedOn(assignment.known)) continue;
    if (assignment.node.value.content === "" && assignment.known.parsing.empty !== "is-a-value") {
      judgeEmpty(assignment, report);
    } else judgeValue(unit, assignment, report);
  }
};

/** Whether systemd reads the value at all. */
function isActedOn({ status, parsing }: ResolvedDirective): boolean {
  return status !== "removed" && !parsing.refused;
}

function judgeEmpty({ node, known }: AnalysedAssignment, report: Report): void {
  const empty = known?.parsing.empty;
  if (empty !== "ignored-with-warning" && empty !== "fatal") return;
  const { from } = spanOf(node.key, 0, 0);
  report(
    "empty-value",
    { from, to: node.equals + 1, line: node.line },
    { args: [node.key.content], ...(empty === "fatal" ? { consequence: "rest-dropped" } : {}) },
  );
}

function judgeValue(unit: AnalysedUnit, { node, section, known }: AnalysedAssignment, report: Report): void {
  if (known === undefined) return;
  const isFatal = known.parsing.fatal === true;
  const findings: Findings = {
    report: (code, place, from, to, args = [], effect = "assignment") => {
      const ignores = effect === "word" ? "word" : (problemKind(code).ignores ?? "line");
      const span = spanOf(place, from, to);
      // A mistake of no width is shown on the character before it.
      const shown = span.to > span.from ? span : { from: Math.max(node.from, span.from - 1), to: span.to };
      report(
        code,
        { ...shown, line: node.line },
        {
          args,
          ignores,
          consequence: consequenceOf(effect, isFatal),
          ...(effect === "enabling" ? { fails: effect } : {}),
        },
      );
    },
  };
  grammarOf(known.parsing.value).judge(node.value, valueContext(unit, section, known), findings);
}

function consequenceOf(effect: Effect, isFatal: boolean): NonNullable<Details["consequence"]> {
  switch (effect) {
    case "assignment":
      return isFatal ? "rest-dropped" : "line-ignored";
    case "rest":
      return "rest-dropped";
    case "word":
    case "line":
      return "line-ignored";
    case "enabling":
      return "start-fails";
    case "noted":
    case "none":
      return effect;
    default:
      return effect satisfies never;
  }
}
