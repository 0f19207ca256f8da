import type { UnitName, UnitType } from "../names/unitName.ts";

/** The types whose units may have other names. */
const aliased: ReadonlySet<UnitType> = new Set(["service", "socket", "target", "device", "timer", "path"]);

/**
 * Whether a link of the name `link` to a file of the name `target` gives that unit another name (systemd.unit(5)): of the
 * same type and kind, with the same instance; only an instance may be linked to a template, from which it is made then.
 */
export function mayAlias(link: UnitName, target: UnitName): boolean {
  if (!aliased.has(link.type) || link.type !== target.type || link.name === target.name) return false;
  if (link.kind === "instance" && target.kind === "instance") return link.instance === target.instance;
  return link.kind === target.kind || (link.kind === "instance" && target.kind === "template");
}
