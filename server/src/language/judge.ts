import type { AnalysedUnit } from "./analysis.ts";
import type { EffectiveUnit } from "./effectiveUnit.ts";
import type { Problem } from "./problems/catalogue.ts";
import { rules } from "./rules/index.ts";
import { problemOf } from "./rules/rule.ts";
import { unitRules } from "./rules/unit/index.ts";
import { withoutIgnored } from "./suppression.ts";

/**
 * Everything wrong with a file, in the order of the file, but what its comments ask to leave out. `whole`, where it is known, is the unit that the file is part
 * of, with all its drop-ins: then what is wrong with the unit as a whole is told too, where it stands in this file.
 */
export function judge(unit: AnalysedUnit, whole?: EffectiveUnit): readonly Problem[] {
  const problems: Problem[] = [];
  for (const rule of rules) rule(unit, (code, place, what) => problems.push(problemOf(code, place, what)));
  if (whole !== undefined && isReadToItsEnd(whole, unit, problems)) {
    for (const rule of unitRules) {
      rule(whole, (code, place, what) => {
        if (place.in === unit) problems.push(problemOf(code, place, what));
      });
    }
  }
  return withoutIgnored(
    problems.sort((a, b) => a.from - b.from || a.to - b.to),
    unit.tree,
  );
}

/**
 * Whether anything can be said about the whole: systemd reads all of it, no part is a template's source, and it is not
 * an empty file, which masks the unit.
 */
function isReadToItsEnd(whole: EffectiveUnit, unit: AnalysedUnit, problems: readonly Problem[]): boolean {
  if (whole.parts.some(({ file }) => file.template !== undefined)) return false;
  if (whole.parts[0].tree.document === "") return false;
  const stops = (found: readonly Problem[]) =>
    found.some(({ consequence }) => consequence === "rest-dropped");
  return !stops(problems) && !whole.parts.some((part) => part !== unit && stops(judge(part)));
}
