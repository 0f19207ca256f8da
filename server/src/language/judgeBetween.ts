import { analyse } from "./analysis.ts";
import { judge } from "./judge.ts";
import { directivesFor } from "./knowledge/directives.ts";
import type { Problem } from "./problems/catalogue.ts";
import type { UnitFile } from "./units/unitFile.ts";
import type { Scope } from "./values/grammar.ts";

/** The releases whose verdict is wanted: one where both are the same. */
export interface ReleaseRange {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * Everything wrong with a file at either end of a range of releases, in the order of the file. What both ends say is
 * said once, as the newest says it.
 */
export function judgeBetween(
  document: string,
  file: UnitFile,
  { oldest, newest }: ReleaseRange,
  scope: Scope,
): readonly Problem[] {
  const at = (version: number) => judge(analyse(document, file, directivesFor(version), scope));
  const problems = at(newest);
  if (oldest === newest) return problems;
  const said = new Set(problems.map(keyOf));
  const older = at(oldest).filter((problem) => !said.has(keyOf(problem)));
  return [...problems, ...older].sort((a, b) => a.from - b.from || a.to - b.to);
}

function keyOf({ code, from, to }: Problem): string {
  return `${code} ${from} ${to}`;
}
