// The units of a scope as the view arranges them: which have rows, in which group each stands, what is counted.
import type { ManagerState, Scope, Unit, UnitName } from "../systemd/manager.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";
import { hasJob, type WithJob } from "./lastingJobs.ts";
import { createSliceTree, type SliceContent } from "./sliceTree.ts";
import { createUnitGroup, type GrowingGroup, type UnitGroup } from "./unitGroup.ts";
import {
  type Arrangement,
  type GroupKey,
  groupLabels,
  groupOf,
  hasRow,
  templateOfInstance,
} from "./unitGroups.ts";

/** It is right for the moment in which it was made or updated last; an arrangement or state of another kind needs another. */
export interface ArrangedUnits {
  /** All units that have rows. */
  readonly shown: UnitGroup;
  /** How many units have failed, let through by the filter or not. */
  readonly failed: number;
  readonly withJobs: ReadonlyMap<UnitName, WithJob>;
  /** What is in each slice, where the view shows slices as a tree. */
  readonly slices: ReadonlyMap<UnitName, SliceContent>;
  /** The groups that are not empty, in the order people look for them; none in a flat view. */
  groups(): readonly GroupKey[];
  /** The units of a group; of one that is empty, none. */
  group(key: GroupKey): UnitGroup;
  /** The group in which a unit stands, or would; undefined in a flat view. */
  keyOf(name: UnitName): GroupKey | undefined;
  /** The instances of a template that are loaded, let through by the filter or not. */
  instances(template: UnitName): UnitGroup;
  /** Some units are others now, or gone. */
  update(names: Iterable<UnitName>): void;
}

/** `state` is asked again whenever units changed. A manager that is not ready has no units. */
export function arrangeUnits(
  scope: Scope,
  state: () => ManagerState,
  arrangement: Arrangement,
): ArrangedUnits {
  const placed = new Map<UnitName, Placed>();
  const shown = createUnitGroup();
  const groups = new Map<GroupKey, GrowingGroup>();
  const byTemplate = new Map<UnitName, GrowingGroup>();
  const failed = new Set<UnitName>();
  const withJobs = new Map<UnitName, WithJob>();
  const slices = createSliceTree();

  const take = (name: UnitName, { key, template }: Placed) => {
    placed.delete(name);
    shown.remove(name);
    failed.delete(name);
    withJobs.delete(name);
    if (key !== undefined) groups.get(key)?.remove(name);
    if (key === "sliced") slices.remove(name);
    if (template !== undefined) byTemplate.get(template)?.remove(name);
  };
  const put = (unit: Unit, { isShown, key, template }: Placed) => {
    const { name } = unit;
    if (hasJob(unit)) withJobs.set(name, unit);
    else withJobs.delete(name);
    if (template !== undefined) grown(byTemplate, template).put(unit);
    if (isShown) shown.put(unit);
    if (key !== undefined) grown(groups, key, key).put(unit);
    if (key === "sliced") slices.put(unit);
    if (unit.activeState === "failed") failed.add(name);
    else failed.delete(name);
  };
  const placeOf = (unit: Unit, now: ManagerState, known: Placed | undefined): Placed => {
    const isShown = hasRow(unit) && arrangement.shows(unit);
    return {
      isShown,
      key: isShown && arrangement.grouping !== "flat" ? groupOf(scope, unit, now, arrangement) : undefined,
      template: unit.path === undefined ? undefined : (known?.template ?? templateOfInstance(unit.name)),
    };
  };
  const update = (names: Iterable<UnitName>, now: ManagerState) => {
    const units = unitsOf(now);
    for (const name of names) {
      const unit = units.get(name);
      const before = placed.get(name);
      const place = unit && placeOf(unit, now, before);
      if (before !== undefined && !(place && samePlace(before, place))) take(name, before);
      if (unit === undefined || place === undefined) continue;
      placed.set(name, place);
      put(unit, place);
    }
  };
  const first = state();
  update(unitsOf(first).keys(), first);

  return {
    shown,
    get failed() {
      return failed.size;
    },
    withJobs,
    slices: slices.contents,
    groups: () => [...groupLabels.keys()].filter((key) => (groups.get(key)?.units.size ?? 0) > 0),
    group: (key) => groups.get(key) ?? emptyGroup,
    keyOf: (name) => {
      if (arrangement.grouping === "flat") return undefined;
      const known = placed.get(name)?.key;
      if (known !== undefined) return known;
      const now = state();
      return groupOf(scope, unitsOf(now).get(name) ?? unloadedUnit(name), now, arrangement);
    },
    instances: (template) => byTemplate.get(template) ?? emptyGroup,
    update: (names) => update(names, state()),
  };
}

/** Where a unit stands. */
interface Placed {
  readonly isShown: boolean;
  readonly key: GroupKey | undefined;
  /** That it is a loaded instance of. */
  readonly template: UnitName | undefined;
}

const samePlace = (one: Placed, other: Placed) =>
  one.isShown === other.isShown && one.key === other.key && one.template === other.template;

function grown<Key>(groups: Map<Key, GrowingGroup>, key: Key, order?: GroupKey): GrowingGroup {
  const group = groups.get(key) ?? createUnitGroup(order);
  groups.set(key, group);
  return group;
}

const unitsOf = (state: ManagerState) => (state.kind === "ready" ? state.units : noUnits);

const noUnits: ReadonlyMap<UnitName, Unit> = new Map();
const emptyGroup: UnitGroup = createUnitGroup();
