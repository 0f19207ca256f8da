// The rows of the Units view as plain data: scopes, groups of units in each, the units of each group.
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import type { ManagerState, Scope, Unit, UnreachableCause } from "../systemd/manager.ts";
import { hasLoadProblem, possibleVerbs } from "../systemd/possibleActs.ts";
import { isOther, machineOf, userOf } from "../systemd/scope.ts";
import { typeOf } from "../systemd/unitType.ts";
import { timeWords } from "./timeWords.ts";
import type { JobElement, TemplateElement } from "./treeElements.ts";
import type { UnitGroup } from "./unitGroup.ts";
import { type GroupKey, groupLabels, isStateGroup, shortName } from "./unitGroups.ts";
import { type UnitIcon, unitIcon } from "./unitIcon.ts";

/** What stands in a row. `context` holds flags for menus, joined by `;`. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: UnitIcon | undefined;
  readonly context: string;
  /** The row in words, for a screen reader. */
  readonly spoken: string;
}

/** The rows at the top; none when no manager can be reached, so that the view can say why. */
export function scopeRows(states: ReadonlyMap<Scope, ManagerState>): readonly Scope[] {
  const anyReady = [...states.values()].some((state) => state.kind === "ready");
  return anyReady ? [...states.keys()] : [];
}

/** `failed` units are counted whether or not the filter lets them through. */
export function scopeRow(scope: Scope, state: ManagerState, failed = 0): Row {
  const label = scopeTitle(scope);
  const isRefused = state.kind === "unreachable" && state.cause === "refused";
  const flags = ["scope", scopeFlag(scope), state.kind, ...(isOther(scope) && isRefused ? ["can-ask"] : [])];
  const context = flags.join(";");
  if (state.kind !== "ready") {
    const description = state.kind === "connecting" ? "connecting" : shortCause(scope, state.cause);
    const spoken = `${label} units, ${state.kind === "connecting" ? description : state.reason}`;
    return { label, description, icon: { shape: "debug-disconnect", color: undefined }, context, spoken };
  }
  const description = failed === 0 ? "" : `${failed} failed`;
  const icon = { shape: scopeIcon(scope), color: undefined };
  return { label, description, icon, context, spoken: withCommas(`${label} units`, description) };
}

/** The heading of a scope's units. */
export function scopeTitle(scope: Scope): string {
  if (scope === "system") return "System";
  return machineOf(scope) ?? userOf(scope)?.name ?? "User";
}

/** The name of VS Code's icon for a scope. */
export function scopeIcon(scope: Scope): string {
  if (machineOf(scope) !== undefined) return "vm";
  if (userOf(scope) !== undefined) return "person";
  return scope === "system" ? "server" : "account";
}

/** What menus know of a scope: whose files can be written, and where. */
function scopeFlag(scope: Scope): string {
  if (machineOf(scope) !== undefined) return "machine";
  return userOf(scope) === undefined ? scope : "other-user";
}

export function groupRow(scope: Scope, key: GroupKey, group: UnitGroup): Row {
  const label = key === "yours" && isOther(scope) ? "Theirs" : (groupLabels.get(key) ?? key);
  const description = isStateGroup(key) || key === "installed" ? `${group.units.size}` : countedWords(group);
  return {
    label,
    description,
    icon: undefined,
    context: `group;${key};${scopeFlag(scope)}`,
    spoken: `${label}, ${description}`,
  };
}

/** The row above jobs or templates, which are not counted by states. */
export function countedRow(key: "jobs" | "templates", count: number): Row {
  const label = groupLabels.get(key) ?? key;
  return {
    label,
    description: `${count}`,
    icon: undefined,
    context: `group;${key}`,
    spoken: `${label}, ${count}`,
  };
}

/** A job in the words of systemctl(1), `start` or `stop`, and what its unit does meanwhile. */
export function jobRow({ name, scope }: JobElement, unit: Unit | undefined): Row {
  const state = unit === undefined ? "" : settledWords(unit);
  const description = [unit?.job?.type ?? "", state].filter((part) => part !== "").join(" · ");
  return {
    label: name,
    description,
    icon: { shape: "loading~spin", color: undefined },
    context: `job;${scopeFlag(scope)}`,
    spoken: withCommas("Job", name, description),
  };
}

/** A template above its instances, counted like a group. */
export function templateRow(
  { name, scope }: TemplateElement,
  instances: Counts,
  among: RowPlace["among"],
): Row {
  const description = countedWords(instances);
  return {
    label: among === "one-type" ? shortName(name) : name,
    description,
    icon: { shape: "layers", color: undefined },
    context: `template;${typeOf(name) ?? ""};${scopeFlag(scope)}`,
    spoken: withCommas(name, description),
  };
}

/** Where a unit's row stands. Among units of one type, the heading says that type. */
export interface RowPlace {
  readonly among: "one-type" | "all-types";
  readonly isFavourite: boolean;
}

/** `now`, in milliseconds, tells how far off a timer's times are. */
export function unitRow(
  unit: Unit,
  scope: Scope,
  { among, isFavourite }: RowPlace = besideItsLike,
  now = Date.now(),
): Row {
  const description = withMore(stateWords(unit), unit, now);
  const type = typeOf(unit.name) ?? "";
  const flags = [
    "unit",
    type,
    unit.activeState,
    ...(unit.fileState ? [unit.fileState] : []),
    scopeFlag(scope),
    ...(parseUnitName(unit.name)?.kind === "instance" ? ["instance"] : []),
    ...(isFavourite ? ["favourite"] : []),
    ...[...possibleVerbs(unit)].map((verb) => `can-${verb}`),
  ];
  return {
    label: among === "one-type" ? shortName(unit.name) : unit.name,
    description,
    icon: unitIcon(unit),
    context: flags.join(";"),
    spoken: withCommas(unit.name, description, unit.fileState ?? "", unit.description),
  };
}

/** A slice in the tree of slices, counted like a group. */
export function sliceRow(unit: Unit, scope: Scope, content: Counts, isFavourite: boolean): Row {
  const row = unitRow(unit, scope, { among: "all-types", isFavourite });
  const state = stateWords(unit);
  const description = withCommas(state === "active" ? "" : state, countedWords(content));
  return { ...row, description, spoken: withCommas(unit.name, description, unit.description) };
}

/** Whether the words of a row change while nothing happens. */
export const tellsTime = ({ extras: { next, last } }: Unit): boolean => (next ?? 0) > 0 || (last ?? 0) > 0;

/** When a timer runs, and where a socket listens. */
function withMore(words: string, { extras, activeState }: Unit, now: number): string {
  const { next = 0, last = 0, listens = [], connections = 0 } = extras;
  const isUp = activeState === "active";
  const times = [
    ...(isUp && next > 0 ? [timeWords(next, now)] : []),
    ...(last > 0 ? [`last ${timeWords(last, now)}`] : []),
  ];
  // That a timer waits is said by when it runs next.
  if (times.length > 0) return [...(isUp && next > 0 ? [] : [words]), ...times].join(", ");
  const count = connections === 0 ? "" : connections === 1 ? "1 connection" : `${connections} connections`;
  return [withCommas(words, count), listens.join(" ")].filter((part) => part !== "").join(" · ");
}

/** The state in words: systemd's own, as short as they can be. */
export function stateWords(unit: Unit): string {
  const job = unit.job?.type;
  const queued = job !== undefined && job !== "nop" && steady.has(unit.activeState) ? `, ${job} queued` : "";
  return `${settledWords(unit)}${queued}`;
}

/** What there is room for in a row; its tooltip has the whole sentence and the way out. */
function shortCause(scope: Scope, cause: UnreachableCause): string {
  switch (cause) {
    case "not-linux":
      return "not on Linux";
    case "no-systemd":
      return "no systemd";
    case "no-bus":
      if (machineOf(scope) !== undefined) return "not running";
      return scope === "system" ? "no message bus" : "not running";
    case "refused":
      return isOther(scope) ? "needs a password" : "refused";
    case "lost":
      return "connection lost";
    default:
      return cause satisfies never;
  }
}

const besideItsLike: RowPlace = { among: "one-type", isFavourite: false };

const steady: ReadonlySet<string> = new Set(["active", "inactive", "failed"]);

function settledWords(unit: Unit): string {
  switch (unit.activeState) {
    case "active":
      return unit.extras.isFrozen === true ? "frozen" : unit.subState;
    case "inactive":
      return unit.loadState === "masked" ? "masked" : hasLoadProblem(unit) ? "cannot be loaded" : "inactive";
    case "failed":
      return unit.subState === "failed" ? "failed" : `failed (${unit.subState})`;
    default:
      return unit.subState === unit.activeState ? unit.subState : `${unit.activeState} (${unit.subState})`;
  }
}

/** How many units are in a state, of those in a group, in a slice or of a template. */
type Counts = Pick<UnitGroup, "active" | "failed">;

export function countStates(units: readonly Unit[]): Counts {
  const count = (wanted: string) => units.filter((unit) => unit.activeState === wanted).length;
  return { active: count("active"), failed: count("failed") };
}

const countedWords = ({ active, failed }: Counts) =>
  `${active} active${failed > 0 ? `, ${failed} failed` : ""}`;

const withCommas = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(", ");
