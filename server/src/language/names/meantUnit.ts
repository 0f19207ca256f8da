import { instantiate, parseUnitName, type UnitName } from "./unitName.ts";

/**
 * The unit that a manager takes for a template that is named by itself: its instance with the same instance as the unit
 * that names it, or with that unit's prefix (measured). Any other name stays as it is.
 */
export function meantUnit(named: UnitName, own: UnitName | undefined): UnitName {
  if (named.kind !== "template" || own === undefined || own.kind === "template") return named;
  return instantiate(named, own.kind === "instance" ? own.instance : own.prefix) ?? named;
}

/**
 * The unit, so far as it is known, that a name with unknown pieces (U+FFFF) is one of: a template where only the instance
 * is unknown. Undefined for what is no unit's name, or that of nobody knows which.
 */
export function knownUnit(name: string): UnitName | undefined {
  const at = name.indexOf("\uffff");
  if (at < 0) return parseUnitName(name);
  const sign = name.slice(0, at).indexOf("@");
  const type = /\.[a-z]+$/.exec(name)?.[0];
  return sign <= 0 || type === undefined ? undefined : parseUnitName(`${name.slice(0, sign)}@${type}`);
}
