// Whether the differential test finds mistakes in our own grammars.
import { createContext, Script } from "node:vm";
import fc from "fast-check";
import { type Asked, putOf } from "../compare.ts";
import { mayMiss } from "../exceptions.ts";
import type { Put } from "../ourSide.ts";
import type { Sample } from "../probes.ts";
import { type Branch, watched } from "../watchedCode.ts";
import { bindingsIn, type Node } from "./explainingCode.ts";
import { type Mistake, mistakesIn, parsed } from "./mistakes.ts";
import {
  bundleOurSide,
  grammarFiles,
  isOfGrammars,
  type Module,
  modulesOf,
  type TableEntry,
  tableEntries,
} from "./ourCode.ts";

/** What one release said to all probes. */
export interface Answers extends Asked {
  readonly samples: readonly Sample[];
}

/** A mistake, where it was planted, and whether the probes find it. */
export interface Planted extends Mistake {
  readonly module: string;
  /** The line with it, as it would be right. */
  readonly line: string;
  /** What stood in its place. */
  readonly was: string;
  /** Whether the probes find it; or that judging no probe comes to the place. */
  readonly outcome: "found" | "survived" | "never-run";
}

/** A probe as it is put to the planted program, which may have an excuse for a milder verdict. */
interface Excusable extends Put {
  readonly mayBeMissed: boolean;
}

export interface Planting {
  readonly answers: readonly Answers[];
  /** How many, drawn at random. */
  readonly count: number;
  /** After so many that are found no more are planted. */
  readonly enough?: number;
  readonly seed: number;
  readonly report: (planted: Planted) => void;
}

/** Plants the mistakes one after the other; none of them outlives its turn. */
export async function plantMistakes({
  answers,
  count,
  enough = count,
  seed,
  report,
}: Planting): Promise<readonly Planted[]> {
  const script = await bundleOurSide();
  const modules = modulesOf(script).filter(({ path }) => grammarFiles.test(path));
  const moduleAt = (at: number): Module | undefined => modules.find(({ from, to }) => from <= at && at < to);
  const asked = withoutDifferences(script, askedByParser(answers));
  const root = await parsed(script);
  const comings = comingsTo(script, root, tableEntries(script, root), asked);
  const all = await mistakesIn(script, (at) => moduleAt(at) !== undefined);
  const planted: Planted[] = [];
  let found = 0;
  for (const mistake of drawn(all, count, seed)) {
    const { from, to } = mistake;
    const module = moduleAt(from);
    const first = outcomeOf(script, mistake, concerned(comings, from));
    // What is remembered is found out for the first that asks, and no other probe comes by there.
    const outcome =
      first === "survived" ? outcomeOf(script, mistake, comingBy(comings, module ?? mistake)) : first;
    const one: Planted = {
      ...mistake,
      module: module?.path ?? "",
      line: script.slice(script.lastIndexOf("\n", from) + 1, script.indexOf("\n", to)).trim(),
      was: script.slice(from, to),
      outcome,
    };
    report(one);
    planted.push(one);
    if (one.outcome === "found") found++;
    if (found >= enough) break;
  }
  return planted;
}

/** So many of them; the same seed draws the same, and up to two hundred a smaller count draws the first of them. */
function drawn(all: readonly Mistake[], count: number, seed: number): readonly Mistake[] {
  const minLength = Math.min(Math.max(count, 200), all.length);
  const [mistakes = []] = fc.sample(fc.shuffledSubarray([...all], { minLength }), { seed, numRuns: 1 });
  return mistakes.slice(0, count);
}

/** The questions by parser, those of all releases mixed. */
function askedByParser(answers: readonly Answers[]): ReadonlyMap<string, readonly Excusable[]> {
  const byParser = new Map<string, Excusable[]>();
  for (const { samples, ...asked } of answers) {
    for (const { value, probes } of samples) {
      const all = byParser.get(value) ?? [];
      byParser.set(value, all);
      for (const probe of probes) {
        const put = putOf(probe, asked);
        all.push({ ...put, mayBeMissed: mayMiss(probe, put.tell) });
      }
    }
  }
  return new Map([...byParser].map(([parser, all]) => [parser, mixed(all)]));
}

/** Without what we judge otherwise as we are: each mistake that comes to it would look as if it were found. */
function withoutDifferences(
  script: string,
  asked: ReadonlyMap<string, readonly Excusable[]>,
): ReadonlyMap<string, readonly Excusable[]> {
  const context = createContext({});
  load(context, script);
  return new Map(
    [...asked].map(([parser, all]) => {
      const left = [...all];
      for (let at = askPlanted(context, left); at >= 0; at = askPlanted(context, left, at))
        left.splice(at, 1);
      return [parser, left];
    }),
  );
}

/** Every seventh one, and again from the second on, and so forth. */
function mixed<T>(all: readonly T[]): readonly T[] {
  return Array.from({ length: 7 }, (_, start) => all.filter((_, index) => index % 7 === start)).flat();
}

/** Probes of one parser that come by the same branches of our code. */
interface Way {
  readonly parser: string;
  readonly branches: ReadonlySet<number>;
  readonly probes: Excusable[];
}

/** What comes to which part of our code. */
interface Comings {
  readonly atStart: ReadonlySet<number>;
  /** Smaller ones behind those that hold them. */
  readonly branches: readonly (Branch & { readonly number: number })[];
  readonly ways: readonly Way[];
  /** The parsers that what runs at the start at a place is for; undefined where it may be for all. */
  readonly parsersOf: (at: number) => ReadonlySet<string> | undefined;
}

function comingsTo(
  script: string,
  root: Node,
  entries: readonly TableEntry[],
  asked: ReadonlyMap<string, readonly Excusable[]>,
): Comings {
  const { watch, atStart, branches } = watched(script, root);
  const ways = new Map<string, Way>();
  for (const [parser, all] of asked) {
    for (const probe of all) {
      const ran = watch(probe.text, probe.file, probe.version, probe.about).branches;
      const key = `${parser} ${[...ran].sort((a, b) => a - b).join(" ")}`;
      const way = ways.get(key) ?? { parser, branches: new Set(ran), probes: [] };
      ways.set(key, way);
      way.probes.push(probe);
    }
  }
  const numbered = branches
    .map((branch, number) => ({ ...branch, number }))
    .sort((a, b) => b.to - b.from - (a.to - a.from));
  const some = { atStart, branches: numbered, ways: [...ways.values()] };
  return { ...some, parsersOf: madeFor(script, root, entries, some) };
}

/** Follows what is made at the start to where it is used: by an entry of the table, or while values are judged. */
function madeFor(
  script: string,
  root: Node,
  entries: readonly TableEntry[],
  { branches, ways }: Pick<Comings, "branches" | "ways">,
): Comings["parsersOf"] {
  const isOurs = isOfGrammars(script);
  // All but what holds the whole script.
  const declared = bindingsIn(root).bindings.filter(({ made }) => made.end - made.start < script.length / 4);
  return (start) => {
    const parsers = new Set<string>();
    const places = new Set([start]);
    // It grows while it is gone through.
    for (const at of places) {
      if (!isOurs(at)) return undefined;
      const owner = entries.find(({ from, to }) => from <= at && at < to)?.parser;
      if (owner !== undefined) {
        parsers.add(owner);
        continue;
      }
      const branch = branches.findLast(({ from, to }) => from <= at && at < to)?.number;
      for (const way of ways) if (branch !== undefined && way.branches.has(branch)) parsers.add(way.parser);
      const inside = declared.filter(({ made }) => made.start <= at && at < made.end);
      if (inside.length === 0) return undefined;
      for (const { uses } of inside) for (const use of uses) places.add(use.start);
    }
    return parsers;
  };
}

function load(context: object, script: string): void {
  new Script(`${script}\nglobalThis.ours = ours;`).runInContext(context, { timeout: 20_000 });
}

/**
 * The probes that come to the place; where it runs at the start, all of the parsers that what is made there is for;
 * undefined where it never runs.
 */
function concerned(
  { atStart, branches, ways, parsersOf }: Comings,
  at: number,
): readonly Excusable[] | undefined {
  const branch = branches.findLast(({ from, to }) => from <= at && at < to)?.number;
  const isAtStart = branch === undefined || atStart.has(branch);
  const parsers = isAtStart ? parsersOf(at) : undefined;
  const coming = ways.filter((way) =>
    isAtStart ? (parsers?.has(way.parser) ?? true) : way.branches.has(branch),
  );
  if (coming.length === 0) return undefined;
  // One of each way first: most mistakes show soon.
  const all = coming.flatMap(({ probes }) => probes.map((probe, index) => ({ probe, index })));
  return all.sort((a, b) => a.index - b.index).map(({ probe }) => probe);
}

/** The probes that come by anything between two places. */
function comingBy(
  { branches, ways }: Comings,
  within: { readonly from: number; readonly to: number },
): readonly Excusable[] {
  const inside = branches.filter(({ from }) => within.from <= from && from < within.to);
  return ways
    .filter((way) => inside.some(({ number }) => way.branches.has(number)))
    .flatMap(({ probes }) => probes);
}

/** The mistake is found where a verdict is another one, where the program throws, and where it does not end. */
function outcomeOf(
  script: string,
  { from, to, text }: Mistake,
  asked: readonly Excusable[] | undefined,
): Planted["outcome"] {
  if (asked === undefined) return "never-run";
  try {
    const context = createContext({});
    load(context, `${script.slice(0, from)}${text}${script.slice(to)}`);
    return askPlanted(context, asked) >= 0 ? "found" : "survived";
  } catch {
    return "found";
  }
}

/** The index of the first probe with a difference, from `start` on, or -1. It runs inside so that a loop without end can be ended. */
const asking = new Script(`
  asked.findIndex((probe) => {
    const { standing } = ours.standingOf(probe);
    return standing === "different" || (standing === "milder" && !probe.mayBeMissed);
  })`);

function askPlanted(context: object, asked: readonly Excusable[], start = 0): number {
  for (let from = start; from < asked.length; from += askedAtOnce) {
    Object.assign(context, { asked: asked.slice(from, from + askedAtOnce) });
    const at = Number(asking.runInContext(context, { timeout: 60_000 }));
    if (at >= 0) return from + at;
  }
  return -1;
}

/** So few that no busy machine takes the time of a loop without end for them. */
const askedAtOnce = 5000;
