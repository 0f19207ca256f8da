// `npm run differential`: our verdicts beside systemd's on as many values as wanted. See `usage`.
import { randomInt } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSystemdAnalyze, type SystemdAnalyze } from "../support/systemdAnalyze.ts";
import { compare, type Recall, spellDifference } from "./compare.ts";
import { guideThrough } from "./guidedNeighbours.ts";
import { keepAnswers, readAnswers } from "./keptAnswers.ts";
import { type KeptCase, readAssignment, spellKeptCase } from "./keptCases.ts";
import { machineFacts } from "./machineFacts.ts";
import { whyEquivalent } from "./plant/equivalent.ts";
import { type Answers, plantMistakes } from "./plant/plant.ts";
import { askSystemd, type Drawing, drawProbes } from "./probes.ts";
import { nameFor } from "./questions.ts";
import {
  type Harvest,
  type Measured,
  mergeRecalls,
  recallHead,
  recallLines,
  recallPage,
  spellPlanted,
} from "./recallPage.ts";
import { shrink } from "./shrink.ts";
import { vocabularies } from "./vocabulary.ts";
import { watchingOurs } from "./watchedCode.ts";

const usage = `Usage: npm run differential [-- OPTION…]

Puts values drawn at random to systemd and to us, and tells where the verdicts differ: by parser, worst first.
The systemd is the machine's, or one booted for the purpose, which needs root and a machine of Debian's family.

  --suite SUITE      take systemd from this Debian suite; may be given again (bookworm, trixie, forky)
  --half N           draw until N values are taken and N refused (100)
  --neighbours N     then put about N neighbours of those values to both, for each parser, and about as many
                     that come by what few values come by in our code (1000)
  --parser NAME      only this parser, by systemd's name of it; may be given again
  --seeds N          do so N times (1)
  --seed N           begin with this seed, to see a run again
  --plant N          plant N mistakes in our own grammars and tell which of them the probes find
  --answers FILE     where there is such a file, take the answers of the run that wrote it and ask no systemd;
                     else write this run's answers (some 400 MB)
  --write            write docs/recall.md
  --case ASSIGNMENT  only tell what systemd says of Section.Directive=value, as a line for keptCases.json
  --help             show this`;

void main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(
      `${error instanceof Error ? error.message : error} (npm run differential -- --help shows how)`,
    );
    process.exitCode = 2;
  },
);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      suite: { type: "string", multiple: true, default: [] },
      half: { type: "string", default: "100" },
      neighbours: { type: "string", default: "1000" },
      parser: { type: "string", multiple: true, default: [] },
      seeds: { type: "string", default: "1" },
      seed: { type: "string" },
      plant: { type: "string" },
      answers: { type: "string" },
      write: { type: "boolean", default: false },
      case: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const suites = values.suite.length === 0 ? [undefined] : values.suite;
  if (values.case.length > 0) return tellCases(suites, values.case);
  const first = Number(values.seed ?? randomInt(2 ** 31));
  const others = Array.from({ length: Number(values.seeds) - 1 }, (_, index) => first + index + 1);
  const file = values.answers;
  const runs =
    file !== undefined && existsSync(file)
      ? (await readAnswers(file)).map((answers) => judgedAgain(answers))
      : await askAll(suites, values, [first, ...others]);
  const answers = runs.map((run) => run.answers);
  if (file !== undefined && !existsSync(file)) await keepAnswers(file, answers);
  const harvest = values.plant === undefined ? undefined : await plant(answers, Number(values.plant), first);
  if (values.write) {
    const options = process.argv.slice(2).filter((option) => option !== "--write");
    const seeded = values.seed === undefined ? [...options, "--seed", `${first}`] : options;
    const again = `npm run differential -- ${seeded.join(" ")}`;
    const measured = runs.map((run) => run.measured);
    const page = recallPage(measured, harvest, { day: new Date().toISOString().slice(0, 10), again });
    writeFileSync(join(import.meta.dirname, "../../docs/recall.md"), page);
  }
  return runs.every(({ different }) => different === 0) ? 0 : 1;
}

interface Run {
  readonly measured: Measured;
  /** Of the last seed. */
  readonly answers: Answers;
  readonly different: number;
}

async function askAll(
  suites: readonly (string | undefined)[],
  values: { readonly half: string; readonly neighbours: string; readonly parser: readonly string[] },
  seeds: readonly [number, ...number[]],
): Promise<readonly Run[]> {
  const drawing = {
    eachHalf: Number(values.half),
    neighbours: Number(values.neighbours),
    parsers: values.parser,
    ...(values.neighbours === "0"
      ? {}
      : { vocabularies: await vocabularies(seeds[0]), guide: guideThrough(await watchingOurs(seeds[0])) }),
  };
  // At once: much of the time each waits for what its systemd says.
  return Promise.all(suites.map((suite) => measure(suite, seeds, drawing)));
}

async function measure(
  suite: string | undefined,
  seeds: readonly [number, ...number[]],
  drawing: Omit<Drawing, "seed" | "atMost">,
): Promise<Run> {
  return asking(suite, async (systemd) => {
    const asked = { version: systemd.version, machine: await machineFacts(systemd) };
    const recalls: Recall[] = [];
    let answers: Answers = { ...asked, samples: [] };
    let different = 0;
    for (const seed of seeds) {
      answers = {
        ...asked,
        samples: await drawProbes(systemd, { ...drawing, seed, atMost: 30 * drawing.eachHalf }),
      };
      const comparison = compare(answers.samples, asked);
      recalls.push(...comparison.recalls);
      different += comparison.differences.length;
      console.log(`systemd ${asked.version}, seed ${seed}: ${comparison.differences.length} differences`);
      for (const difference of comparison.differences.slice(0, 20)) {
        const small = await shrink(systemd, difference);
        console.log(`${spellDifference(small)}\n${spellKeptCase(small, asked.version)}`);
      }
    }
    const merged = mergeRecalls(recalls);
    console.log([recallHead(), ...recallLines(merged)].join("\n"));
    return { measured: { version: asked.version, seeds: seeds.length, recalls: merged }, answers, different };
  });
}

/** What we make now of answers that were kept. */
function judgedAgain(answers: Answers): Run {
  const { version, samples } = answers;
  const { recalls, differences } = compare(samples, answers);
  console.log(`systemd ${version}: ${differences.length} differences`);
  for (const difference of differences.slice(0, 50)) console.log(spellDifference(difference));
  return {
    measured: { version, seeds: 1, recalls: mergeRecalls(recalls) },
    answers,
    different: differences.length,
  };
}

async function asking<T>(
  suite: string | undefined,
  work: (systemd: SystemdAnalyze) => Promise<T>,
): Promise<T> {
  const systemd = await openSystemdAnalyze(suite);
  try {
    return await work(systemd);
  } finally {
    await systemd.stop();
  }
}

async function plant(answers: readonly Answers[], count: number, seed: number): Promise<Harvest> {
  const planted = await plantMistakes({
    answers,
    count,
    seed,
    report: (one) => {
      if (one.outcome !== "found")
        console.log(`${whyEquivalent(one) ?? "not found"}: ${spellPlanted(one)}\n  in ${one.line}`);
    },
  });
  const survivors = planted.filter(({ outcome }) => outcome !== "found");
  const equivalent = new Map(
    survivors.flatMap((one) => {
      const reason = whyEquivalent(one);
      return reason === undefined ? [] : [[one, reason] as const];
    }),
  );
  const found = planted.filter(({ outcome }) => outcome === "found").length;
  console.log(`${found} of ${found + survivors.length - equivalent.size} planted mistakes were found.`);
  return { planted, equivalent };
}

async function tellCases(
  suites: readonly (string | undefined)[],
  assignments: readonly string[],
): Promise<number> {
  const verdicts = new Map(
    assignments.map((assignment) => [assignment, new Map<string, KeptCase["verdicts"][string]>()]),
  );
  for (const suite of suites) {
    await asking(suite, async (systemd) => {
      for (const [index, assignment] of assignments.entries()) {
        const question = readAssignment(assignment, systemd.version);
        const [probe] = (
          await askSystemd(systemd, [{ ...question, file: nameFor(question.row, `case-${index}-`) }])
        ).values();
        if (probe !== undefined) verdicts.get(assignment)?.set(`${systemd.version}`, probe.theirs);
      }
    });
  }
  for (const [assignment, byVersion] of verdicts) {
    console.log(JSON.stringify({ assignment, verdicts: Object.fromEntries(byVersion) } satisfies KeptCase));
  }
  return 0;
}
