// The tree of slices, with the units that are in each.
import { parentSlice } from "../../../server/src/language/names/sliceName.ts";
import type { Unit, UnitName } from "../systemd/manager.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";

/** What is in a slice. */
export interface SliceContent {
  readonly slices: readonly Unit[];
  readonly units: readonly Unit[];
  /** How many slices and units are in it and in the slices below, how many of the units are active, how many failed. */
  readonly all: number;
  readonly active: number;
  readonly failed: number;
}

/** The slice at the top of the tree. */
export const rootSlice: UnitName = "-.slice";

/**
 * Each slice among these units, those between them and the root, and those that hold any of the units. Units whose slice
 * is not known yet, or that are in none, are left out.
 */
export function sliceTree(units: readonly Unit[]): ReadonlyMap<UnitName, SliceContent> {
  const tree = new Map<UnitName, Growing>();
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const grow = (name: UnitName): Growing => {
    const known = tree.get(name);
    if (known !== undefined) return known;
    const parent = parentSlice(name);
    const above = parent === undefined ? undefined : grow(parent);
    above?.slices.push(byName.get(name) ?? unloadedUnit(name));
    const slice: Growing = { slices: [], units: [], all: 0, active: 0, failed: 0, above };
    for (const one of upFrom(above)) one.all += 1;
    tree.set(name, slice);
    return slice;
  };
  for (const unit of units) {
    if (unit.name.endsWith(".slice")) {
      grow(unit.name);
      continue;
    }
    if (!unit.extras.slice) continue;
    const slice = grow(unit.extras.slice);
    slice.units.push(unit);
    for (const above of upFrom(slice)) {
      above.all += 1;
      if (unit.activeState === "active") above.active += 1;
      if (unit.activeState === "failed") above.failed += 1;
    }
  }
  return tree;
}

interface Growing extends SliceContent {
  readonly slices: Unit[];
  readonly units: Unit[];
  all: number;
  active: number;
  failed: number;
  readonly above: Growing | undefined;
}

/** A slice, the one it lies in, and so on to the root. */
function* upFrom(slice: Growing | undefined): Iterable<Growing> {
  for (let at = slice; at !== undefined; at = at.above) yield at;
}
