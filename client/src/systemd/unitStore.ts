// The units of one manager as plain state. What systemd lists and signals goes in, the names that changed come out.
import { unitOfBusPath } from "../../../server/src/language/names/busLabel.ts";
import type { ActiveState, Unit, UnitExtras, UnitName } from "./manager.ts";

/** A row of ListUnits. */
export type ListedUnit = Omit<Unit, "fileState" | "path" | "extras"> & { readonly path: string };

/** What a PropertiesChanged signal of a unit said; absent means unchanged. */
export interface UnitUpdate {
  readonly activeState?: ActiveState;
  readonly subState?: string;
  /** A job id, 0 when there is none any more. */
  readonly jobId?: number;
  readonly extras?: UnitExtras;
}

/** Each function gives the names whose unit is another than before (added, changed or gone). */
export interface UnitStore {
  readonly units: ReadonlyMap<UnitName, Unit>;
  /** Takes a whole ListUnits in. Units that it lacks become unloaded. */
  replace(listed: readonly ListedUnit[]): ReadonlySet<UnitName>;
  /** Takes some rows in, and leaves the others alone. */
  merge(listed: readonly ListedUnit[]): ReadonlySet<UnitName>;
  /** Applies a signal. `unknown` is a unit that must be listed first, since one signal does not tell all of it. */
  update(
    path: string,
    update: UnitUpdate,
  ): { readonly changed: ReadonlySet<UnitName>; readonly unknown?: UnitName };
  /** systemd has dropped the unit from memory: it is inactive, and no more is known of it. */
  unload(name: UnitName): ReadonlySet<UnitName>;
  /** Takes unloaded units out for good, since nothing of them exists any more. */
  forget(names: Iterable<UnitName>): ReadonlySet<UnitName>;
  /** Adds unit files that systemd has not in memory. */
  addUnloaded(names: Iterable<UnitName>): ReadonlySet<UnitName>;
  setFileState(name: UnitName, fileState: string): ReadonlySet<UnitName>;
  /** Adds to what is known of a unit. */
  addExtras(name: UnitName, extras: UnitExtras): ReadonlySet<UnitName>;
  /** Tells the types of jobs by their numbers. */
  setJobs(types: ReadonlyMap<number, string>): ReadonlySet<UnitName>;
  /** Whether the unit's enablement was never read, or not since files changed. */
  lacksFileState(name: UnitName): boolean;
  /** Files changed: enablement must be read again. The old words stay until then, so that no row flickers. */
  outdateFileStates(): ReadonlySet<UnitName>;
}

/** Makes an empty store. It asks nobody and tells nobody: who feeds it passes on what changed. */
export function createUnitStore(): UnitStore {
  const units = new Map<UnitName, Unit>();
  const fresh = new Set<UnitName>();
  const none: ReadonlySet<UnitName> = new Set();
  const put = (unit: Unit, changed: Set<UnitName>): void => {
    const before = units.get(unit.name);
    if (before !== undefined && sameUnit(before, unit)) return;
    units.set(unit.name, unit);
    changed.add(unit.name);
  };
  const putOne = (unit: Unit): ReadonlySet<UnitName> => {
    const changed = new Set<UnitName>();
    put(unit, changed);
    return changed;
  };
  const merge = (listed: readonly ListedUnit[]) => {
    const changed = new Set<UnitName>();
    for (const row of listed) put(withKnown(row, units.get(row.name)), changed);
    return changed;
  };
  const unload = (name: UnitName) => {
    const unit = units.get(name);
    if (unit === undefined || unit.path === undefined) return none;
    return putOne({ ...unloadedUnit(name), description: unit.description, fileState: unit.fileState });
  };

  return {
    units,
    merge,
    unload,
    replace: (listed) => {
      const names = new Set(listed.map((row) => row.name));
      const gone = [...units.keys()].filter((name) => !names.has(name));
      const changed = merge(listed);
      for (const name of gone) if (unload(name).size > 0) changed.add(name);
      return changed;
    },
    update: (path, update) => {
      const name = unitOfBusPath(path);
      const unit = name === undefined ? undefined : units.get(name);
      if (unit?.path !== path)
        return name === undefined ? { changed: none } : { changed: none, unknown: name };
      return { changed: putOne(applied(unit, update)) };
    },
    forget: (names) => {
      const gone = [...names].filter((name) => units.delete(name));
      for (const name of gone) fresh.delete(name);
      return new Set(gone);
    },
    addUnloaded: (names) => {
      const changed = new Set<UnitName>();
      for (const name of names) if (!units.has(name)) put(unloadedUnit(name), changed);
      return changed;
    },
    setFileState: (name, fileState) => {
      const unit = units.get(name);
      if (unit === undefined) return none;
      fresh.add(name);
      return putOne({ ...unit, fileState });
    },
    addExtras: (name, extras) => {
      const unit = units.get(name);
      return unit === undefined ? none : putOne({ ...unit, extras: { ...unit.extras, ...extras } });
    },
    setJobs: (types) => {
      const changed = new Set<UnitName>();
      for (const unit of units.values()) {
        const type = unit.job === undefined ? undefined : types.get(unit.job.id);
        if (unit.job !== undefined && type !== undefined)
          put({ ...unit, job: { ...unit.job, type } }, changed);
      }
      return changed;
    },
    lacksFileState: (name) => units.has(name) && !fresh.has(name),
    outdateFileStates: () => {
      const outdated = new Set(fresh);
      fresh.clear();
      return outdated;
    },
  };
}

/** A unit that systemd has not in memory, of which nothing but its name is known. */
export const unloadedUnit = (name: UnitName): Unit => ({
  name,
  description: "",
  loadState: "unloaded",
  activeState: "inactive",
  subState: "dead",
  fileState: undefined,
  job: undefined,
  path: undefined,
  extras: noExtras,
});

const noExtras: UnitExtras = {};

/** Field by field: spread out, five thousand rows take several times as long (measured). */
const withKnown = (row: ListedUnit, before: Unit | undefined): Unit => ({
  name: row.name,
  description: row.description,
  loadState: row.loadState,
  activeState: row.activeState,
  subState: row.subState,
  fileState: before?.fileState,
  job: row.job,
  path: row.path,
  extras: before?.extras ?? noExtras,
});

function applied(unit: Unit, update: UnitUpdate): Unit {
  return {
    ...unit,
    activeState: update.activeState ?? unit.activeState,
    subState: update.subState ?? unit.subState,
    job: update.jobId === undefined ? unit.job : jobAfter(unit, update.jobId),
    extras: update.extras === undefined ? unit.extras : { ...unit.extras, ...update.extras },
  };
}

function jobAfter(unit: Unit, id: number): Unit["job"] {
  if (id === 0) return undefined;
  return unit.job?.id === id ? unit.job : { id, type: undefined };
}

function sameUnit(one: Unit, other: Unit): boolean {
  return (
    one.description === other.description &&
    one.loadState === other.loadState &&
    one.activeState === other.activeState &&
    one.subState === other.subState &&
    one.fileState === other.fileState &&
    one.job?.id === other.job?.id &&
    one.job?.type === other.job?.type &&
    one.path === other.path &&
    sameExtras(one.extras, other.extras)
  );
}

/** The texts of both are short, and most units have none. */
const sameExtras = (one: UnitExtras, other: UnitExtras) =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
