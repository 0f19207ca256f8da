import type { Problem, ProblemCode } from "../problems/catalogue.ts";
import type { Consequence, IgnoredPart } from "../problems/consequence.ts";
import { type Details, problemOf } from "../rules/rule.ts";
import type { Span } from "../text/text.ts";

/** Takes one problem of a rule. What is left out of `what` comes from the code's row. */
export type ReportRule = (code: ProblemCode, place: Span, ...what: readonly (string | RuleDetails)[]) => void;

/** What differs from the code's row. */
export interface RuleDetails {
  readonly consequence?: Consequence;
  readonly ignores?: IgnoredPart;
}

/** Makes a report that adds to a list; texts behind the place are the message's arguments. */
export function reportTo(problems: Problem[], line: number): ReportRule {
  return (code, { from, to }, ...what) => {
    const args = what.filter((one) => typeof one === "string");
    const details: Details = { args };
    problems.push(
      problemOf(
        code,
        { from, to, line },
        Object.assign(details, ...what.filter((one) => typeof one !== "string")),
      ),
    );
  };
}
