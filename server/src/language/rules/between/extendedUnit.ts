import type { AnalysedUnit } from "../../analysis.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { firstLineOf } from "../place.ts";
import type { Report } from "../rule.ts";
import { slipOf } from "./names.ts";

/** A drop-in does nothing for a unit that is masked (measured), nor for one that there is not. */
export function extendsAUnit(unit: AnalysedUnit, around: UnitsAround, report: Report): void {
  const { kind, name, template } = unit.file;
  if (kind !== "drop-in" || name === undefined || template !== undefined) return;
  switch (around.standing(name.name)) {
    case "masked":
      report("drop-in-of-masked-unit", firstLineOf(unit), { args: [name.name] });
      break;
    case "absent": {
      const near = slipOf(name.name, around);
      if (near !== undefined) report("no-unit-to-extend", firstLineOf(unit), { args: [name.name, near] });
      break;
    }
    default:
      break;
  }
}
