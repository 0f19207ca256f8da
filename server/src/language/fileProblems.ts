import type { AnalysedUnit } from "./analysis.ts";
import type { Problem } from "./problems/catalogue.ts";
import { rules } from "./rules/index.ts";
import { problemOf } from "./rules/rule.ts";

/** An analysed file never changes, and each part of a unit is asked about again whenever another one was edited. */
const known = new WeakMap<AnalysedUnit, readonly Problem[]>();

/** What is wrong with a file by itself, whatever unit it belongs to; in no order. */
export function fileProblems(unit: AnalysedUnit): readonly Problem[] {
  const found = known.get(unit);
  if (found !== undefined) return found;
  const problems: Problem[] = [];
  for (const rule of rules) rule(unit, (code, place, what) => problems.push(problemOf(code, place, what)));
  known.set(unit, problems);
  return problems;
}

/** The offset at which systemd stops reading a file; undefined where it reads all of it. */
export function stopOf(unit: AnalysedUnit): number | undefined {
  const stops = fileProblems(unit).filter(({ consequence }) => consequence === "rest-dropped");
  return stops.length === 0 ? undefined : Math.min(...stops.map(({ from }) => from));
}
