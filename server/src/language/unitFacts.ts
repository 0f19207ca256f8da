import type { AnalysedUnit } from "./analysis.ts";
import { type EffectiveUnit, expandedValue, setAmong, valueInEffect } from "./effectiveUnit.ts";
import { placeOfWord, unitsNamedBy } from "./namedUnits.ts";
import { type UnitType, withType } from "./names/unitName.ts";
import type { Span } from "./text/text.ts";
import { hasUnknownPiece, type Scope } from "./values/grammar.ts";
import { isTrue } from "./values/keyword.ts";

/** A place in one of the files that units are made of. */
export interface FilePlace extends Span {
  readonly in: AnalysedUnit;
  readonly path: string;
  readonly line: number;
}

/** That a unit comes before or after another one when both start. */
export interface Ordering {
  readonly name: string;
  /** Where that is written; undefined for what systemd adds by itself. */
  readonly place: FilePlace | undefined;
}

/** What a unit says of others: all that is asked of it when another unit is judged. */
export interface UnitFacts {
  /** Who says so. */
  readonly unit: EffectiveUnit | undefined;
  readonly name: string;
  readonly type: UnitType;
  readonly after: readonly Ordering[];
  readonly before: readonly Ordering[];
  /** Whether DefaultDependencies= is on. */
  readonly hasDefaults: boolean;
  /** The units that start along with it, and where that is written. */
  readonly pulls: ReadonlyMap<string, FilePlace>;
  /** The units that start it along, once it is enabled. */
  readonly pulledBy: ReadonlyMap<string, FilePlace>;
  readonly conflicts: ReadonlySet<string>;
  /** The other names that it gets when it is enabled. */
  readonly aliases: readonly string[];
  readonly busName: { readonly name: string; readonly place: FilePlace } | undefined;
  /** Whether `systemctl enable` would need an instance to enable it: a template with wanters and no DefaultInstance=. */
  readonly needsInstance: boolean;
}

/** What starts along with a unit, and is waited for by a target (unit-dependency-atom.c; measured). */
const pulling = ["Wants", "Requires", "Requisite", "BindsTo", "Upholds"] as const;
const wanters = ["WantedBy", "RequiredBy", "UpheldBy"] as const;

/** What a unit says of others; undefined for one without a name. `pathOf` tells where a part of it lies. */
export function factsOf(unit: EffectiveUnit, pathOf: PathOf): UnitFacts | undefined {
  const { name, type } = unit;
  const [{ scope }] = unit.parts;
  if (name === undefined) return undefined;
  const named = (section: "Unit" | "Install", directive: string) =>
    othersNamedBy(unit, section, directive, pathOf);
  const placed = (section: "Unit" | "Install", directives: readonly string[]) => {
    const set = setAmong(unit, section, directives);
    if (set.length === 0) return nowhere;
    const all = set.flatMap((directive) => named(section, directive));
    return new Map(all.map((other) => [other.name, other.place]));
  };
  const hasDefaults = isTrue(valueInEffect(unit, "Unit", "DefaultDependencies") ?? "yes");
  const added = hasDefaults ? defaultOrder(unit, scope) : noOrder;
  const after: readonly Ordering[] = named("Unit", "After");
  const before: readonly Ordering[] = named("Unit", "Before");
  const pulledBy = placed("Install", wanters);
  const conflicts = named("Unit", "Conflicts");
  return {
    unit,
    name: name.name,
    type,
    after: after.concat(added.after),
    before: before.concat(added.before, triggeredBy(unit)),
    hasDefaults,
    pulls: placed("Unit", pulling),
    pulledBy,
    conflicts: conflicts.length === 0 ? noNames : new Set(conflicts.map((other) => other.name)),
    aliases: named("Install", "Alias").map((other) => other.name),
    busName: busNameOf(unit, pathOf),
    needsInstance:
      name.kind === "template" &&
      [...pulledBy.keys()].some((wanter) => !wanter.includes("@.")) &&
      unit.inEffect("Install", "DefaultInstance").length === 0,
  };
}

/** Tells where a part of a unit lies. */
type PathOf = (part: AnalysedUnit) => string;

type PlacedName = Ordering & { readonly place: FilePlace };

const nobody: readonly PlacedName[] = [];
const nowhere: ReadonlyMap<string, FilePlace> = new Map();
const noNames: ReadonlySet<string> = new Set();

/** The other units that a directive of a unit names, so far as their names are known. */
function othersNamedBy(
  unit: EffectiveUnit,
  section: "Unit" | "Install",
  directive: string,
  pathOf: PathOf,
): readonly PlacedName[] {
  const all = unitsNamedBy(unit, section, directive);
  if (all.length === 0) return nobody;
  const others: PlacedName[] = [];
  for (const { name, step, word } of all) {
    if (hasUnknownPiece(name) || name === unit.name?.name) continue;
    const { in: part, from, to, line } = placeOfWord(step, word);
    others.push({ name, place: { in: part, path: pathOf(part), from, to, line } });
  }
  return others;
}

function busNameOf(unit: EffectiveUnit, pathOf: PathOf): UnitFacts["busName"] {
  const bus = unit.type === "service" ? unit.inEffect("Service", "BusName").at(-1) : undefined;
  if (bus === undefined) return undefined;
  const name = expandedValue(bus);
  const place = { ...placeOfWord(bus, bus.assignment.node.value), path: pathOf(bus.unit) };
  return hasUnknownPiece(name) ? undefined : { name, place };
}

/** What a unit comes after and before without saying so. */
interface AddedOrder {
  readonly after: readonly Ordering[];
  readonly before: readonly Ordering[];
}

const noOrder: AddedOrder = { after: [], before: [] };

/**
 * What DefaultDependencies= adds to the order of a unit that starts (systemd.service(5) and the like). What stands
 * between a unit and shutdown is left out: nothing of that is started along with it. Users' managers have no sysinit.target, so it does no harm where the scope is
 * unknown.
 */
function defaultOrder({ type, inEffect }: EffectiveUnit, scope: Scope): AddedOrder {
  const early = scope === "user" ? noOrder.after : sysinit;
  switch (type) {
    case "service":
      return { after: [...early, ...basic], before: [] };
    case "socket":
      return { after: early, before: sockets };
    case "path":
      return { after: early, before: paths };
    case "timer": {
      const waits = scope !== "user" && inEffect("Timer", "OnCalendar").length > 0;
      return { after: waits ? [...early, ...clock] : early, before: timers };
    }
    default:
      return noOrder;
  }
}

/** Nearly every unit has the same. */
const sysinit = implied("sysinit.target");
const basic = implied("basic.target");
const sockets = implied("sockets.target");
const paths = implied("paths.target");
const timers = implied("timers.target");
const clock = implied("time-sync.target", "time-set.target");

function implied(...names: readonly string[]): readonly Ordering[] {
  return names.map((name) => ({ name, place: undefined }));
}

/** What a socket, a timer or a path is there to start stands behind it. */
function triggeredBy(unit: EffectiveUnit): readonly Ordering[] {
  const triggered = triggeredUnit(unit);
  return triggered === undefined || hasUnknownPiece(triggered) ? noOrder.before : implied(triggered);
}

/** The name of the unit that a socket, a timer, a path or an automount starts; undefined where it starts no fixed one. */
export function triggeredUnit(unit: EffectiveUnit): string | undefined {
  const related = (type: UnitType) => unit.name && withType(unit.name, type)?.name;
  switch (unit.type) {
    case "socket":
      if (isTrue(valueInEffect(unit, "Socket", "Accept") ?? "no")) return undefined;
      return valueInEffect(unit, "Socket", "Service") ?? related("service");
    case "timer":
      return valueInEffect(unit, "Timer", "Unit") ?? related("service");
    case "path":
      return valueInEffect(unit, "Path", "Unit") ?? related("service");
    case "automount":
      return related("mount");
    default:
      return undefined;
  }
}
