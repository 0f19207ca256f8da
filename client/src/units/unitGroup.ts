// Some units in the order of their rows, counted, and kept so while single ones change: of thousands most stay as they are.
import type { Unit, UnitName } from "../systemd/manager.ts";
import { byRow, type GroupKey, type SortKey, sortKeyOf } from "./unitGroups.ts";

export interface UnitGroup {
  readonly units: ReadonlyMap<UnitName, Unit>;
  readonly active: number;
  readonly failed: number;
  /** In the order of their rows: the same list for as long as none of them moved, came or went. */
  names(): readonly UnitName[];
}

export interface GrowingGroup extends UnitGroup {
  /** Takes a unit in, in place of what was there by its name. */
  put(unit: Unit): void;
  remove(name: UnitName): void;
}

/** `key` is that of the group in the view, which may have an order of its own. */
export function createUnitGroup(key?: GroupKey): GrowingGroup {
  const units = new Map<UnitName, Unit>();
  const places = new Map<UnitName, SortKey>();
  const counts = { active: 0, failed: 0 };
  const count = ({ activeState }: Unit, by: 1 | -1) => {
    if (activeState === "active" || activeState === "failed") counts[activeState] += by;
  };
  let sorted: readonly SortKey[] = [];
  let names: readonly UnitName[] = [];
  const gone = new Set<SortKey>();
  const come = new Set<SortKey>();
  const leave = (name: UnitName) => {
    const place = places.get(name);
    if (place !== undefined && !come.delete(place)) gone.add(place);
    places.delete(name);
  };
  return {
    units,
    get active() {
      return counts.active;
    },
    get failed() {
      return counts.failed;
    },
    names: () => {
      if (gone.size === 0 && come.size === 0) return names;
      const stayed = gone.size === 0 ? sorted : sorted.filter((place) => !gone.has(place));
      sorted = merged(stayed, [...come].sort(byRow));
      names = sorted.map((place) => place.name);
      gone.clear();
      come.clear();
      return names;
    },
    put: (unit) => {
      const before = units.get(unit.name);
      if (before !== undefined) count(before, -1);
      count(unit, 1);
      units.set(unit.name, unit);
      const place = sortKeyOf(unit, key);
      if (places.get(unit.name)?.rank === place.rank) return;
      leave(unit.name);
      places.set(unit.name, place);
      come.add(place);
    },
    remove: (name) => {
      const unit = units.get(name);
      if (unit === undefined) return;
      count(unit, -1);
      units.delete(name);
      leave(name);
    },
  };
}

/** Both are in order. */
function merged(one: readonly SortKey[], other: readonly SortKey[]): readonly SortKey[] {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  const all: SortKey[] = [];
  let at = 0;
  for (const place of one) {
    for (let next = other[at]; next !== undefined && byRow(next, place) < 0; next = other[++at])
      all.push(next);
    all.push(place);
  }
  return [...all, ...other.slice(at)];
}
