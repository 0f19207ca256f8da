import { type EffectiveUnit, expandedValue, valueInEffect } from "../../effectiveUnit.ts";
import { isValidUnitName } from "../../names/unitName.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { placeOf, type UnitRule } from "./unitRule.ts";

/** What is isolated stops everything else, so that two units cannot both be (systemd.unit(5), measured). */
export const onlyOneIsIsolated: UnitRule = (unit, report) => {
  for (const directive of ["OnFailure", "OnSuccess"]) {
    const mode = unit.inEffect("Unit", `${directive}JobMode`).at(-1);
    if (mode === undefined || valueInEffect(unit, "Unit", `${directive}JobMode`) !== "isolate") continue;
    if (unitsOf(unit, directive).size > 1) {
      report("isolates-several", placeOf(mode), { args: [directive] });
    }
  }
};

/** The units that a directive names, so far as they are known; other words systemd passes over. */
function unitsOf(unit: EffectiveUnit, directive: string): ReadonlySet<string> {
  const words = unit
    .inEffect("Unit", directive)
    .flatMap((assignment) => expandedValue(assignment).split(/[ \t\r\n]+/))
    .filter((word) => !hasUnknownPiece(word) && isValidUnitName(word, ["plain", "instance"]));
  return new Set(words);
}
