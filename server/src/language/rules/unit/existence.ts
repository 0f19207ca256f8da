import { sectionOfType } from "../../knowledge/sections.ts";
import type { UnitType } from "../../names/unitName.ts";
import { headerOf, type UnitRule } from "./unitRule.ts";

/** The types whose units can be made from a template (systemd.unit(5), measured). */
const templatable: ReadonlySet<UnitType> = new Set(["service", "socket", "target", "timer", "path"]);

/** Some units cannot be there at all, whatever their file says (measured). */
export const unitCanBe: UnitRule = (unit, report) => {
  const { type, name } = unit;
  if (type === "scope") report("scope-in-file", headerOf(unit, sectionOfType(type)));
  else if (name !== undefined && name.kind !== "plain" && !templatable.has(type)) {
    report("no-template-type", headerOf(unit, sectionOfType(type)), { args: [type] });
  }
};
