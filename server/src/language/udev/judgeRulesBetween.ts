import type { ReleaseRange } from "../judgeBetween.ts";
import type { Problem } from "../problems/catalogue.ts";
import { analyseRules } from "./analysedRules.ts";
import { judgeRules } from "./judgeRules.ts";

/** Everything wrong with a file of udev rules at either end of a range of releases; what both ends say is said once. */
export function judgeRulesBetween(document: string, { oldest, newest }: ReleaseRange): readonly Problem[] {
  const problems = judgeRules(analyseRules(document, newest));
  if (oldest === newest) return problems;
  const said = new Set(problems.map(keyOf));
  const older = judgeRules(analyseRules(document, oldest)).filter((problem) => !said.has(keyOf(problem)));
  return [...problems, ...older].sort((a, b) => a.from - b.from || a.to - b.to);
}

function keyOf({ code, from, to }: Problem): string {
  return `${code} ${from} ${to}`;
}
