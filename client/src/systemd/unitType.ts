import { type UnitType, unitTypeOfSuffix } from "../../../server/src/language/names/unitName.ts";
import type { UnitName } from "./manager.ts";

/** The type of unit behind a name; undefined for what is no unit name. */
export function typeOf(name: UnitName): UnitType | undefined {
  return unitTypeOfSuffix(name.slice(name.lastIndexOf(".") + 1));
}
