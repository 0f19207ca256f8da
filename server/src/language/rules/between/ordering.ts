import type { AnalysedUnit } from "../../analysis.ts";
import type { FilePlace } from "../../unitFacts.ts";
import { findSpecialUnit } from "../../words/specialUnits.ts";
import { type BetweenRule, type FactsAmongOthers, relatedPlace } from "./betweenRule.ts";
import { areStartedTogether } from "./startedTogether.ts";
import { type Edge, edgesBehind, edgesTo, orderAmong } from "./startOrder.ts";

/** More circles through one unit are not told apart: whoever mends these finds the next. */
const toldAtMost = 8;

/**
 * Units that wait for one another. systemd looks for such circles among what starts together, and leaves out the first
 * unit that nothing needs; where all are needed it starts none (measured on 252 and 262).
 */
export const orderHasNoCycle: BetweenRule = (asked, report) => {
  const ways = waysBack(asked);
  if (ways === undefined) return;
  const parts: readonly AnalysedUnit[] = asked.unit.parts;
  const isOwn = (place: FilePlace | undefined) => place !== undefined && parts.includes(place.in);
  const passed = new Set<FilePlace>();
  for (let told = 0; told < toldAtMost; told++) {
    const cycle = shortestCycle(ways, passed);
    if (cycle === undefined) return;
    const blamed = cycle.find(({ place }) => isOwn(place));
    if (blamed?.place === undefined) return;
    passed.add(blamed.place);
    if (!isSure(cycle, asked)) continue;
    const names = [...cycle.map(({ later }) => later), asked.facts.name];
    const related = cycle
      .filter((edge) => edge !== blamed)
      .flatMap(({ later, earlier, place }) =>
        place === undefined || isOwn(place)
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

/** The ways that may lead from a unit to what starts after it, and so on, and back to the unit. */
interface WaysBack {
  readonly start: string;
  readonly behind: (name: string) => readonly Edge[];
}

/**
 * What has to be walked to find the circles through a unit; undefined where there can be none. No way leads from a unit
 * to one whose turn is earlier: what comes after the last of those that the unit starts after need not be looked at.
 */
function waysBack(asked: FactsAmongOthers): WaysBack | undefined {
  const start = asked.facts.name;
  const order = orderAmong(asked.around);
  // What the unit says is in that order already, where it has not changed since.
  if (asked.around.factsOf(start) === asked.facts && !order.isInCircle(start)) return undefined;
  const before = edgesTo(asked);
  if (before.size === 0) return undefined;
  const { behind, turnOf } = order;
  const last = [...before.keys()].reduce(
    (latest, name) => Math.max(latest, turnOf(name) ?? latest),
    Number.NEGATIVE_INFINITY,
  );
  const isInTime = (later: string) => later !== start && (turnOf(later) ?? last) <= last;
  const first = edgesBehind(start, asked, isInTime);
  if (first.length === 0) return undefined;
  const next = (name: string) =>
    name === start ? first : [...behind(name, isInTime), ...(before.get(name) ?? [])];
  return { start, behind: next };
}

/** The fewest steps that lead round, as a list that begins with what the unit itself starts after. */
function shortestCycle(
  { start, behind }: WaysBack,
  passed: ReadonlySet<FilePlace>,
): readonly Edge[] | undefined {
  const cameBy = new Map<string, Edge>();
  let steps = 0;
  let level = [start];
  for (let length = 1; level.length > 0 && steps < stepsAtMost && length <= longestTold; length++) {
    const next: string[] = [];
    for (const name of level) {
      for (const edge of behind(name)) {
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

/** Nobody could follow a circle of more units, and each of them would have to name all. */
const longestTold = 100;

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
