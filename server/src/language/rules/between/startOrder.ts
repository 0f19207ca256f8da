import type { FilePlace, Ordering, UnitFacts } from "../../unitFacts.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { type FactsAmongOthers, lookUp } from "./betweenRule.ts";

/** That `later` starts only after `earlier` has. */
export interface Edge {
  readonly later: string;
  readonly earlier: string;
  /** Where that is written; undefined for what systemd adds by itself. */
  readonly place: FilePlace | undefined;
  /** Whose word it is: one that a unit says itself is what its author would look at first. */
  readonly by: "earlier" | "later" | "target";
}

/** The order in which units start, found out once for all that are judged among the same units. */
export interface StartOrder {
  /** What starts after a unit. */
  readonly behind: (name: string) => readonly Edge[];
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
  const edges = new Map<string, readonly Edge[]>();
  const behind = (name: string) => {
    const found = edges.get(name) ?? edgesBehind(name, { facts: nobody, around });
    edges.set(name, found);
    return found;
  };
  const later = laterNames(around);
  const turns = turnsOf([...later.keys()], (name) => later.get(name) ?? noNames);
  const taken = new Set<number>();
  const shared = new Set<number>();
  for (const turn of turns.values()) (taken.has(turn) ? shared : taken).add(turn);
  const turnOf = (name: string) => turns.get(name);
  const order: StartOrder = { behind, turnOf, isInCircle: (name) => shared.has(turnOf(name) ?? Number.NaN) };
  orders.set(around, order);
  return order;
}

const noNames: readonly string[] = [];

/** What starts after each unit that anything is known of: the `edgesBehind` of all, in one walk and without the reasons. */
function laterNames(around: UnitsAround): ReadonlyMap<string, readonly string[]> {
  const asked = { facts: nobody, around };
  const names = [...new Set([...around.known(), ...usualOrder.keys()])];
  const found = new Map(names.map((name): [string, string[]] => [name, []]));
  const add = (earlier: string, later: string) => {
    // Nothing is known of the order of what is named and not there.
    if (found.has(later) && mayBeOrdered(earlier, later, asked)) found.get(earlier)?.push(later);
  };
  for (const name of names) {
    const facts = around.factsOf(name);
    if (facts === undefined) for (const earlier of usualOrder.get(name) ?? noNames) add(earlier, name);
    if (facts?.name !== name) continue;
    const { after, before } = namedBy(facts, around);
    for (const later of before.keys()) add(name, later);
    for (const earlier of after.keys()) add(earlier, name);
    for (const target of pullersOf(name, around)) {
      if (isWaitedForBy(name, target, asked)) add(name, target);
    }
  }
  return found;
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

/** All that starts after a unit, as the unit says now that is judged. */
export function edgesBehind(name: string, asked: FactsAmongOthers): readonly Edge[] {
  const { facts: start, around } = asked;
  const facts = lookUp(name, asked);
  const later = new Set([
    ...(facts === undefined ? [] : namedBy(facts, around).before.keys()),
    ...around.saidAfter(name).map((one) => around.ownName(one.name)),
    ...(usuallyBehind.get(name) ?? []).filter((other) => lookUp(other, asked) === undefined),
    ...(name === start.name ? [...start.pulledBy.keys()].map(around.ownName) : []),
    ...pullersOf(name, around),
  ]);
  const edges = [...later].flatMap((other) => edgesBetween(name, other, asked));
  return (["earlier", "later", "target"] as const).flatMap((by) => edges.filter((edge) => edge.by === by));
}

/** What the unit starts after that is judged, by the names of those that come before it. */
export function edgesTo(asked: FactsAmongOthers): ReadonlyMap<string, readonly Edge[]> {
  const { facts, around } = asked;
  const isTarget = facts.type === "target";
  const earlier = new Set([
    ...namedBy(facts, around).after.keys(),
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
  if (!mayBeOrdered(earlier, later, asked)) return nothing;
  const before = lookUp(earlier, asked);
  const behind = lookUp(later, asked);
  const edges: Edge[] = [];
  const add = (by: Edge["by"], place: FilePlace | undefined) => edges.push({ later, earlier, place, by });
  const saidBefore = before && namedBy(before, around).before.get(later);
  for (const place of saidBefore ?? []) add("earlier", place);
  const saidAfter = behind && namedBy(behind, around).after.get(earlier);
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

/** What conflicts is never started along, and nothing that starts waits for itself or for the end. */
function mayBeOrdered(earlier: string, later: string, asked: FactsAmongOthers): boolean {
  if (later === earlier || endings.has(later)) return false;
  return !(lookUp(earlier, asked)?.conflicts.has(later) || lookUp(later, asked)?.conflicts.has(earlier));
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
  if (!isPulled || namedBy(facts, around).after.has(targetName)) return false;
  return target === undefined || !namedBy(target, around).before.has(name);
}

/** The places at which a unit names others, by their own names. */
interface Named {
  readonly after: ReadonlyMap<string, readonly (FilePlace | undefined)[]>;
  readonly before: ReadonlyMap<string, readonly (FilePlace | undefined)[]>;
}

interface Lookups {
  readonly named: WeakMap<UnitFacts, Named>;
  readonly pullers: Map<string, ReadonlySet<string>>;
}

/** A unit that many others have to do with is asked about by each of them. */
const lookups = new WeakMap<UnitsAround, Lookups>();

function lookupsOf(around: UnitsAround): Lookups {
  const known = lookups.get(around);
  if (known !== undefined) return known;
  const created: Lookups = { named: new WeakMap(), pullers: new Map() };
  lookups.set(around, created);
  return created;
}

function namedBy(facts: UnitFacts, around: UnitsAround): Named {
  const { named } = lookupsOf(around);
  const known = named.get(facts);
  if (known !== undefined) return known;
  const byName = (said: readonly Ordering[]) => {
    const places = new Map<string, (FilePlace | undefined)[]>();
    for (const { name, place } of said) {
      const own = around.ownName(name);
      const others = places.get(own);
      if (others === undefined) places.set(own, [place]);
      else others.push(place);
    }
    return places;
  };
  const created: Named = { after: byName(facts.after), before: byName(facts.before) };
  named.set(facts, created);
  return created;
}

/** The own names of all that start a unit along, but for what it says itself now. */
function pullersOf(name: string, around: UnitsAround): ReadonlySet<string> {
  const { pullers } = lookupsOf(around);
  const found = pullers.get(name) ?? new Set([...around.pullersOf(name)].map(around.ownName));
  pullers.set(name, found);
  return found;
}

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

/**
 * The turns in which things come, each of which leads to others: those that lead round in a circle share one, and so on
 * in as many steps as there are things and ways between them (Tarjan's strongly connected components).
 */
function turnsOf(
  names: readonly string[],
  leadsTo: (name: string) => readonly string[],
): ReadonlyMap<string, number> {
  const turns = new Map<string, number>();
  /** When each was met first, and the earliest that is met again from there. */
  const met = new Map<string, number>();
  const open: string[] = [];
  let turn = 0;
  for (const root of names) {
    if (met.has(root)) continue;
    const path = [visit(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.next[top.at++];
      if (next === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) above.lowest = Math.min(above.lowest, top.lowest);
        if (top.lowest !== top.index) continue;
        turn--;
        let name: string | undefined;
        do {
          name = open.pop();
          if (name !== undefined) turns.set(name, turn);
        } while (name !== undefined && name !== top.name);
      } else if (!met.has(next)) path.push(visit(next));
      else if (!turns.has(next)) top.lowest = Math.min(top.lowest, met.get(next) ?? top.lowest);
    }
  }
  return turns;

  function visit(name: string) {
    const index = met.size;
    met.set(name, index);
    open.push(name);
    return { name, index, lowest: index, next: leadsTo(name), at: 0 };
  }
}
