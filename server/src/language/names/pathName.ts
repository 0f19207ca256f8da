import { escapePath, type Outcome, type PathProblem, type UnescapeProblem, unescapePath } from "./escape.ts";
import { sipHash24 } from "./sipHash24.ts";
import { parseUnitName, type UnitName, type UnitType, unitNameLimit } from "./unitName.ts";
import { utf8Bytes } from "./utf8.ts";

/**
 * The name of the mount, swap, device … unit for a path. `target` is the version of systemd to follow. A name that
 * would be too long is cut, and made unique again by a hash (systemd.unit(5)); older than 251 knew no such names.
 */
export function unitNameOfPath(path: string, type: UnitType, target: number): Outcome<PathProblem> {
  const escaped = escapePath(path, target);
  if (!escaped.ok) return escaped;
  const name = `${escaped.text}.${type}`;
  return { ok: true, text: name.length > unitNameLimit ? hashLongName(name, type) : name };
}

/** Whether the name was cut and hashed, so that its path cannot be known from it. */
export function isHashedName(name: UnitName): boolean {
  return name.kind === "plain" && /_[0-9a-f]{16}$/.test(name.prefix);
}

/** The path that a unit is named after (the prefix, of instances); nothing where the name was hashed. */
export function pathOfUnitName(text: string): Outcome<UnescapeProblem> | undefined {
  const name = parseUnitName(text);
  if (name === undefined || isHashedName(name)) return undefined;
  return unescapePath(name.prefix);
}

const hashLength = 16;

function hashLongName(name: string, type: UnitType): string {
  const hash = sipHash24([...utf8Bytes(name), 0], longNameKey);
  const kept = unitNameLimit - hashLength - type.length - 2;
  return `${name.slice(0, kept)}_${hash}.${type}`;
}

/** systemd's own key for this purpose: without it the hash would name another unit. */
const longNameKey = [
  0xec, 0xf2, 0x37, 0xfb, 0x58, 0x32, 0x4a, 0x32, 0x84, 0x9f, 0x06, 0x9b, 0x0d, 0x21, 0xeb, 0x9a,
];
