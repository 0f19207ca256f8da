// Files of this machine that lie over others: what an administrator changed, beside what it was.
import { readdir, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { isValidUnitName, unitTypeOfSuffix } from "../../../server/src/language/names/unitName.ts";
import type { UnitName } from "./manager.ts";

/**
 * How a file lies over another: `masked` takes it away, `redirected` is a link to another file, `overridden` is a file
 * of its own, `equivalent` a link to what it lies over, `extended` a drop-in beside the unit's file (systemd-delta(1)).
 */
export type OverrideKind = "masked" | "redirected" | "overridden" | "equivalent" | "extended";

export interface MachineOverride {
  readonly kind: OverrideKind;
  /** The unit, or the type of unit where a drop-in is for all of one. */
  readonly unit: UnitName;
  /** The unit file or drop-in that counts. */
  readonly path: string;
  /** The lowest file of the same name; of a drop-in that extends, the unit's file, undefined where there is none. */
  readonly beneath: string | undefined;
}

/**
 * `folders` is the load path, highest priority first. What cannot be read counts as not there. Of several files of one
 * name the highest is told with the lowest, which is the one that the distribution ships.
 */
export async function machineOverrides(folders: readonly string[]): Promise<readonly MachineOverride[]> {
  const read = await Promise.all((await distinct(folders)).map(filesIn));
  const [units, dropIns] = [
    byName(read.flatMap((one) => one.units)),
    byName(read.flatMap((one) => one.dropIns)),
  ];
  const overriding = [...units, ...dropIns].flatMap(([name, paths]) => {
    const [path, ...others] = paths;
    const beneath = others.at(-1);
    return path === undefined || beneath === undefined ? [] : [overridden(unitOf(name), path, beneath)];
  });
  const extending = [...dropIns].flatMap(([name, [path]]): readonly MachineOverride[] => {
    const unit = unitOf(name);
    if (path === undefined || !isValidUnitName(unit)) return [];
    return [{ kind: "extended", unit, path, beneath: units.get(unit)?.[0] }];
  });
  const all = [...(await Promise.all(overriding)), ...extending];
  return all.sort((one, other) => (one.path < other.path ? -1 : 1));
}

interface NamedFile {
  /** `a.service`, or `a.service.d/b.conf`. */
  readonly name: string;
  readonly path: string;
}

/** The same folder may be listed by two names, as /lib and /usr/lib are on machines that merged them. */
async function distinct(folders: readonly string[]): Promise<readonly string[]> {
  const identities = await Promise.all(folders.map(identityOf));
  return folders.filter((_, at) => identities[at] !== undefined && identities.indexOf(identities[at]) === at);
}

async function filesIn(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const named = (name: string): NamedFile => ({ name, path: join(folder, name) });
  return {
    units: names.filter((name) => isValidUnitName(name)).map(named),
    dropIns: (await Promise.all(names.filter(isDropInFolder).map((name) => dropInsIn(folder, name)))).flat(),
  };
}

/** Those that distributions ship with their own units are no less drop-ins. */
async function dropInsIn(folder: string, name: string): Promise<readonly NamedFile[]> {
  const names = await readdir(join(folder, name)).catch(() => []);
  return names
    .filter((file) => file.endsWith(".conf"))
    .map((file) => ({ name: `${name}/${file}`, path: join(folder, name, file) }));
}

/** `a.service.d`, and `service.d` for all units of a type (systemd.unit(5)). */
function isDropInFolder(name: string): boolean {
  if (!name.endsWith(".d")) return false;
  const unit = name.slice(0, -".d".length);
  return isValidUnitName(unit) || unitTypeOfSuffix(unit) !== undefined;
}

/** The files of each name, in the order of the folders. */
function byName(files: readonly NamedFile[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, path } of files) {
    const known = found.get(name) ?? [];
    known.push(path);
    found.set(name, known);
  }
  return found;
}

const unitOf = (name: string) => (name.includes("/") ? name.slice(0, name.indexOf("/") - ".d".length) : name);

async function overridden(unit: UnitName, path: string, beneath: string): Promise<MachineOverride> {
  return { kind: await kindOf(path, beneath), unit, path, beneath };
}

async function kindOf(path: string, beneath: string): Promise<OverrideKind> {
  if (await isNothing(path)) return "masked";
  const target = await readlink(path).catch(() => undefined);
  if (target === undefined) return "overridden";
  const [led, other] = await Promise.all([path, beneath].map(identityOf));
  return led !== undefined && led === other ? "equivalent" : "redirected";
}

/** What is the same for two paths to one file; undefined where there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.dev}.${found.ino}`;
}

/** An empty file, /dev/null, or a link to either. */
async function isNothing(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && (found.isCharacterDevice() || (found.isFile() && found.size === 0));
}
