import type { FilePlace, Ordering, UnitFacts } from "../../unitFacts.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { type FactsAmongOthers, lookUp } from "./betweenRule.ts";
import { turnsOf } from "./turns.ts";

/** That `later` starts only after `earlier` has. */
export interface Edge {
  readonly later: string;
  readonly earlier: string;
  /** Where that is written; undefined for what systemd adds by itself. */
  readonly place: FilePlace | undefined;
  /** Whose word it is: one that a unit says itself is what its author would look at first. */
  readonly by: "earlier" | "later" | "target";
}

/** Whether a unit is asked about: hundreds start after a target, of which few may lead back to a unit. */
type IsAsked = (later: string) => boolean;

/** The order in which units start, found out once for all that are judged among the same units. */
export interface StartOrder {
  /** What starts after a unit, of the units that are asked about. */
  readonly behind: (name: string, isAsked: IsAsked) => readonly Edge[];
  /**
   * The turn in which a unit starts; undefined for one that nothing is known of. Whatever starts after a unit has a later
   * turn, or the same one where the two wait for one another.
   */
  readonly turnOf: (name: string) => number | undefined;
  /** Whether a unit and others wait for one another, as they say it themselves. */
  readonly isInCircle: (name: string) => boolean;
}

const orders = new WeakMap<UnitsAround, StartOrder>();

/** The order among the units around a file, as those say it themselves. */
export function orderAmong(around: UnitsAround): StartOrder {
  const known = orders.get(around);
  if (known !== undefined) return known;
  const ways = new Map<
    string,
    { readonly later: readonly string[]; readonly edges: Map<string, readonly Edge[]> }
  >();
  const asked = { facts: nobody, around };
  const behind = (name: string, isAsked: IsAsked) => {
    const known = ways.get(name) ?? { later: laterThan(name, asked), edges: new Map() };
    ways.set(name, known);
    const found = known.later.filter(isAsked).flatMap((later) => {
      const edges = known.edges.get(later) ?? edgesBetween(name, later, asked);
      known.edges.set(later, edges);
      return edges;
    });
    return byReason(found);
  };
  const units = orderedUnits(around);
  const turns = turnsOf([...units.keys()], (name) => units.get(name)?.later ?? noNames);
  const taken = new Set<number>();
  const shared = new Set<number>();
  for (const turn of turns.values()) (taken.has(turn) ? shared : taken).add(turn);
  const turnOf = (name: string) => turns.get(name);
  const order: StartOrder = { behind, turnOf, isInCircle: (name) => shared.has(turnOf(name) ?? Number.NaN) };
  orders.set(around, order);
  return order;
}

const noNames: readonly string[] = [];

/** A unit, and the names of what starts after it. */
interface OrderedUnit {
  readonly facts: UnitFacts | undefined;
  readonly later: string[];
}

/** All units that anything is known of: the `edgesBehind` of all, in one walk and without the reasons. */
function orderedUnits(around: UnitsAround): ReadonlyMap<string, OrderedUnit> {
  const asked = { facts: nobody, around };
  const units = new Map<string, OrderedUnit>();
  for (const names of [around.known(), usualOrder.keys()]) {
    for (const name of names) units.set(name, { facts: around.factsOf(name), later: [] });
  }
  const add = (earlier: string, later: string) => {
    const before = units.get(earlier);
    const behind = units.get(later);
    // Nothing is known of the order of what is named and not there.
    if (before === undefined || behind === undefined || isNeverOrdered(earlier, later)) return;
    if (!doConflict(earlier, before.facts, later, behind.facts)) before.later.push(later);
  };
  for (const [name, { facts }] of units) {
    if (facts === undefined) for (const earlier of usualOrder.get(name) ?? noNames) add(earlier, name);
    if (facts?.name !== name) continue;
    for (const later of facts.before) add(name, around.ownName(later.name));
    for (const earlier of facts.after) add(around.ownName(earlier.name), name);
    for (const target of pullersOf(name, around)) {
      if (isWaitedForBy(name, target, asked)) add(name, target);
    }
  }
  return units;
}

/** A unit that says nothing, to ask what the others say. */
const nobody: UnitFacts = {
  unit: undefined,
  name: "",
  type: "service",
  after: [],
  before: [],
  hasDefaults: false,
  pulls: new Map(),
  pulledBy: new Map(),
  conflicts: new Set(),
  aliases: [],
  busName: undefined,
  needsInstance: false,
};

/** All that starts after a unit, of the units that are asked about, as the unit says now that is judged. */
export function edgesBehind(name: string, asked: FactsAmongOthers, isAsked: IsAsked): readonly Edge[] {
  const later = laterThan(name, asked).filter(isAsked);
  return byReason(later.flatMap((other) => edgesBetween(name, other, asked)));
}

/** First what is said by those that come before, whose authors look at it first. */
function byReason(edges: readonly Edge[]): readonly Edge[] {
  return (["earlier", "later", "target"] as const).flatMap((by) => edges.filter((edge) => edge.by === by));
}

/** The names of all that may start after a unit. */
function laterThan(name: string, asked: FactsAmongOthers): readonly string[] {
  const { facts: start, around } = asked;
  const facts = lookUp(name, asked);
  const names = new Set([
    ...(facts === undefined ? [] : saidOrder(facts, "before", around).keys()),
    ...around.saidAfter(name).map((one) => around.ownName(one.name)),
    ...(usuallyBehind.get(name) ?? []).filter((other) => lookUp(other, asked) === undefined),
    ...(name === start.name ? [...start.pulledBy.keys()].map(around.ownName) : []),
    ...pullersOf(name, around),
  ]);
  return [...names];
}

/** What the unit starts after that is judged, by the names of those that come before it. */
export function edgesTo(asked: FactsAmongOthers): ReadonlyMap<string, readonly Edge[]> {
  const { facts, around } = asked;
  const isTarget = facts.type === "target";
  const earlier = new Set([
    ...saidOrder(facts, "after", around).keys(),
    ...around.saidBefore(facts.name).map((one) => around.ownName(one.name)),
    ...(isTarget ? [...facts.pulls.keys()].map(around.ownName) : []),
    ...(isTarget ? [...around.pulledBy(facts.name)].map(around.ownName) : []),
  ]);
  const found = new Map<string, readonly Edge[]>();
  for (const name of earlier) {
    const edges = edgesBetween(name, facts.name, asked);
    if (edges.length > 0) found.set(name, edges);
  }
  return found;
}

const nothing: readonly Edge[] = [];

/**
 * Why one unit starts after another: by the word of the one, by that of the other, as all of systemd's own targets do,
 * or because it is a target that waits for its units. Nothing, where it does not.
 */
function edgesBetween(earlier: string, later: string, asked: FactsAmongOthers): readonly Edge[] {
  const { around } = asked;
  if (isNeverOrdered(earlier, later)) return nothing;
  const before = lookUp(earlier, asked);
  const behind = lookUp(later, asked);
  if (doConflict(earlier, before, later, behind)) return nothing;
  const edges: Edge[] = [];
  const add = (by: Edge["by"], place: FilePlace | undefined) => edges.push({ later, earlier, place, by });
  const saidBefore = before && saidOrder(before, "before", around).get(later);
  for (const place of saidBefore ?? []) add("earlier", place);
  const saidAfter = behind && saidOrder(behind, "after", around).get(earlier);
  for (const place of saidAfter ?? []) add("later", place);
  if (behind === undefined) {
    if (!usualOrder.has(later)) return nothing;
    if (usuallyBehind.get(earlier)?.includes(later)) add("later", undefined);
  }
  if (isWaitedForBy(earlier, later, asked)) {
    add("target", behind?.pulls.get(earlier) ?? before?.pulledBy.get(later));
  }
  return edges;
}

/** Nothing that starts waits for itself or for the end. */
function isNeverOrdered(earlier: string, later: string): boolean {
  return later === earlier || endings.has(later);
}

/** What conflicts is never started along. */
function doConflict(
  one: string,
  its: UnitFacts | undefined,
  other: string,
  others: UnitFacts | undefined,
): boolean {
  return its?.conflicts.has(other) === true || others?.conflicts.has(one) === true;
}

/**
 * Whether a target starts a unit along and so waits for it: unless either has DefaultDependencies=no or the unit is
 * ordered after the target already (systemd.target(5), measured).
 */
function isWaitedForBy(name: string, targetName: string, asked: FactsAmongOthers): boolean {
  const { facts: start, around } = asked;
  const facts = lookUp(name, asked);
  const target = lookUp(targetName, asked);
  if (facts?.hasDefaults !== true) return false;
  const waits =
    target === undefined ? usualOrder.has(targetName) : target.type === "target" && target.hasDefaults;
  if (!waits) return false;
  const isPulled =
    pullersOf(name, around).has(targetName) ||
    (targetName === start.name && start.pulls.has(name)) ||
    (name === start.name && [...start.pulledBy.keys()].some((by) => around.ownName(by) === targetName));
  if (!isPulled || saidOrder(facts, "after", around).has(targetName)) return false;
  return target === undefined || !saidOrder(target, "before", around).has(name);
}

/** The places at which a unit names others, by their own names. */
type Named = ReadonlyMap<string, readonly (FilePlace | undefined)[]>;

interface Lookups {
  readonly after: WeakMap<UnitFacts, Named>;
  readonly before: WeakMap<UnitFacts, Named>;
  readonly pullers: Map<string, ReadonlySet<string>>;
}

/** A unit that many others have to do with is asked about by each of them. */
const lookups = new WeakMap<UnitsAround, Lookups>();

function lookupsOf(around: UnitsAround): Lookups {
  const known = lookups.get(around);
  if (known !== undefined) return known;
  const created: Lookups = { after: new WeakMap(), before: new WeakMap(), pullers: new Map() };
  lookups.set(around, created);
  return created;
}

/** Where a unit says that it comes after others, or before them. */
function saidOrder(facts: UnitFacts, side: "after" | "before", around: UnitsAround): Named {
  const said = lookupsOf(around)[side];
  const known = said.get(facts);
  if (known !== undefined) return known;
  const found = byOwnName(facts[side], around);
  said.set(facts, found);
  return found;
}

function byOwnName(said: readonly Ordering[], around: UnitsAround): Named {
  const places = new Map<string, (FilePlace | undefined)[]>();
  for (const { name, place } of said) {
    const own = around.ownName(name);
    const others = places.get(own);
    if (others === undefined) places.set(own, [place]);
    else others.push(place);
  }
  return places;
}

/** The own names of all that start a unit along, but for what it says itself now. */
function pullersOf(name: string, around: UnitsAround): ReadonlySet<string> {
  const { pullers } = lookupsOf(around);
  const known = pullers.get(name);
  if (known !== undefined) return known;
  const all = around.pullersOf(name);
  const found = all.length === 0 ? nobodyElse : new Set(all.map(around.ownName));
  pullers.set(name, found);
  return found;
}

const nobodyElse: ReadonlySet<string> = new Set();

/** Nothing that starts waits for these: they are there to end what runs. */
const endings: ReadonlySet<string> = new Set([
  ...["shutdown.target", "umount.target", "final.target", "reboot.target", "poweroff.target"],
  ...["halt.target", "kexec.target", "soft-reboot.target", "exit.target"],
  ...["rescue.target", "rescue.service", "emergency.target", "emergency.service"],
]);

/** What every systemd's own targets wait for, where they are not at hand. */
const usualOrder: ReadonlyMap<string, readonly string[]> = new Map([
  ["sysinit.target", ["local-fs.target", "swap.target"]],
  ["basic.target", ["sysinit.target", "sockets.target", "paths.target", "slices.target"]],
  ["sockets.target", []],
  ["timers.target", []],
  ["paths.target", []],
  ["multi-user.target", ["basic.target"]],
  ["graphical.target", ["multi-user.target"]],
]);

const usuallyBehind: ReadonlyMap<string, readonly string[]> = new Map(
  [...usualOrder.values()]
    .flat()
    .map((earlier) => [
      earlier,
      [...usualOrder].flatMap(([later, all]) => (all.includes(earlier) ? [later] : [])),
    ]),
);
