import { type EffectiveUnit, valueInEffect } from "../../effectiveUnit.ts";
import { sectionOfType } from "../../knowledge/sections.ts";
import { parseUnitName } from "../../names/unitName.ts";
import { triggeredUnit } from "../../unitFacts.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { isTrue } from "../../values/keyword.ts";
import { nearestWord } from "../../words/nearest.ts";
import { headerOf, placeOf, type UnitPlace } from "../unit/unitRule.ts";
import type { BetweenRule } from "./betweenRule.ts";

/**
 * A socket, a timer and a path need the unit that they start: without it they do not start themselves, and a socket with
 * Accept=yes fails at its first connection (measured on 252 and 262).
 */
export const startedUnitExists: BetweenRule = ({ unit, around }, report) => {
  const isAccepting = unit.type === "socket" && isTrue(valueInEffect(unit, "Socket", "Accept") ?? "no");
  const started = isAccepting ? templateForConnections(unit) : triggeredUnit(unit);
  if (started === undefined) return;
  const fails = isAccepting ? "accepting" : "starting";
  switch (around.standing(started)) {
    case "absent":
      report("nothing-to-start", placeOfTrigger(unit), { args: [started, nearName(started, around)], fails });
      break;
    case "masked":
      report("needs-masked-unit", placeOfTrigger(unit), { args: [started], fails });
      break;
    default:
      break;
  }
};

/** Many lines may name the same unit, and all are asked about again when one of them was edited. */
const near = new WeakMap<UnitsAround, Map<string, string>>();

/** The name of an existing unit that is like one that does not exist; empty where there is none. */
export function nearName(name: string, around: UnitsAround): string {
  const names = near.get(around) ?? new Map<string, string>();
  near.set(around, names);
  const found = names.get(name) ?? findNear(name, around);
  names.set(name, found);
  return found;
}

function findNear(name: string, around: UnitsAround): string {
  const type = parseUnitName(name.replaceAll("\uffff", "i"))?.type;
  const pattern = name.replace(/@.*\uffff.*(?=\.)/s, "@");
  return (type && nearestWord(pattern, around.namesOf(type))) ?? "";
}

/** With Accept=yes each connection gets an instance of the template that is called like the socket. */
function templateForConnections({ name }: EffectiveUnit): string | undefined {
  return name && `${name.prefix}@.service`;
}

/** The assignment that names the unit, or the section that leaves it to the name of this one. */
function placeOfTrigger(unit: EffectiveUnit): UnitPlace {
  const section = sectionOfType(unit.type);
  const step = unit.inEffect(section, unit.type === "socket" ? "Service" : "Unit").at(-1);
  return step === undefined ? headerOf(unit, section) : placeOf(step);
}
