// Whether the differential test finds mistakes in our own grammars.
import { createContext, Script } from "node:vm";
import fc from "fast-check";
import { mayBeMissed } from "../exceptions.ts";
import type { ourVerdict } from "../ourSide.ts";
import { reachOf, type Sample, textOf } from "../probes.ts";
import { coverageOf, hasRun, type Ran } from "./coverage.ts";
import { type Mistake, mistakesIn, parsed } from "./mistakes.ts";
import { bundleOurSide, type Module, modulesOf, type TableEntry, tableEntries } from "./ourCode.ts";

/** What one release said to all probes. */
export interface Answers {
  readonly version: number;
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

/** A probe as the planted program is asked. */
interface Asked {
  readonly text: string;
  readonly file: string;
  readonly version: number;
  readonly about: Parameters<typeof ourVerdict>[3];
  readonly theirs: string;
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

/** Grammars, without what only works out the next times of a calendar event, or how one is shown. */
export const grammarFiles =
  /^server\/src\/language\/(?:values\/(?!calendar(?:Date|Elapse|Form)\.)|knowledge\/grammars\.ts)/;

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
  const covered = await coverageByParser(script, asked);
  const entries = tableEntries(script, await parsed(script));
  const all = await mistakesIn(script, (at) => moduleAt(at) !== undefined);
  const planted: Planted[] = [];
  let found = 0;
  for (const mistake of drawn(all, count, seed)) {
    const { from, to } = mistake;
    const one: Planted = {
      ...mistake,
      module: moduleAt(from)?.path ?? "",
      line: script.slice(script.lastIndexOf("\n", from) + 1, script.indexOf("\n", to)).trim(),
      was: script.slice(from, to),
      outcome: outcomeOf(script, mistake, concerned(asked, covered, entries, from)),
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
function askedByParser(answers: readonly Answers[]): ReadonlyMap<string, readonly Asked[]> {
  const byParser = new Map<string, Asked[]>();
  for (const { version, samples } of answers) {
    for (const { value, probes } of samples) {
      const all = byParser.get(value) ?? [];
      byParser.set(value, all);
      for (const probe of probes) {
        all.push({
          text: textOf(probe),
          file: probe.file,
          version,
          about: reachOf(probe),
          theirs: probe.theirs,
          mayBeMissed: mayBeMissed.some(({ holds }) => holds(probe, version)),
        });
      }
    }
  }
  return new Map([...byParser].map(([parser, all]) => [parser, mixed(all)]));
}

/** Without what we judge otherwise as we are: each mistake that comes to it would look as if it were found. */
function withoutDifferences(
  script: string,
  asked: ReadonlyMap<string, readonly Asked[]>,
): ReadonlyMap<string, readonly Asked[]> {
  const context = createContext({});
  // What ran before coverage is taken is not counted reliably afterwards: the same code must not be found again.
  load(context, script, "unitwright-unplanted.js");
  return new Map(
    [...asked].map(([parser, all]) => {
      const left = [...all];
      for (let at = askPlanted(context, left); at >= 0; at = askPlanted(context, left)) left.splice(at, 1);
      return [parser, left];
    }),
  );
}

/** Every seventh one, and again from the second on, and so forth. */
function mixed<T>(all: readonly T[]): readonly T[] {
  return Array.from({ length: 7 }, (_, start) => all.filter((_, index) => index % 7 === start)).flat();
}

/** Without a name the script could not be told from others. */
const scriptName = "unitwright-planted.js";

/** What ran at the start, and what for each parser. */
interface Coverage {
  readonly atStart: Ran;
  readonly byParser: ReadonlyMap<string, Ran>;
}

async function coverageByParser(
  script: string,
  asked: ReadonlyMap<string, readonly Asked[]>,
): Promise<Coverage> {
  const context = createContext({});
  const covered = await coverageOf(scriptName, ["", ...asked.keys()], (parser) => {
    if (parser === "") load(context, script);
    else askPlanted(context, asked.get(parser) ?? []);
  });
  return { atStart: covered.get("") ?? [], byParser: covered };
}

function load(context: object, script: string, filename = scriptName): void {
  new Script(`${script}\nglobalThis.ours = ours;`, { filename }).runInContext(context, { timeout: 20_000 });
}

/**
 * The probes of the parsers that come to the place; all where it runs at the start, unless it is a parser's own entry
 * in the table of grammars; undefined where it never runs.
 */
function concerned(
  asked: ReadonlyMap<string, readonly Asked[]>,
  { atStart, byParser }: Coverage,
  entries: readonly TableEntry[],
  at: number,
): readonly Asked[] | undefined {
  const owner = entries.find(({ from, to }) => from <= at && at < to)?.parser;
  const isAtStart = hasRun(atStart, at);
  const coming = [...asked.keys()].filter((parser) =>
    owner === undefined ? isAtStart || hasRun(byParser.get(parser) ?? [], at) : parser === owner,
  );
  if (coming.length === 0) return undefined;
  // A few of each first: most mistakes show soon.
  const first = coming.flatMap((parser) => asked.get(parser)?.slice(0, early) ?? []);
  return [...first, ...coming.flatMap((parser) => asked.get(parser)?.slice(early) ?? [])];
}

const early = 40;

/** The mistake is found where a verdict is another one, where the program throws, and where it does not end. */
function outcomeOf(
  script: string,
  { from, to, text }: Mistake,
  asked: readonly Asked[] | undefined,
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

/** The index of the first probe with a difference, or -1. It runs inside so that a loop without end can be ended. */
const asking = new Script(`
  asked.findIndex(({ text, file, version, about, theirs, mayBeMissed }) => {
    const { verdict } = ours.ourVerdict(text, file, version, about);
    const isMilder = verdict === "silent" || theirs === "stops";
    return verdict !== theirs && !(isMilder && mayBeMissed);
  })`);

function askPlanted(context: object, asked: readonly Asked[]): number {
  for (let from = 0; from < asked.length; from += askedAtOnce) {
    Object.assign(context, { asked: asked.slice(from, from + askedAtOnce) });
    const at = Number(asking.runInContext(context, { timeout: 60_000 }));
    if (at >= 0) return from + at;
  }
  return -1;
}

/** So few that no busy machine takes the time of a loop without end for them. */
const askedAtOnce = 5000;
