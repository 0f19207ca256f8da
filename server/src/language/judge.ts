import type { AnalysedUnit } from "./analysis.ts";
import type { Problem } from "./problems/catalogue.ts";
import { rules } from "./rules/index.ts";
import { problemOf } from "./rules/rule.ts";

/** Everything wrong with a unit, in the order of the file. */
export function judge(unit: AnalysedUnit): readonly Problem[] {
  const problems: Problem[] = [];
  for (const rule of rules) rule(unit, (code, place, what) => problems.push(problemOf(code, place, what)));
  return problems.sort((a, b) => a.from - b.from || a.to - b.to);
}
