import { basename, dirname } from "node:path/posix";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import type { ScopeKind, UnitName } from "../systemd/manager.ts";

/**
 * The unit that a file makes or changes once a manager has read it: a unit file, or a drop-in of one. Undefined for all
 * that lies where no manager looks.
 */
export function unitOfFile(path: string): { readonly scope: ScopeKind; readonly name: UnitName } | undefined {
  const isDropIn = path.endsWith(".conf") && dirname(path).endsWith(".d");
  const at = isDropIn ? dirname(path).replace(/\.d$/, "") : path;
  const scope = read.find(({ folder }) => folder.test(dirname(at)))?.scope;
  const name = parseUnitName(basename(at))?.name;
  return scope === undefined || name === undefined ? undefined : { scope, name };
}

/** Where people put units (systemd.unit(5), "Unit File Load Path"). */
const read: readonly { readonly folder: RegExp; readonly scope: ScopeKind }[] = [
  { folder: /^\/(?:etc|run|usr\/local\/lib)\/systemd\/system$/, scope: "system" },
  { folder: /^\/(?:etc|run|usr\/local\/lib|run\/user\/\d+)\/systemd\/user$/, scope: "user" },
  { folder: /\/\.(?:config|local\/share)\/systemd\/user$/, scope: "user" },
];
