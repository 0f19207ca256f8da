// The tree of slices, with the units that are in each, kept while single units come, change and go.
import { parentSlice } from "../../../server/src/language/names/sliceName.ts";
import type { Unit, UnitName } from "../systemd/manager.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";
import { createUnitGroup, type GrowingGroup, type UnitGroup } from "./unitGroup.ts";

/** What is in a slice. */
export interface SliceContent {
  readonly slices: UnitGroup;
  readonly units: UnitGroup;
  /** How many slices and units are in it and in the slices below, how many of the units are active, how many failed. */
  readonly all: number;
  readonly active: number;
  readonly failed: number;
}

/** The slice at the top of the tree. */
export const rootSlice: UnitName = "-.slice";

export interface SliceTree {
  /** Each slice that was put in, those between them and the root, and those that hold any of the units. */
  readonly contents: ReadonlyMap<UnitName, SliceContent>;
  /** Takes a unit in, in place of what was there by its name. One whose slice is not known yet, or none, is left out. */
  put(unit: Unit): void;
  remove(name: UnitName): void;
}

export function createSliceTree(): SliceTree {
  const tree = new Map<UnitName, Growing>();
  const sliceOf = new Map<UnitName, Growing>();
  const grow = (name: UnitName): Growing => {
    const known = tree.get(name);
    if (known !== undefined) return known;
    const parent = parentSlice(name);
    const above = parent === undefined ? undefined : grow(parent);
    above?.slices.put(unloadedUnit(name));
    count(above, 1);
    const [slices, units] = [createUnitGroup(), createUnitGroup()];
    const slice: Growing = { name, above, slices, units, all: 0, active: 0, failed: 0, isUnit: false };
    tree.set(name, slice);
    return slice;
  };
  /** Slices that nobody speaks of any more go, up to the first that is needed. */
  const prune = (slice: Growing | undefined) => {
    for (let at = slice; at !== undefined && isNeedless(at); at = at.above) {
      tree.delete(at.name);
      at.above?.slices.remove(at.name);
      count(at.above, -1);
    }
  };
  const takeOut = (name: UnitName): Growing | undefined => {
    const slice = sliceOf.get(name);
    const unit = slice?.units.units.get(name);
    if (unit !== undefined) count(slice, -1, unit);
    slice?.units.remove(name);
    sliceOf.delete(name);
    return slice;
  };
  const putSlice = (unit: Unit) => {
    const slice = grow(unit.name);
    slice.isUnit = true;
    slice.above?.slices.put(unit);
  };
  const removeSlice = (name: UnitName) => {
    const slice = tree.get(name);
    if (slice === undefined) return;
    slice.isUnit = false;
    slice.above?.slices.put(unloadedUnit(name));
    prune(slice);
  };
  return {
    contents: tree,
    put: (unit) => {
      if (isSlice(unit.name)) return putSlice(unit);
      const before = takeOut(unit.name);
      const now = unit.extras.slice ? grow(unit.extras.slice) : undefined;
      if (now !== undefined) {
        now.units.put(unit);
        count(now, 1, unit);
        sliceOf.set(unit.name, now);
      }
      if (before !== now) prune(before);
    },
    remove: (name) => (isSlice(name) ? removeSlice(name) : prune(takeOut(name))),
  };
}

interface Growing extends SliceContent {
  readonly name: UnitName;
  readonly above: Growing | undefined;
  readonly slices: GrowingGroup;
  readonly units: GrowingGroup;
  all: number;
  active: number;
  failed: number;
  /** Whether it was put in itself. */
  isUnit: boolean;
}

const isSlice = (name: UnitName) => name.endsWith(".slice");

const isNeedless = ({ isUnit, slices, units }: Growing) =>
  !isUnit && slices.units.size === 0 && units.units.size === 0;

/** One more or less in a slice and in all above it: a unit, or a slice where none is given. */
function count(slice: Growing | undefined, by: 1 | -1, unit?: Unit): void {
  for (let at = slice; at !== undefined; at = at.above) {
    at.all += by;
    if (unit?.activeState === "active") at.active += by;
    if (unit?.activeState === "failed") at.failed += by;
  }
}
