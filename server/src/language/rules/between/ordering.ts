import type { FilePlace, Ordering, UnitFacts } from "../../unitFacts.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { findSpecialUnit } from "../../words/specialUnits.ts";
import { type BetweenRule, type FactsAmongOthers, lookUp, relatedPlace } from "./betweenRule.ts";
import { areStartedTogether } from "./startedTogether.ts";

/** That `later` starts only after `earlier` has. */
interface Edge {
  readonly later: string;
  readonly earlier: string;
  readonly place: FilePlace | undefined;
}

/** More circles through one unit are not told apart: whoever mends these finds the next. */
const toldAtMost = 8;

/**
 * Units that wait for one another. systemd looks for such circles among what starts together, and leaves out the first
 * unit that nothing needs; where all are needed it starts none (measured on 252 and 262).
 */
export const orderHasNoCycle: BetweenRule = (asked, report) => {
  if (!mayReturn(asked)) return;
  const own = (edge: Edge) => edge.place !== undefined && edge.place.path === ownPath;
  const passed = new Set<FilePlace>();
  for (let told = 0; told < toldAtMost; told++) {
    const cycle = shortestCycle(asked, passed);
    if (cycle === undefined) return;
    const blamed = cycle.find(own);
    if (blamed?.place === undefined) return;
    passed.add(blamed.place);
    if (!isSure(cycle, asked)) continue;
    const names = [...cycle.map(({ later }) => later), asked.facts.name];
    const related = cycle
      .filter((edge) => edge !== blamed)
      .flatMap(({ later, earlier, place }) =>
        place === undefined || place.path === ownPath
          ? []
          : [relatedPlace(place, `Here \`${later}\` is ordered after \`${earlier}\`.`)],
      );
    report("ordering-cycle", blamed.place, {
      args: [names.map((name) => `\`${name}\``).join(" after ")],
      fails: "ordering",
      related,
    });
  }
};

/** Places of the unit that is judged have no path: it is the file at hand. */
const ownPath = "";

/**
 * Whether systemd would come upon the circle: its units start together, or it is one of their own words alone, which
 * cannot be meant. systemd's own targets have units that only some boots start.
 */
function isSure(cycle: readonly Edge[], asked: FactsAmongOthers): boolean {
  const isWritten = cycle.every(
    ({ later, place }) => place !== undefined && findSpecialUnit(later) === undefined,
  );
  return (
    isWritten ||
    areStartedTogether(
      cycle.map(({ later }) => later),
      asked,
    )
  );
}

/**
 * The fewest steps from a unit to what starts after it, and so on, until that is the unit again: as a list that begins
 * with what the unit itself starts after. Few units have much behind them, and almost all have much before.
 */
function shortestCycle(asked: FactsAmongOthers, passed: ReadonlySet<FilePlace>): readonly Edge[] | undefined {
  const start = asked.facts.name;
  const cameBy = new Map<string, Edge>();
  let steps = 0;
  let level = [start];
  while (level.length > 0 && steps < stepsAtMost) {
    const next: string[] = [];
    for (const name of level) {
      for (const edge of edgesBehind(name, asked)) {
        steps++;
        if (edge.place !== undefined && passed.has(edge.place)) continue;
        if (edge.later === start) return pathOf(edge, start, cameBy);
        if (cameBy.has(edge.later)) continue;
        cameBy.set(edge.later, edge);
        next.push(edge.later);
      }
    }
    level = next;
  }
  return undefined;
}

/** A workspace of more than these has no order that anybody could follow. */
const stepsAtMost = 100_000;

function pathOf(last: Edge, start: string, cameBy: ReadonlyMap<string, Edge>): readonly Edge[] {
  const path = [last];
  for (let edge: Edge | undefined = last; edge !== undefined && edge.earlier !== start; ) {
    edge = cameBy.get(edge.earlier);
    if (edge !== undefined) path.push(edge);
  }
  return path;
}

/**
 * Whether a walk from a unit can come back to it. Most units have little behind them or little before: both ways are
 * walked at once, and the first that ends tells that there is no circle.
 */
function mayReturn(asked: FactsAmongOthers): boolean {
  const { facts, around } = asked;
  const start = facts.name;
  const own = (names: Iterable<string>) => new Set([...names].map(around.ownName));
  const saidHere = (orders: readonly Ordering[]) => orders.map(({ name }) => name);
  const behindOthers = own([...saidHere(facts.after), ...facts.pulls.keys()]);
  const beforeOthers = own([...saidHere(facts.before), ...facts.pulledBy.keys()]);
  const steps = stepsAmong(around);
  const behind = (name: string) =>
    name === start
      ? namesBehind(name, asked)
      : [...steps.behind(name), ...(behindOthers.has(name) ? [start] : [])];
  const before = (name: string) =>
    name === start
      ? namesBefore(name, asked)
      : [...steps.before(name), ...(beforeOthers.has(name) ? [start] : [])];
  const ways = [behind, before].map((next) => ({ next, seen: new Set([start]), left: [start] }));
  for (let walked = 0; walked < stepsAtMost; walked++) {
    const [one, other] = ways;
    const isOneShort = one !== undefined && other !== undefined && one.seen.size <= other.seen.size * 64;
    const way = isOneShort ? one : other;
    const name = way?.left.pop();
    if (way === undefined || name === undefined) return false;
    for (const found of way.next(name)) {
      if (found === start) return true;
      if (way.seen.has(found)) continue;
      way.seen.add(found);
      way.left.push(found);
    }
  }
  return true;
}

/** The units on either side of another, found out once for all that are judged among the same units. */
interface Steps {
  readonly behind: (name: string) => readonly string[];
  readonly before: (name: string) => readonly string[];
}

const knownSteps = new WeakMap<UnitsAround, Steps>();

function stepsAmong(around: UnitsAround): Steps {
  const known = knownSteps.get(around);
  if (known !== undefined) return known;
  const once = (find: (name: string, asked: FactsAmongOthers) => readonly string[]) => {
    const found = new Map<string, readonly string[]>();
    return (name: string) => {
      const names = found.get(name) ?? find(name, { facts: nobody, around });
      found.set(name, names);
      return names;
    };
  };
  const steps = { behind: once(namesBehind), before: once(namesBefore) };
  knownSteps.set(around, steps);
  return steps;
}

/** A unit that says nothing, to ask what the others say. */
const nobody: UnitFacts = {
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

function namesBehind(name: string, asked: FactsAmongOthers): readonly string[] {
  return edgesBehind(name, asked).map(({ later }) => later);
}

/** All that a unit may start after: what `edgesBehind` would find from the other end, and perhaps more. */
function namesBefore(name: string, asked: FactsAmongOthers): readonly string[] {
  const { facts: start, around } = asked;
  const facts = lookUp(name, asked);
  const isTarget = name.endsWith(".target");
  const names = [
    ...(facts?.after ?? []).map((said) => said.name),
    ...around.saidBefore(name).map((one) => one.name),
    ...(start.before.some((said) => around.ownName(said.name) === name) ? [start.name] : []),
    ...(usualOrder.get(name) ?? []),
    ...(isTarget ? (facts?.pulls.keys() ?? []) : []),
    ...(isTarget ? around.pulledBy(name) : []),
    ...(isTarget && start.pulledBy.has(name) ? [start.name] : []),
  ];
  return names.map(around.ownName).filter((other) => other !== name && !endings.has(other));
}

/** What starts after a unit: by the unit's word, by that of the other, or because it is a target that waits for its units. */
function edgesBehind(name: string, asked: FactsAmongOthers): readonly Edge[] {
  const { facts: start, around } = asked;
  const facts = lookUp(name, asked);
  const edges: Edge[] = [];
  const add = (other: string, place: FilePlace | undefined) => {
    const later = around.ownName(other);
    if (later === name || endings.has(later)) return;
    const behind = lookUp(later, asked);
    // What conflicts is never started along.
    if (facts?.conflicts.has(later) || behind?.conflicts.has(name)) return;
    if (behind !== undefined || usualOrder.has(later)) edges.push({ later, earlier: name, place });
  };
  for (const said of facts?.before ?? []) add(said.name, said.place);
  for (const other of [...around.saidAfter(name).filter((one) => one.name !== start.name), start]) {
    for (const said of other.after) if (around.ownName(said.name) === name) add(other.name, said.place);
  }
  for (const later of usuallyBehind.get(name) ?? []) {
    if (lookUp(later, asked) === undefined) add(later, undefined);
  }
  for (const [target, place] of waitingTargets(name, asked)) add(target, place);
  return edges;
}

/**
 * The targets that start a unit along and so wait for it, unless either has DefaultDependencies=no or the unit is
 * ordered after the target already (systemd.target(5), measured).
 */
function waitingTargets(name: string, asked: FactsAmongOthers): ReadonlyMap<string, FilePlace | undefined> {
  const { facts: start, around } = asked;
  const facts = lookUp(name, asked);
  const waiting = new Map<string, FilePlace | undefined>();
  if (facts?.hasDefaults !== true) return waiting;
  const own = name === start.name ? [...start.pulledBy.keys()] : [];
  const byStart = start.pulls.has(name) ? [start.name] : [];
  for (const by of [...own, ...byStart, ...around.pullersOf(name)]) {
    const puller = around.ownName(by);
    const target = lookUp(puller, asked);
    const waits =
      target === undefined ? usualOrder.has(puller) : target.type === "target" && target.hasDefaults;
    const isAfter = facts.after.some((said) => around.ownName(said.name) === puller);
    if (!waits || isAfter || target?.before.some((said) => said.name === name)) continue;
    waiting.set(puller, target?.pulls.get(name) ?? facts.pulledBy.get(puller));
  }
  return waiting;
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
