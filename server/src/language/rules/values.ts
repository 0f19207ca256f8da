import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import { problemKind } from "../problems/catalogue.ts";
import { spanOf } from "../text/text.ts";
import { type ValueFinding, valueFindings } from "../valueFindings.ts";
import type { Effect } from "../values/grammar.ts";
import type { AssignmentRule, Details, Report, Rule } from "./rule.ts";

/** Values that systemd does not take, each judged by the grammar of its type. */
export const values: AssignmentRule = {
  concerns: (row) => row !== undefined && row.status !== "removed" && !row.parsing.refused,
  judge(unit, assignment, report) {
    if (assignment.node.value.content === "" && isReset(assignment)) judgeEmpty(assignment, report);
    const findings = valueFindings(unit, assignment);
    // Nearly always there are none.
    if (findings.length === 0) return;
    for (const finding of findings) {
      if (finding.effect !== "enabling") reportFinding(assignment, finding, report);
    }
  },
};

/** The same of values that systemd reads when the unit is enabled: by then later lines may have cleared them. */
export const valuesToEnable: Rule = (unit, report) => {
  let cleared: ReadonlyMap<string, number> | undefined;
  for (let at = 0; at < unit.assignments.length; at++) {
    const assignment = unit.assignments[at];
    if (assignment?.section !== "Install") continue;
    const findings = valueFindings(unit, assignment);
    if (findings.length === 0) continue;
    for (const finding of findings) {
      if (finding.effect !== "enabling") continue;
      cleared ??= clearedInInstall(unit);
      const isLeft = assignment.index > (cleared.get(assignment.node.key.content) ?? -1);
      if (isLeft) reportFinding(assignment, finding, report);
    }
  }
};

/** Of directives in [Install] the last place where they are emptied: only what is left counts when the unit is enabled. */
function clearedInInstall({ assignments }: AnalysedUnit): ReadonlyMap<string, number> {
  return new Map(
    assignments
      .filter((assignment) => assignment.section === "Install" && isReset(assignment))
      .filter(({ known }) => known?.parsing.empty === "resets")
      .map(({ node, index }) => [node.key.content, index]),
  );
}

/** Whether systemd reads the assignment, but there is no value. */
function isReset({ node, known, isUnread }: AnalysedAssignment): boolean {
  if (node.value.content !== "" || known === undefined || isUnread) return false;
  return known.status !== "removed" && !known.parsing.refused;
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

function reportFinding(
  { node, known }: AnalysedAssignment,
  { code, from, to, args, effect }: ValueFinding,
  report: Report,
): void {
  const isFatal = known?.parsing.fatal === true;
  // A mistake of no width is shown on the character before it.
  const begin = node.from + (to > from ? from : Math.max(0, from - 1));
  report(
    code,
    { from: begin, to: node.from + to, line: node.line },
    {
      args,
      ignores: effect === "word" || effect === "words" ? effect : (problemKind(code).ignores ?? "line"),
      consequence: consequenceOf(effect, isFatal),
      ...(effect === "enabling" || effect === "enabling-template" ? { fails: effect } : {}),
    },
  );
}

function consequenceOf(effect: Effect, isFatal: boolean): NonNullable<Details["consequence"]> {
  switch (effect) {
    case "assignment":
      return isFatal ? "rest-dropped" : "line-ignored";
    case "rest":
      return "rest-dropped";
    case "word":
    case "words":
    case "line":
      return "line-ignored";
    case "enabling":
    case "enabling-template":
      return "start-fails";
    case "noted":
    case "none":
      return effect;
    default:
      return effect satisfies never;
  }
}
