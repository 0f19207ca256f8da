import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
import { type Problem, type ProblemCode, problemKind, type RelatedPlace } from "../problems/catalogue.ts";
import type { Consequence, FailingStep, IgnoredPart } from "../problems/consequence.ts";
import type { Span } from "../text/text.ts";

/** Looks at a unit and reports what is wrong. Rules know nothing of one another. */
export type Rule = (unit: AnalysedUnit, report: Report) => void;

/**
 * Looks at one assignment: what it reports follows from that, the file's name and type, the release and the scope, and
 * from nothing else in the file.
 */
export interface AssignmentRule {
  /** Whether the rule has anything to say of the directive; undefined for one that the release does not have. */
  readonly concerns: (directive: ResolvedDirective | undefined) => boolean;
  /** What the value must hold for the rule to look at it. */
  readonly looksFor?: "percent sign";
  readonly judge: (unit: AnalysedUnit, assignment: AnalysedAssignment, report: Report) => void;
}

/** Takes one problem; `line` is systemd's own. What is left out of `what` comes from the code's row. */
export type Report = (code: ProblemCode, place: Span & { readonly line: number }, what?: Details) => void;

export interface Details {
  readonly args?: readonly string[];
  readonly consequence?: Consequence;
  readonly ignores?: IgnoredPart;
  readonly fails?: FailingStep;
  readonly related?: readonly RelatedPlace[];
}

/** The problem that a report stands for. */
export function problemOf(
  code: ProblemCode,
  place: Span & { readonly line: number },
  what: Details = {},
): Problem {
  const kind = problemKind(code);
  return {
    code,
    from: place.from,
    to: place.to,
    line: place.line,
    consequence: what.consequence ?? kind.consequence,
    ignores: what.ignores ?? kind.ignores ?? "line",
    args: what.args ?? [],
    ...(what.fails === undefined ? {} : { fails: what.fails }),
    ...(what.related === undefined ? {} : { related: what.related }),
  };
}
