// How the units of a scope are arranged in the Units view: which are shown, and in which group each stands.
import { parseUnitName, templateOf, type UnitType } from "../../../server/src/language/names/unitName.ts";
import type { ManagerState, Scope, Unit, UnitName } from "../systemd/manager.ts";
import { canBeInSlice } from "../systemd/slices.ts";
import { typeOf } from "../systemd/unitType.ts";

export type Grouping = "type" | "state" | "slice" | "flat";

/** What the user chose for the view. */
export interface Arrangement {
  readonly grouping: Grouping;
  /** Whether a unit is let through by the filter. */
  readonly shows: (unit: Unit) => boolean;
  /** Whether there is a filter at all. */
  readonly isFiltered: boolean;
  readonly isFavourite: (scope: Scope, name: UnitName) => boolean;
}

export type GroupKey = SpecialKey | UnitType | StateKey;
/** Units that stand in the tree of slices have no heading above them. */
type SpecialKey = "jobs" | "favourites" | "yours" | "templates" | "installed" | "sliced" | "unsliced";
type StateKey = "failed" | "changing" | "active" | "inactive";

/** All groups with their headings, in the order people look for them. */
export const groupLabels: ReadonlyMap<GroupKey, string> = new Map<GroupKey, string>([
  ["jobs", "Jobs"],
  ["favourites", "Favourites"],
  ["yours", "Yours"],
  ["templates", "Templates"],
  ["failed", "Failed"],
  ["changing", "Starting or Stopping"],
  ["active", "Active"],
  ["inactive", "Inactive"],
  ["service", "Services"],
  ["socket", "Sockets"],
  ["timer", "Timers"],
  ["path", "Paths"],
  ["mount", "Mounts"],
  ["automount", "Automounts"],
  ["swap", "Swaps"],
  ["target", "Targets"],
  ["slice", "Slices"],
  ["scope", "Scopes"],
  ["device", "Devices"],
  ["unsliced", "Without a Slice"],
  ["installed", "Installed, Not Loaded"],
]);

/** Whether a group holds units of one type, which its heading says, so that their rows need not. */
export const isTypeGroup = (key: GroupKey): boolean => typeOf(`x.${key}`) !== undefined;

/** Whether a group holds units of one state, which its heading says. */
export const isStateGroup = (key: GroupKey): boolean => stateKeys.has(key);

const stateKeys: ReadonlySet<string> = new Set<StateKey>(["failed", "changing", "active", "inactive"]);

/** The group in which a unit stands. */
export function groupOf(scope: Scope, unit: Unit, state: ManagerState, arrangement: Arrangement): GroupKey {
  if (arrangement.grouping === "slice") return placeAmongSlices(unit);
  if (arrangement.isFavourite(scope, unit.name)) return "favourites";
  if (state.kind === "ready" && state.isOwn(unit.name)) return "yours";
  if (state.kind === "ready" && unit.path === undefined && state.isInstalled(unit.name)) return "installed";
  return arrangement.grouping === "state" ? stateGroup(unit) : (typeOf(unit.name) ?? "device");
}

/** Names that other units mention but that nobody wrote a file for have no rows, unless they do something. */
export const hasRow = ({ loadState, activeState }: Unit): boolean =>
  loadState !== "not-found" || activeState !== "inactive";

/** What the place of a unit among others follows from. */
export interface SortKey {
  readonly name: UnitName;
  readonly rank: number;
  readonly short: string;
}

export const sortKeyOf = (unit: Unit, key?: GroupKey): SortKey => ({
  name: unit.name,
  rank: rank(unit, key),
  short: shortName(unit.name),
});

/**
 * The order of units in their group: the failed first, then by name. What runs and what does not stand together, since
 * a row that moved when it is started or stopped would put another unit's button under the mouse. Timers stand by when they
 * run next.
 */
export function byRow(one: SortKey, other: SortKey): number {
  return one.rank - other.rank || compare(one.short, other.short) || compare(one.name, other.name);
}

/** The name without its type; in a narrow side bar there is room for the state then. */
export function shortName(name: UnitName): string {
  const stem = name.slice(0, name.lastIndexOf("."));
  // "-.mount" is the root folder's, and a dash alone says nothing.
  return stem === "" || stem === "-" ? name : stem;
}

/** The template whose instance a unit is. */
export function templateOfInstance(name: UnitName): UnitName | undefined {
  if (!name.includes("@")) return undefined;
  const parsed = parseUnitName(name);
  return parsed?.kind === "instance" ? templateOf(parsed) : undefined;
}

/** A unit whose slice is not known yet has no row for that moment, rather than one that jumps. */
function placeAmongSlices(unit: Unit): "sliced" | "unsliced" | "installed" {
  if (unit.path === undefined) return "installed";
  const isPlaced = typeOf(unit.name) === "slice" || (canBeInSlice(unit) && unit.extras.slice !== "");
  return isPlaced ? "sliced" : "unsliced";
}

function stateGroup({ activeState }: Unit): StateKey {
  if (activeState === "failed" || activeState === "active" || activeState === "inactive") return activeState;
  return "changing";
}

/** Units of a lower rank stand above the others of their group. Timers are a timetable there. */
function rank({ activeState, extras }: Pick<Unit, "activeState" | "extras">, key?: GroupKey): number {
  if (activeState === "failed") return 0;
  return key === "timer" ? extras.next || Number.MAX_VALUE : 1;
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
