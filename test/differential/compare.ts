// Systemd's verdicts beside ours.
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { mayMiss } from "./exceptions.ts";
import { type MachineFacts, toldOf } from "./machineFacts.ts";
import { type OurVerdict, type Put, standingOf } from "./ourSide.ts";
import type { Probe, Sample } from "./probes.ts";
import { reachOf, textOf } from "./questions.ts";

/** How the two differ: we are silent, systemd is, or one of them says that the file is read no further. */
export type DifferenceKind = "missed" | "false alarm" | "other consequence";

export interface Difference extends Probe {
  readonly kind: DifferenceKind;
  readonly ours: OurVerdict;
}

/** The figures of one parser. */
export interface Recall {
  readonly value: ValueName;
  readonly probes: number;
  /** Of which systemd says something. */
  readonly refused: number;
  /** Of those, what we do not say and may miss, by the list of exceptions. */
  readonly excused: number;
  readonly missed: number;
  readonly otherConsequence: number;
  readonly falseAlarms: number;
}

export interface Comparison {
  readonly recalls: readonly Recall[];
  readonly differences: readonly Difference[];
}

/** What one release says on one machine. */
export interface Asked {
  readonly version: number;
  readonly machine: MachineFacts;
}

/** Judges every probe. */
export function compare(samples: readonly Sample[], asked: Asked): Comparison {
  const differences: Difference[] = [];
  const recalls = samples.map(({ value, probes }): Recall => {
    const counts = { missed: 0, excused: 0, "false alarm": 0, "other consequence": 0 };
    for (const probe of probes) {
      const difference = differenceOf(probe, asked);
      if (difference === undefined) continue;
      counts[difference === "excused" ? difference : difference.kind]++;
      if (difference !== "excused") differences.push(difference);
    }
    return {
      value,
      probes: probes.length,
      refused: probes.filter(({ theirs }) => theirs !== "silent").length,
      excused: counts.excused,
      missed: counts.missed,
      otherConsequence: counts["other consequence"],
      falseAlarms: counts["false alarm"],
    };
  });
  return { recalls, differences };
}

/** The probe as it is put to our side. */
export function putOf(probe: Probe, { version, machine }: Asked): Put {
  const { file, theirs } = probe;
  const tell = () => toldOf(machine, probe);
  return { text: textOf(probe), file, version, about: reachOf(probe), theirs, tell };
}

/** What differs about one probe; undefined where nothing does. */
export function differenceOf(probe: Probe, asked: Asked): Difference | "excused" | undefined {
  const put = putOf(probe, asked);
  const { standing, ...ours } = standingOf(put);
  if (standing === "same") return undefined;
  if (standing === "same-when-told" || (standing === "milder" && mayMiss(probe, put.tell))) return "excused";
  return { ...probe, kind: kindOf(ours, probe), ours };
}

function kindOf(ours: OurVerdict, { theirs }: Probe): DifferenceKind {
  if (ours.verdict === "silent") return "missed";
  return theirs === "silent" ? "false alarm" : "other consequence";
}

/** The share of what systemd objects to that we say as it does, without what is excused. */
export function recallOf(recalls: readonly Recall[]): number {
  const sum = (count: (recall: Recall) => number) => recalls.reduce((total, one) => total + count(one), 0);
  const objected = sum(({ refused, excused }) => refused - excused);
  const lost = sum(({ missed, otherConsequence }) => missed + otherConsequence);
  return objected === 0 ? 1 : (objected - lost) / objected;
}

/** As {@link recallOf}, but only of the probes where systemd, or we, say that the file is read no further. */
export function stopRecall(samples: readonly Sample[], differences: readonly Difference[]): number {
  const probes = samples.flatMap((sample) => sample.probes);
  const stopping = probes.filter(({ theirs }) => theirs === "stops").length;
  const lost = differences.filter(
    ({ ours, theirs }) => theirs === "stops" || (theirs === "said" && ours.verdict === "stops"),
  ).length;
  return stopping === 0 ? 1 : (stopping - lost) / stopping;
}

/** How many probes of a thousand only we object to. */
export function falseAlarmsPerThousand(recalls: readonly Recall[]): number {
  const sum = (count: (recall: Recall) => number) => recalls.reduce((total, one) => total + count(one), 0);
  return (
    (1000 * sum(({ falseAlarms }) => falseAlarms)) /
    Math.max(
      1,
      sum(({ probes }) => probes),
    )
  );
}

/** A difference in one line. */
export function spellDifference({ kind, row, file, value, ours, theirs, said }: Difference): string {
  const written = `[${row.directive.section}] ${row.directive.name}=${JSON.stringify(value)}`;
  return `${kind}: ${file} ${written}: we ${ours.verdict} (${ours.codes.join(", ")}), systemd ${theirs} (${said.join("; ")})`;
}
