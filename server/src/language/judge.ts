import type { AnalysedUnit } from "./analysis.ts";
import type { EffectiveUnit } from "./effectiveUnit.ts";
import { fileProblems, stopOf } from "./fileProblems.ts";
import type { Problem } from "./problems/catalogue.ts";
import { problemOf } from "./rules/rule.ts";
import { unitRules } from "./rules/unit/index.ts";
import { withoutIgnored } from "./suppression.ts";

/**
 * Everything wrong with a file, in the order of the file, but what its comments ask to leave out. `whole`, where it is
 * known, is the unit that the file is part of, with all its drop-ins: then what is wrong with the unit as a whole is
 * told too, where it stands in this file.
 */
export function judge(unit: AnalysedUnit, whole?: EffectiveUnit): readonly Problem[] {
  const problems = [...fileProblems(unit)];
  if (whole !== undefined && isLoaded(whole)) {
    for (const rule of unitRules) {
      rule(whole, (code, place, what) => {
        if (place.in === unit) problems.push(problemOf(code, place, what));
      });
    }
  }
  const sorted = problems.sort((a, b) => a.from - b.from || a.to - b.to);
  return withoutIgnored(sorted, unit.tree);
}

/**
 * Whether systemd gets as far as to look at the whole: it reads the unit file to its end (a drop-in's rest may be lost),
 * which is not empty (that masks the unit), and no part is the source of something that nobody has seen yet.
 */
function isLoaded({ parts }: EffectiveUnit): boolean {
  const [fragment] = parts;
  if (fragment.tree.document === "" || stopOf(fragment) !== undefined) return false;
  return parts.every(({ file }) => file.template === undefined);
}
