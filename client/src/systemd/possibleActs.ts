// Which acts make sense for a unit in its present state, by what its row knows: what menus and pickers offer.
import type { UnitType } from "../../../server/src/language/names/unitName.ts";
import type { Verb } from "./acts.ts";
import type { Unit, UnitExtras } from "./manager.ts";
import { typeOf } from "./unitType.ts";

/**
 * The verbs to offer for a unit. What would do nothing, or is refused for every unit of that type, is left out; what
 * depends on things a row does not know (a unit without ExecReload=) is in, and systemd says so.
 */
export function possibleVerbs(unit: Unit): ReadonlySet<Verb> {
  const type = typeOf(unit.name);
  if (type === undefined) return new Set();
  return new Set([...running(unit, type), ...stateless(unit, type), ...filed(unit, type)]);
}

/** True for a unit whose file systemd could not make a unit of. */
export const hasLoadProblem = ({ loadState }: Pick<Unit, "loadState">) =>
  loadState === "error" || loadState === "bad-setting" || loadState === "not-found";

/** Scopes are made by programs and devices by the kernel: nobody starts them. */
function running(unit: Unit, type: UnitType): readonly Verb[] {
  if (type === "device" || neverStops.has(unit.name)) return [];
  if (isUp(unit)) {
    return [
      "stop",
      ...(type === "scope" ? [] : (["restart", "try-restart"] as const)),
      ...((type === "service" && unit.extras.canReload !== false) || type === "mount"
        ? (["reload"] as const)
        : []),
    ];
  }
  const startable = type !== "scope" && unit.loadState !== "masked" && !hasLoadProblem(unit);
  return startable
    ? ["start", ...(type === "target" && unit.extras.canIsolate !== false ? (["isolate"] as const) : [])]
    : [];
}

function stateless(unit: Unit, type: UnitType): readonly Verb[] {
  const up = isUp(unit);
  return [
    ...(up && hasProcesses.has(type) ? (["kill", "set-property"] as const) : []),
    ...(up && isFreezable.has(type) ? freezing(unit.extras) : []),
    ...(unit.activeState === "failed" ? (["reset-failed"] as const) : []),
    ...(unit.activeState === "inactive" && hasFolders.has(type) && unit.loadState === "loaded"
      ? (["clean"] as const)
      : []),
  ];
}

function freezing({ canFreeze, isFrozen }: UnitExtras): readonly Verb[] {
  if (canFreeze === false) return [];
  if (isFrozen === undefined) return ["freeze", "thaw"];
  return isFrozen ? ["thaw"] : ["freeze"];
}

/** Enablement is read for visible rows only, so what is not known yet is offered. */
function filed(unit: Unit, type: UnitType): readonly Verb[] {
  if (type === "device" || type === "scope") return [];
  const { fileState } = unit;
  const isMasked = unit.loadState === "masked" || fileState?.startsWith("masked") === true;
  if (isMasked) return ["unmask"];
  const canEnable = fileState === undefined || fileState === "disabled" || fileState === "indirect";
  const canDisable = fileState === undefined || fileState.startsWith("enabled") || fileState === "linked";
  return [
    ...(canEnable ? (["enable"] as const) : []),
    ...(canDisable ? (["disable"] as const) : []),
    ...(canEnable || canDisable ? (["preset"] as const) : []),
    ...(fileState === "transient" ? [] : (["mask"] as const)),
  ];
}

const isUp = ({ activeState }: Unit) => activeState !== "inactive" && activeState !== "failed";

/** Without them nothing of the system is left (systemd.special(7)). */
const neverStops: ReadonlySet<string> = new Set(["-.slice", "init.scope", "-.mount"]);

const hasProcesses: ReadonlySet<UnitType> = new Set(["service", "scope", "slice", "socket", "mount", "swap"]);
const isFreezable: ReadonlySet<UnitType> = new Set(["service", "scope", "slice"]);
const hasFolders: ReadonlySet<UnitType> = new Set(["service", "socket", "mount", "swap", "timer"]);
