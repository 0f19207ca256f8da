// Values drawn at random, and what systemd does with each.
import fc from "fast-check";
import type { ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import kept from "../language/values/keptCases.json" with { type: "json" };
import { asLine, generatedValues, isAskable } from "../support/generatedValues.ts";
import { type Change, neighboursOf, usualChanges } from "../support/neighbours.ts";
import type { FileVerdict, SystemdAnalyze } from "../support/systemdAnalyze.ts";
import { type Vocabulary, vocabularyChanges } from "../support/vocabularyChanges.ts";
import { oneSided } from "./exceptions.ts";
import { type KeptCase, readAssignment } from "./keptCases.ts";
import { filled, type MachineFacts, machineFacts, toldOf } from "./machineFacts.ts";
import type { LineVerdict } from "./ourSide.ts";
import { enabledName, isInstalling, nameFor, type Question, textOf } from "./questions.ts";
import { type Subject, subjectsOf } from "./subjects.ts";
import { zoneCalling } from "./zoneNames.ts";

interface Answer {
  readonly theirs: LineVerdict;
  /** Its messages. */
  readonly said: readonly string[];
  /** Messages left out of `said` because every use of the directive is told them. */
  readonly standing: readonly string[];
}

/** A question with systemd's answer. */
export interface Probe extends Question, Answer {}

export interface Drawing {
  readonly seed: number;
  /** So many that systemd takes, and as many of which it says something, are wanted of each parser. */
  readonly eachHalf: number;
  /** After so many the search for the rarer half ends. */
  readonly atMost: number;
  /** About so many neighbours of its values each parser is put to besides, a third in [Install]; there are some 900 kinds. */
  readonly neighbours?: number;
  /** By parser what our code names: half as many neighbours more (of some, twice as many) hold a part of that. */
  readonly vocabularies?: ReadonlyMap<string, Vocabulary>;
  /** Makes as many neighbours more as there are others. */
  readonly guide?: Guide;
  /** Only these parsers, by systemd's names of them; all by default. */
  readonly parsers?: readonly string[];
}

/** The probes of one parser. */
export interface Sample extends Subject {
  readonly probes: readonly Probe[];
}

/** Asks what was kept of earlier runs, and draws values for every parser of systemd's release until both halves are full. */
export async function drawProbes(
  systemd: SystemdAnalyze,
  { seed, eachHalf, atMost, neighbours = 0, vocabularies, guide, parsers = [] }: Drawing,
): Promise<readonly Sample[]> {
  const samples = subjectsOf(systemd.version)
    .filter(({ value }) => parsers.length === 0 || parsers.includes(value))
    .map((subject) => ({ ...subject, probes: [] as Probe[] }));
  await answerAll(systemd, keptQuestions(samples, systemd.version));
  for (let round = 0; round < 40; round++) {
    const questions: Open[] = [];
    for (const [index, { value, rows, probes }] of samples.entries()) {
      const asked = aboutValues({ value, rows, probes }).probes;
      const share = ofOwnLanguage.has(value) ? 4 : 1;
      const count = stillToAsk(asked, share * eachHalf, share * atMost);
      const options = { seed: seed + 1000 * round + index, numRuns: count };
      const values = count === 0 ? [] : fc.sample(generatedValues(value, rows[0]?.directive.name), options);
      for (const [at, text] of values.entries()) {
        const row = rows[(probes.length + at) % rows.length];
        if (row === undefined) continue;
        const file = nameFor(row, `${round}-${index}-${at}`);
        questions.push({ question: { row, value: text, file }, probes });
      }
    }
    if (questions.length === 0) break;
    await answerAll(systemd, questions);
  }
  if (neighbours > 0) {
    const questions = samples.flatMap((sample, index) => {
      // Enabling is a process for each.
      const count = sample.rows.some(isInstalling) ? neighbours / 3 : neighbours;
      const vocabulary = vocabularies?.get(sample.value);
      const held = ((holdingMuch.has(sample.value) ? 4 : 1) * count) / 3;
      const changes = vocabulary === undefined ? [] : vocabularyChanges(vocabulary);
      return [
        ...neighbouring(sample, `next-${index}`, seed + index, count),
        ...neighbouring(sample, `held-${index}`, seed + index, held, changes),
      ].map((question) => ({ question, probes: sample.probes }));
    });
    await answerAll(systemd, questions);
    if (guide !== undefined)
      await answerAll(systemd, guided(samples, guide, { version: systemd.version, seed, neighbours }));
  }
  return samples.map(aboutValues);
}

/** The cases kept of earlier runs that the release has a verdict on, each for the sample that asks about the directive. */
function keptQuestions(
  samples: readonly (Subject & { readonly probes: Probe[] })[],
  version: number,
): readonly Open[] {
  return (kept as readonly KeptCase[]).flatMap(({ assignment, verdicts }, at) => {
    if (verdicts[version] === undefined) return [];
    const { row, value } = readAssignment(assignment, version);
    const sample = samples.find(({ rows }) => rows.includes(row));
    if (sample === undefined) return [];
    return [{ question: { row, value, file: nameFor(row, `kept-${at}`) }, probes: sample.probes }];
  });
}

/** A question, and where the answer belongs. */
interface Open {
  readonly question: Question;
  readonly probes: Probe[];
}

async function answerAll(systemd: SystemdAnalyze, open: readonly Open[]): Promise<void> {
  const answered = await askSystemd(
    systemd,
    open.map(({ question }) => question),
  );
  for (const { question, probes } of open) {
    const answer = answered.get(question);
    if (answer !== undefined) probes.push(answer);
  }
}

/** Questions next to those that were asked: mostly next to what systemd takes. */
function neighbouring(
  sample: Sample,
  unique: string,
  seed: number,
  count: number,
  changes?: readonly Change[],
): readonly Question[] {
  if (oneSided[sample.value] !== undefined) return [];
  const { probes } = aboutValues(sample);
  const [taken, refused] = [
    probes.filter(({ theirs }) => theirs === "silent"),
    probes.filter(({ theirs }) => theirs !== "silent"),
  ];
  const rowOf = new Map<string, ResolvedDirective | undefined>(probes.map(({ value, row }) => [value, row]));
  const from = [...taken, ...taken, ...taken, ...refused.slice(0, taken.length)].map(({ value }) => value);
  const near = neighboursOf(from, seed, count, changes);
  for (const { of, value } of near) if (!rowOf.has(value)) rowOf.set(value, rowOf.get(of));
  // What shows only where two things come together: every second one is changed once more.
  const further =
    changes === undefined
      ? []
      : neighboursOf(
          near.map(({ value }) => value),
          seed + 1,
          count / 2,
          [...changes, ...usualChanges],
        );
  return asked([...near, ...further], (of) => rowOf.get(of), unique);
}

/** Makes about `count` other values of those that were asked about, each told with what it was made of. */
export type Guide = (
  questions: readonly Question[],
  drawing: { readonly version: number; readonly seed: number; readonly count: number },
) => readonly { readonly of: Question; readonly value: string }[];

/** Questions about what the guide makes of those of each parser. */
function guided(
  samples: readonly (Subject & { readonly probes: Probe[] })[],
  guide: Guide,
  {
    version,
    seed,
    neighbours,
  }: { readonly version: number; readonly seed: number; readonly neighbours: number },
): readonly Open[] {
  return samples.flatMap((sample, index) => {
    if (oneSided[sample.value] !== undefined) return [];
    const share = sample.rows.some(isInstalling) ? 1 / 3 : ofOwnLanguage.has(sample.value) ? 5 : 1;
    const near = guide(aboutValues(sample).probes, {
      version,
      seed: seed + index,
      count: share * neighbours,
    });
    return asked(near, ({ row }) => row, `seen-${index}`).map((question) => ({
      question,
      probes: sample.probes,
    }));
  });
}

/** Values as they can stand in a file, each in one of its own. */
function asked<Of>(
  near: readonly { readonly of: Of; readonly value: string }[],
  rowOf: (of: Of) => ResolvedDirective | undefined,
  unique: string,
): readonly Question[] {
  return near.flatMap(({ of, value: text }, at) => {
    const row = rowOf(of);
    // No unit file holds U+FFFF, which stands for unknown text in ours.
    const value = asLine(text.replace(/\p{Surrogate}|\uffff/gu, ""));
    return row === undefined || !isAskable(value)
      ? []
      : [{ row, value, file: nameFor(row, `${unique}-${at}`) }];
  });
}

/** Parsers that read more than words, numbers and paths: there is more to tell of their values. */
const ofOwnLanguage: ReadonlySet<string> = new Set([
  "config_parse_exec",
  "config_parse_log_filter_patterns",
  "config_parse_socket_listen",
  "config_parse_timer",
]);

/** Of those, whose values are no many subjects of their own. */
const holdingMuch: ReadonlySet<string> = new Set(
  [...ofOwnLanguage].filter((parser) => parser !== "config_parse_socket_listen"),
);

/** Both halves at first, and then as many as bring the rarer one about to its number. */
function stillToAsk(probes: readonly Probe[], eachHalf: number, atMost: number): number {
  if (probes.length === 0) return 2 * eachHalf;
  const refused = probes.filter(({ theirs }) => theirs !== "silent").length;
  const rarer = Math.min(refused, probes.length - refused);
  if (rarer >= eachHalf || probes.length >= atMost) return 0;
  const likely = Math.ceil(((eachHalf - rarer) * probes.length * 1.2) / Math.max(rarer, 1));
  return Math.min(Math.max(likely, 20), 4 * eachHalf, atMost - probes.length);
}

/**
 * Has systemd read each assignment in a file of its own, and one of [Install] by enabling the unit. The names must
 * differ. What systemd has no answer to, because it does not live to give one, is left out.
 */
export async function askSystemd(
  systemd: SystemdAnalyze,
  questions: readonly Question[],
): Promise<ReadonlyMap<Question, Probe>> {
  const read = questions.filter(({ row }) => !isInstalling(row));
  const files = new Map(read.map((question) => [question.file, beforehand + textOf(question)]));
  if (files.size < read.length) throw new Error("Two questions have the same file name.");
  const verdicts = new Map(await systemd.verify(files));
  const machine = await machineFacts(systemd);
  for (const [zone, asked] of byOwnZone(read, systemd.root, machine)) {
    const again = new Map(asked.map(({ file }) => [file, files.get(file) ?? ""]));
    for (const [file, verdict] of await systemd.verify(again, zone)) verdicts.set(file, verdict);
  }
  const installing = questions.filter(({ row }) => isInstalling(row));
  const enabled = await inTurns(installing, (question) => whenEnabled(systemd, question));
  const answers = new Map(installing.map((question, at) => [question, enabled[at]]));
  return new Map(
    questions.flatMap((question) => {
      const verdict = verdicts.get(question.file);
      const answer = answers.get(question) ?? (verdict && answerOf(verdict, question.file));
      return answer === undefined ? [] : [[question, { ...question, ...answer }]];
    }),
  );
}

/** Calendar events with the name that a zone has for its time, by that zone: where it is the machine's, they are taken. */
function byOwnZone(
  questions: readonly Question[],
  root: string,
  machine: MachineFacts,
): ReadonlyMap<string, readonly Question[]> {
  const byZone = new Map<string, Question[]>();
  for (const question of questions) {
    if (question.row.directive.name !== "OnCalendar") continue;
    const value = filled(question.value, () => toldOf(machine, question));
    const zone = zoneCalling(root)(value.slice(value.lastIndexOf(" ") + 1));
    if (zone === undefined) continue;
    const all = byZone.get(zone) ?? [];
    byZone.set(zone, all);
    all.push(question);
  }
  return byZone;
}

/** A few of them at a time. */
async function inTurns<Of, Result>(
  all: readonly Of[],
  work: (one: Of) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const atOnce = 6;
  for (let at = 0; at < all.length; at += atOnce)
    results.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))));
  return results;
}

async function whenEnabled(systemd: SystemdAnalyze, question: Question): Promise<Answer> {
  const { row, file, value } = question;
  const { name } = row.directive;
  const files = new Map([...(name === "Also" ? namedIn(value) : []), [file, textOf(question)] as const]);
  const enabled = enabledName(row, file);
  const said = await systemd.enable(files, enabled);
  return { theirs: said === undefined ? "silent" : "said", said: said?.split("; ") ?? [], standing: [] };
}

/** Whatever Also= could name is there. */
function namedIn(value: string): readonly (readonly [name: string, text: string])[] {
  const names = value.replace(/["'\\]/g, "").split(/\s+/);
  return [...names, ...value.split(/\s+/)]
    .flatMap((name) => [name, name.replace(/@[^@]*\./, "@.")])
    .filter((name) => /^[^/]+\.[a-z]+$/.test(name) && Buffer.byteLength(name) < 256)
    .map((name) => [name, "[Unit]\n"]);
}

/** systemd says that it does not know it: what it says behind that without telling where is of the assignment too. */
const beforehand = "[Unitwright-Begin]\n";
const lineAsked = 3;

/** Undefined where the file was not read: of the first line something is said in each. */
function answerOf({ said, saidAfter, stopsAt }: FileVerdict, file: string): Answer | undefined {
  if (!said.has(1)) return undefined;
  const spoken = [said.get(lineAsked), saidAfter.get(1), saidAfter.get(lineAsked)]
    .flatMap((texts) => texts?.split("\n") ?? [])
    // What it says of the unit by its name is about the whole: that a dependency makes no sense, say.
    .filter((text) => text !== "" && !text.startsWith(`${file}: `));
  const theirs = stopsAt === lineAsked ? "stops" : spoken.length === 0 ? "silent" : "said";
  return { theirs, said: spoken, standing: [] };
}

/**
 * The probes without what systemd says on every use of their directive, whatever the value: that it is deprecated, or
 * not for this type of unit.
 */
function aboutValues({ value, rows, probes }: Sample): Sample {
  const standing = new Map(
    rows.map((row) => [row, standingTexts(probes.filter((probe) => probe.row === row))]),
  );
  return {
    value,
    rows,
    probes: probes.map((probe) => withoutStanding(probe, standing.get(probe.row) ?? [])),
  };
}

function standingTexts(probes: readonly Probe[]): readonly string[] {
  const [first, ...rest] = probes;
  if (first === undefined || rest.length < 4) return [];
  return first.said.filter((text) => rest.every(({ said }) => said.includes(text)));
}

/** The probe as it would be if systemd did not say those texts. */
export function withoutStanding(probe: Probe, standing: readonly string[]): Probe {
  if (standing.length === 0) return probe;
  const said = probe.said.filter((text) => !standing.includes(text));
  const theirs = probe.theirs === "said" && said.length === 0 ? "silent" : probe.theirs;
  return { ...probe, said, theirs, standing };
}
