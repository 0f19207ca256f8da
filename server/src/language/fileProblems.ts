import type { AnalysedUnit } from "./analysis.ts";
import { assignmentFacts } from "./assignmentFacts.ts";
import type { Problem } from "./problems/catalogue.ts";
import { assignmentRulesFor, rules } from "./rules/index.ts";
import { problemOf, type Report } from "./rules/rule.ts";
import type { Assignment } from "./syntax/tree.ts";

/** An analysed file never changes, and each part of a unit is asked about again whenever another one was edited. */
const known = new WeakMap<AnalysedUnit, readonly Problem[]>();

/** What is wrong with a file by itself, whatever unit it belongs to; in no order. */
export function fileProblems(unit: AnalysedUnit): readonly Problem[] {
  const found = known.get(unit);
  if (found !== undefined) return found;
  const problems = assignmentProblems(unit);
  const report: Report = (code, place, what) => problems.push(problemOf(code, place, what));
  // By index, here and below: what iterators leave behind was a tenth of all that a short run has to collect.
  for (let at = 0; at < rules.length; at++) rules[at]?.(unit, report);
  known.set(unit, problems);
  return problems;
}

/** What was found wrong with an assignment when it began at `from`, in this line. */
interface JudgedAssignment {
  readonly from: number;
  readonly line: number;
  readonly problems: readonly Problem[];
}

const nothing: JudgedAssignment = { from: 0, line: 0, problems: [] };

const judged = assignmentFacts<JudgedAssignment>();

/** What is wrong with each assignment by itself: only those are judged that nobody has judged yet. */
function assignmentProblems(unit: AnalysedUnit): Problem[] {
  const known = judged(unit);
  const all: Problem[] = [];
  let own: Problem[] = [];
  const report: Report = (code, place, what) => own.push(problemOf(code, place, what));
  for (let index = 0; index < unit.assignments.length; index++) {
    const assignment = unit.assignments[index];
    if (assignment === undefined) continue;
    const { node } = assignment;
    let found = known[index];
    if (found === undefined) {
      const rules = assignmentRulesFor(assignment);
      for (let at = 0; at < rules.length; at++) rules[at]?.judge(unit, assignment, report);
      found = own.length === 0 ? nothing : { from: node.from, line: node.line, problems: own };
      if (own.length > 0) own = [];
      known[index] = found;
    }
    if (found !== nothing) all.push(...problemsAt(node, found));
  }
  return all;
}

/** The problems of an assignment where it stands now. */
function problemsAt({ from, line }: Assignment, judged: JudgedAssignment): readonly Problem[] {
  const { problems } = judged;
  if (judged.from === from && judged.line === line) return problems;
  const by = from - judged.from;
  return problems.map((problem) => ({ ...problem, from: problem.from + by, to: problem.to + by, line }));
}

/** The offset at which systemd stops reading a file; undefined where it reads all of it. */
export function stopOf(unit: AnalysedUnit): number | undefined {
  const stops = fileProblems(unit).filter(({ consequence }) => consequence === "rest-dropped");
  return stops.length === 0 ? undefined : Math.min(...stops.map(({ from }) => from));
}
