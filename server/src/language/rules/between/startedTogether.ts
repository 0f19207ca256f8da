import type { UnitFacts } from "../../unitFacts.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { type FactsAmongOthers, lookUp } from "./betweenRule.ts";

/** What boot leads to, and with it all that is enabled. */
const goals = [
  ...["default.target", "multi-user.target", "graphical.target", "sysinit.target", "basic.target"],
  "graphical-session.target",
];

/** What every systemd's own targets start, where they are not at hand. */
const usualPulls: ReadonlyMap<string, readonly string[]> = new Map([
  ["default.target", ["graphical.target"]],
  ["graphical.target", ["multi-user.target"]],
  ["multi-user.target", ["basic.target"]],
  ["basic.target", ["sysinit.target", "sockets.target", "timers.target", "paths.target", "slices.target"]],
  ["sysinit.target", ["local-fs.target", "swap.target"]],
]);

/**
 * Whether all these units start at once: with one of them, or when the system boots and they are enabled. What a generator,
 * a timer or a path starts is not known to.
 */
export function areStartedTogether(names: readonly string[], asked: FactsAmongOthers): boolean {
  return [goals, ...names.map((name) => [name])].some((roots) => {
    const started = startedWith(roots, asked);
    return names.every((name) => started.has(name));
  });
}

/** What is started by whom, as the unit says now that is judged: several rules ask, and each about several units. */
const known = new WeakMap<UnitFacts, { readonly around: UnitsAround; readonly sets: StartedSets }>();

type StartedSets = Map<string, ReadonlySet<string>>;

/** These units and all that they start along, and so on. */
function startedWith(roots: readonly string[], asked: FactsAmongOthers): ReadonlySet<string> {
  const { facts, around } = asked;
  const before = known.get(facts);
  const sets: StartedSets = before?.around === around ? before.sets : new Map();
  if (before?.sets !== sets) known.set(facts, { around, sets });
  const key = roots.join(" ");
  const started = sets.get(key) ?? allStartedWith(roots, asked);
  sets.set(key, started);
  return started;
}

function allStartedWith(roots: readonly string[], asked: FactsAmongOthers): ReadonlySet<string> {
  const { facts: start, around } = asked;
  const started = new Set(roots.map(around.ownName));
  for (const name of started) {
    const facts = lookUp(name, asked);
    const add = (other: string) => void started.add(around.ownName(other));
    for (const other of facts?.pulls.keys() ?? []) add(other);
    for (const other of around.pulledBy(name)) if (other !== start.name) add(other);
    if (start.pulledBy.has(name)) add(start.name);
    if (facts === undefined) for (const other of usualPulls.get(name) ?? []) add(other);
    if (facts?.hasDefaults === true && facts.type !== "target") add("sysinit.target");
  }
  return started;
}
