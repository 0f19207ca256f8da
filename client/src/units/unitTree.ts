// The rows of the Units view as plain data: scopes, the types of unit in each, the units of each type.
import { parseUnitName, type UnitType } from "../../../server/src/language/names/unitName.ts";
import type { ManagerState, Scope, Unit, UnitName, UnreachableCause } from "../systemd/manager.ts";
import { hasLoadProblem, possibleVerbs } from "../systemd/possibleActs.ts";
import { typeOf } from "../systemd/unitType.ts";
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
  return anyReady ? scopes.filter((scope) => states.has(scope)) : [];
}

export function scopeRow(scope: Scope, state: ManagerState): Row {
  const label = scope === "system" ? "System" : "User";
  const context = `scope;${scope};${state.kind}`;
  if (state.kind !== "ready") {
    const description = state.kind === "connecting" ? "connecting" : shortCause(scope, state.cause);
    const spoken = `${label} units, ${state.kind === "connecting" ? description : state.reason}`;
    return { label, description, icon: { shape: "debug-disconnect", color: undefined }, context, spoken };
  }
  const failed = shownUnits(state).filter((unit) => unit.activeState === "failed").length;
  const description = failed === 0 ? "" : `${failed} failed`;
  const icon = { shape: scope === "system" ? "server" : "account", color: undefined };
  return { label, description, icon, context, spoken: withCommas(`${label} units`, description) };
}

/** The units of a scope that have rows, by type, in the order people look for types. */
export function groupUnits(state: ManagerState): ReadonlyMap<UnitType, readonly Unit[]> {
  const byType = new Map<UnitType, Unit[]>(groups.map(([type]) => [type, []]));
  for (const unit of shownUnits(state)) byType.get(typeOf(unit.name) ?? "device")?.push(unit);
  return new Map([...byType].filter(([, units]) => units.length > 0));
}

export function groupRow(scope: Scope, type: UnitType, units: readonly Unit[]): Row {
  const label = groups.find(([one]) => one === type)?.[1] ?? type;
  const count = (wanted: string) => units.filter((unit) => unit.activeState === wanted).length;
  const failed = count("failed");
  const description = `${count("active")} active${failed > 0 ? `, ${failed} failed` : ""}`;
  return {
    label,
    description,
    icon: undefined,
    context: `group;${type};${scope}`,
    spoken: `${label}, ${description}`,
  };
}

/**
 * The order of units in their group: the failed first, then by name. What runs and what does not stand together, since
 * a row that moved when it is started or stopped would put another unit's button under the mouse.
 */
export function inRowOrder(units: readonly Unit[]): readonly UnitName[] {
  return [...units]
    .sort((one, other) => rank(one) - rank(other) || compare(shortName(one.name), shortName(other.name)))
    .map((unit) => unit.name);
}

export function unitRow(unit: Unit, scope: Scope): Row {
  const description = stateWords(unit);
  const type = typeOf(unit.name) ?? "";
  const flags = [
    "unit",
    type,
    unit.activeState,
    ...(unit.fileState ? [unit.fileState] : []),
    scope,
    ...(parseUnitName(unit.name)?.kind === "instance" ? ["instance"] : []),
    ...[...possibleVerbs(unit)].map((verb) => `can-${verb}`),
  ];
  return {
    label: shortName(unit.name),
    description,
    icon: unitIcon(unit),
    context: flags.join(";"),
    spoken: withCommas(unit.name, description, unit.fileState ?? "", unit.description),
  };
}

/** The state in words: systemd's own, as short as they can be. */
export function stateWords(unit: Unit): string {
  const job = unit.job?.type;
  const queued = job !== undefined && job !== "nop" && steady.has(unit.activeState) ? `, ${job} queued` : "";
  return `${settledWords(unit)}${queued}`;
}

/** The name without its type, which the row's group says; in a narrow side bar there is room for the state then. */
function shortName(name: UnitName): string {
  const stem = name.slice(0, name.lastIndexOf("."));
  // "-.mount" is the root folder's, and a dash alone says nothing.
  return stem === "" || stem === "-" ? name : stem;
}

export const scopes: readonly Scope[] = ["system", "user"];

const groups: readonly (readonly [UnitType, string])[] = [
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
];

/** What there is room for in a row; its tooltip has the whole sentence and the way out. */
function shortCause(scope: Scope, cause: UnreachableCause): string {
  switch (cause) {
    case "not-linux":
      return "not on Linux";
    case "no-systemd":
      return "no systemd";
    case "no-bus":
      return scope === "system" ? "no message bus" : "not running";
    case "refused":
      return "refused";
    case "lost":
      return "connection lost";
    default:
      return cause satisfies never;
  }
}

const steady: ReadonlySet<string> = new Set(["active", "inactive", "failed"]);

/** Names that other units mention but that nobody wrote a file for are no rows, unless they do something. */
function shownUnits(state: ManagerState): readonly Unit[] {
  if (state.kind !== "ready") return [];
  return [...state.units.values()].filter(
    (unit) => unit.loadState !== "not-found" || unit.activeState !== "inactive",
  );
}

function settledWords(unit: Unit): string {
  switch (unit.activeState) {
    case "active":
      return unit.subState;
    case "inactive":
      return unit.loadState === "masked" ? "masked" : hasLoadProblem(unit) ? "cannot be loaded" : "inactive";
    case "failed":
      return unit.subState === "failed" ? "failed" : `failed (${unit.subState})`;
    default:
      return unit.subState === unit.activeState ? unit.subState : `${unit.activeState} (${unit.subState})`;
  }
}

const rank = (unit: Unit) => (unit.activeState === "failed" ? 0 : 1);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const withCommas = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(", ");
