// Files of this machine that lie over others: what an administrator changed, beside what it was.
import { readdir, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { isValidUnitName } from "../../../server/src/language/names/unitName.ts";
import type { UnitName } from "./manager.ts";

/**
 * How a file lies over another: `masked` takes the unit away, `redirected` is a link to another file, `overridden` is a
 * file of its own, `equivalent` a link to what it lies over, `extended` a drop-in (systemd-delta(1)).
 */
export type OverrideKind = "masked" | "redirected" | "overridden" | "equivalent" | "extended";

export interface MachineOverride {
  readonly kind: OverrideKind;
  readonly unit: UnitName;
  /** The file that counts, or the drop-in. */
  readonly path: string;
  /** The file beneath; undefined for a drop-in of a unit whose file lies nowhere. */
  readonly beneath: string | undefined;
}

/** `folders` is the load path, highest priority first. What cannot be read counts as not there. */
export async function machineOverrides(folders: readonly string[]): Promise<readonly MachineOverride[]> {
  const entries = await Promise.all((await distinct(folders)).map(entriesOf));
  const byName = new Map<string, readonly string[]>();
  for (const { name, path } of entries.flat()) byName.set(name, [...(byName.get(name) ?? []), path]);
  const found = [...byName].map(async ([name, paths]) => {
    if (isValidUnitName(name)) return overriding(name, paths);
    const unit = name.slice(0, -".d".length);
    return (await Promise.all(paths.map((path) => extending(unit, path, byName.get(unit)?.at(-1))))).flat();
  });
  const all = (await Promise.all(found)).flat();
  return all.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The same folder may be listed by two names, as /lib and /usr/lib are on machines that merged them. */
async function distinct(folders: readonly string[]): Promise<readonly string[]> {
  const identities = await Promise.all(folders.map(identityOf));
  return folders.filter((_, at) => identities[at] !== undefined && identities.indexOf(identities[at]) === at);
}

async function entriesOf(folder: string) {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => isValidUnitName(name) || (name.endsWith(".d") && isValidUnitName(name.slice(0, -2))))
    .map((name) => ({ name, path: join(folder, name) }));
}

/** Each of the files lies over the next. */
async function overriding(unit: UnitName, paths: readonly string[]): Promise<readonly MachineOverride[]> {
  const pairs = paths.slice(1).map((beneath, at) => ({ path: paths[at] ?? "", beneath }));
  return Promise.all(
    pairs.map(async ({ path, beneath }) => ({ kind: await kindOf(path, beneath), unit, path, beneath })),
  );
}

async function kindOf(path: string, beneath: string): Promise<OverrideKind> {
  const target = await readlink(path).catch(() => undefined);
  if (target === "/dev/null") return "masked";
  if (target === undefined) return (await isEmpty(path)) ? "masked" : "overridden";
  const [led, other] = await Promise.all([path, beneath].map(identityOf));
  return led !== undefined && led === other ? "equivalent" : "redirected";
}

/** Those that distributions ship with their own units are no less drop-ins. */
async function extending(
  unit: UnitName,
  folder: string,
  beneath: string | undefined,
): Promise<readonly MachineOverride[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(".conf"))
    .map((name) => ({ kind: "extended", unit, path: join(folder, name), beneath }));
}

/** What is the same for two paths to one file; undefined where there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.dev}.${found.ino}`;
}

async function isEmpty(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === 0;
}
