import type { AnalysedUnit } from "./analysis.ts";
import type { EffectiveUnit } from "./effectiveUnit.ts";
import { fileProblems, stopOf } from "./fileProblems.ts";
import { sectionOfType } from "./knowledge/sections.ts";
import type { Machine } from "./machine.ts";
import type { Problem } from "./problems/catalogue.ts";
import { extendsAUnit } from "./rules/between/extendedUnit.ts";
import { betweenRules } from "./rules/between/index.ts";
import { machineRules } from "./rules/machine/index.ts";
import { startsOnMachine } from "./rules/machine/machineRule.ts";
import { problemOf } from "./rules/rule.ts";
import { unitRules } from "./rules/unit/index.ts";
import { headerOf, type UnitPlace, type UnitReport } from "./rules/unit/unitRule.ts";
import { withoutIgnored } from "./suppression.ts";
import { factsOf, type UnitFacts } from "./unitFacts.ts";
import type { UnitsAround } from "./unitsAround.ts";

/**
 * Everything wrong with a file, in the order of the file, but what its comments ask to leave out. `whole`, where it is
 * known, is the unit that the file is part of, with all its drop-ins: then what is wrong with the unit as a whole is
 * told too, where it stands in this file. `around` are the units it stands among, where they are known, and `machine` is
 * the one that reads the file.
 */
export function judge(
  unit: AnalysedUnit,
  whole?: EffectiveUnit,
  around?: UnitsAround,
  machine?: Machine,
): readonly Problem[] {
  const problems = [...fileProblems(unit)];
  if (whole !== undefined && isLoaded(whole)) {
    const report: UnitReport = (code, place, what) => {
      const here = placeIn(unit, whole, place);
      if (here !== undefined) problems.push(problemOf(code, here, what));
    };
    // By index: what iterators leave behind was a tenth of all that a short run has to collect.
    for (let at = 0; at < unitRules.length; at++) unitRules[at]?.(whole, report);
    const facts = around && factsNow(whole, around);
    if (around !== undefined && facts !== undefined) {
      const between = { unit: whole, facts, around };
      for (let at = 0; at < betweenRules.length; at++) betweenRules[at]?.(between, report);
    }
    if (machine !== undefined && startsOnMachine(whole)) {
      const onMachine = { unit: whole, machine };
      for (let at = 0; at < machineRules.length; at++) machineRules[at]?.(onMachine, report);
    }
  } else if (around !== undefined) {
    extendsAUnit(unit, around, (code, place, what) => problems.push(problemOf(code, place, what)));
  }
  const sorted = problems.sort((a, b) => a.from - b.from || a.to - b.to);
  return withoutIgnored(sorted, unit.tree);
}

/** What a unit says of others: mostly it says no other than when those around it were read. */
function factsNow(whole: EffectiveUnit, around: UnitsAround): UnitFacts | undefined {
  const before = whole.name && around.factsOf(whole.name.name);
  return before?.unit === whole ? before : factsOf(whole, () => "");
}

/**
 * Where a file is told of a problem, if it is. What stands in a drop-in of many units is nobody's mistake but that of the
 * two together, and is told where the unit is: at the header of its own section.
 */
function placeIn(unit: AnalysedUnit, whole: EffectiveUnit, place: UnitPlace): UnitPlace | undefined {
  if (place.in === unit) return place;
  const isToldHere = place.in.file.isShared === true && unit === whole.parts[0];
  return isToldHere ? headerOf(whole, sectionOfType(whole.type)) : undefined;
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
