import type { UnitName, UnitType } from "../names/unitName.ts";

/**
 * The names of the folders whose drop-ins extend a unit, in the order in which systemd looks for them in each folder of
 * its load path: `foo-bar@x.service.d`, `foo-bar@.service.d`, `foo-.service.d`, `foo-@x.service.d`, `foo-@.service.d`
 * (systemd.unit(5); the order is measured). Of a template, those that all its instances have. The folder of the type
 * stands behind all others: see `typeWideFolder`.
 */
export function dropInFolders(name: UnitName): readonly string[] {
  switch (name.kind) {
    case "plain":
      return foldersOf(name.prefix, "", name.type);
    case "instance":
      return foldersOf(name.prefix, `@${name.instance}`, name.type);
    case "template":
      // No unit name is empty behind its @, so this instance is nobody's.
      return foldersOf(name.prefix, "@\0", name.type).filter((folder) => !folder.includes("\0"));
    default:
      return name satisfies never;
  }
}

/** The folder whose drop-ins extend every unit of a type, such as `service.d`; all others go before it. */
export function typeWideFolder(type: UnitType): string {
  return `${type}.d`;
}

/** Whether systemd reads a file of this name in a drop-in folder: it ends in `.conf` and is not hidden. */
export function isDropInName(name: string): boolean {
  return name.endsWith(".conf") && !name.startsWith(".");
}

/**
 * The drop-ins that systemd reads out of those found, in the order in which it reads them: of equally named ones the
 * first alone, and all by their names, whatever folder they lie in. An empty one stays: it keeps others out.
 */
export function mergeDropIns(found: readonly string[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const path of found) {
    const name = baseName(path);
    if (!byName.has(name)) byName.set(name, path);
  }
  return [...byName].sort(([a], [b]) => compareBytes(a, b)).map(([, path]) => path);
}

function foldersOf(prefix: string, instance: string, type: UnitType): readonly string[] {
  const folders = new Set<string>();
  let part: string | undefined = prefix;
  while (part !== undefined) {
    folders.add(`${part}${instance}.${type}.d`);
    // A template's own prefixes follow it, before those of the instance, and have no @ any more.
    if (instance !== "") {
      folders.add(`${part}@.${type}.d`);
      for (let shorter = shorten(part); shorter !== undefined; shorter = shorten(shorter)) {
        folders.add(`${shorter}.${type}.d`);
      }
    }
    part = shorten(part);
  }
  return [...folders];
}

/** The prefix up to its last dash, that dash included; a dash at the end is passed over once, one at the start ends it. */
function shorten(prefix: string): string | undefined {
  const dash = prefix.lastIndexOf("-");
  if (dash <= 0) return undefined;
  if (dash < prefix.length - 1) return prefix.slice(0, dash + 1);
  const before = prefix.lastIndexOf("-", dash - 1);
  return before <= 0 ? undefined : prefix.slice(0, before + 1);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** By bytes of UTF-8, as strcmp(3) does: that is by code points, which UTF-16 puts in another order. */
function compareBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}
