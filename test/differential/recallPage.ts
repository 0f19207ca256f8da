// The figures as a page.
import { type Recall, recallOf } from "./compare.ts";
import { mayBeMissed, oneSided, reasonUntold } from "./exceptions.ts";
import type { Planted } from "./plant/plant.ts";

/** What one release was asked, of all seeds together. */
export interface Measured {
  readonly version: number;
  readonly seeds: number;
  readonly recalls: readonly Recall[];
}

/** What became of the mistakes in our own grammars. */
export interface Harvest {
  readonly planted: readonly Planted[];
  /** Those that change no verdict, each with the reason. */
  readonly equivalent: ReadonlyMap<Planted, string>;
}

/** When a run was made, as 2027-01-31, and the command that makes the same one. */
export interface Occasion {
  readonly day: string;
  readonly again: string;
}

/** The page in Markdown. */
export function recallPage(
  measured: readonly Measured[],
  harvest: Harvest | undefined,
  { day, again }: Occasion,
): string {
  const all = mergeRecalls(measured.flatMap(({ recalls }) => recalls));
  return [
    "# How far our verdicts are systemd's",
    "",
    `Measured on ${day} with \`${again}\`, which does so again; without a seed each run draws other values.`,
    "For each value parser of a release, the values that told something in earlier runs are asked again, and others drawn at random until systemd has taken and refused enough of them. Then as many as a thousand neighbours of them are asked about: one with each character, number, length, escape, specifier and separator that systemd might tell from the next. About as many more are drawn for the branches of our own code that few values take, and for the texts that its patterns look at.",
    "Half as many more, and twice as many more for the parsers with a language of their own, hold what our own code names in judging their values: each word, and it with a letter less, a letter more or one in the other case; each number and those next to it, as a number, an escape, a length and a count; what comes at the ends of a class of characters, and before and behind; what its regular expressions match, and nearly match; the longest spans of time. A third of these were changed twice.",
    "Each stands alone in a unit of the system manager. What `systemd-analyze verify` says of the line, or that it reads no further, is held against ours; in [Install], whether `systemctl enable` fails. A calendar event with the name that a zone has for its time is asked by the clock of that zone.",
    "",
    "A value is *refused* where systemd says anything of it; *missed* is one of those that we are silent about; of *other consequence* one where one of us says that the rest of the file is lost; a *false alarm* one that only we object to; *excused* what only the machine can know, by the list below. Recall is what was neither missed nor of other consequence, without the excused.",
    "",
    "## By release",
    "",
    table(
      ["systemd", "seeds", "parsers", ...countHeads],
      [...measured].map(({ version, seeds, recalls }) => [
        `${version}`,
        `${seeds}`,
        `${recalls.length}`,
        ...countCells(recalls),
      ]),
    ),
    "",
    ...harvestText(harvest),
    "## What may be missed",
    "",
    ...[reasonUntold, ...mayBeMissed.map(({ reason }) => reason)].map((reason) => `- ${sentence(reason)}`),
    "",
    "## Parsers without two halves",
    "",
    "Each was put to as many values as it takes to be sure, and systemd treated all of them alike.",
    "",
    ...Object.entries(oneSided)
      .filter(([value]) => all.some((recall) => recall.value === value))
      .map(([value, reason]) => `- \`${value}\`: ${reason}`),
    "",
    "## By parser, worst first",
    "",
    table(
      ["parser", ...countHeads],
      [...all]
        .sort((a, b) => worth(a) - worth(b) || b.excused - a.excused || (a.value < b.value ? -1 : 1))
        .map((recall) => [`\`${recall.value}\``, ...countCells([recall])]),
    ),
    "",
  ].join("\n");
}

/** The parsers in lines for a terminal, worst first. */
export function recallLines(recalls: readonly Recall[]): readonly string[] {
  const rows = [...recalls].sort((a, b) => worth(a) - worth(b) || b.excused - a.excused);
  return rows.map(
    (recall) =>
      `${countCells([recall])
        .map((cell) => cell.padStart(9))
        .join("")}  ${recall.value}`,
  );
}

/** The heads of the columns of {@link recallLines}. */
export const recallHead = (): string => countHeads.map((head) => head.slice(0, 8).padStart(9)).join("");

const countHeads = ["probes", "refused", "excused", "missed", "other consequence", "false alarms", "recall"];

function countCells(recalls: readonly Recall[]): readonly string[] {
  const sum = (count: (recall: Recall) => number) =>
    `${recalls.reduce((total, one) => total + count(one), 0)}`;
  return [
    sum(({ probes }) => probes),
    sum(({ refused }) => refused),
    sum(({ excused }) => excused),
    sum(({ missed }) => missed),
    sum(({ otherConsequence }) => otherConsequence),
    sum(({ falseAlarms }) => falseAlarms),
    // Never rounded up to a whole.
    `${(Math.floor(recallOf(recalls) * 100_000) / 1000).toFixed(3)} %`,
  ];
}

function worth(recall: Recall): number {
  return recallOf([recall]) - recall.falseAlarms;
}

/** The figures of the same parser added up. */
export function mergeRecalls(recalls: readonly Recall[]): readonly Recall[] {
  const merged = new Map<string, Recall>();
  for (const recall of recalls) {
    const sum = merged.get(recall.value);
    merged.set(
      recall.value,
      sum === undefined
        ? recall
        : {
            value: sum.value,
            probes: sum.probes + recall.probes,
            refused: sum.refused + recall.refused,
            excused: sum.excused + recall.excused,
            missed: sum.missed + recall.missed,
            otherConsequence: sum.otherConsequence + recall.otherConsequence,
            falseAlarms: sum.falseAlarms + recall.falseAlarms,
          },
    );
  }
  return [...merged.values()];
}

function harvestText(harvest: Harvest | undefined): readonly string[] {
  if (harvest === undefined) return [];
  const { planted, equivalent } = harvest;
  const count = (outcome: Planted["outcome"]) => planted.filter((one) => one.outcome === outcome).length;
  const judged = planted.length - equivalent.size;
  const share = ((100 * count("found")) / Math.max(judged, 1)).toFixed(1);
  const files = new Set(planted.map(({ module }) => module)).size;
  return [
    "## Planted mistakes",
    "",
    `${planted.length} mistakes, drawn at random from all that our mutator knows to make, were planted one at a time in ${files} files of our own grammars: bounds off by one, words missing or added, characters taken or refused, case, emptied checks, specifiers, consequences, lost list and sign handling.`,
    `${equivalent.size} of them change no verdict; ${count("never-run")} stand where no judging of any probe comes by, and count as not found.`,
    `Of the ${judged} that count, the probes above found ${count("found")}: **${share} %**.`,
    "",
    ...(equivalent.size === 0
      ? []
      : [
          "Those that change no verdict:",
          "",
          ...[...equivalent].map(([one, reason]) => `- ${spellPlanted(one)}: ${reason}`),
          "",
        ]),
    "Those that nobody found:",
    "",
    ...planted
      .filter((one) => one.outcome !== "found" && !equivalent.has(one))
      .map((one) => `- ${spellPlanted(one)}`),
    "",
  ];
}

/** Where a mistake stood, and what it was. */
export function spellPlanted({ module, kind, was, text }: Planted): string {
  const short = (code: string) => {
    const line = code.replace(/\s+/g, " ");
    return line.length > 60 ? `${line.slice(0, 60)}…` : line;
  };
  return `${module.replace("server/src/language/", "")}, ${kind}: \`\` ${short(was)} \`\` → \`\` ${short(text)} \`\``;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? "---" : "--:"))), ...rows.map(line)].join(
    "\n",
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
