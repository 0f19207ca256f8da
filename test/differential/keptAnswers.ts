// What systemd answered, kept in a file: asking again takes half an hour, and planting mistakes needs the answers alone.
import { createReadStream } from "node:fs";
import { open, rename } from "node:fs/promises";
import { createInterface } from "node:readline";
import { directivesFor, type ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import type { MachineFacts } from "./machineFacts.ts";
import type { Answers } from "./plant/plant.ts";
import type { Probe, Sample } from "./probes.ts";

/** A line of the file: a release, a parser of it, or a probe of that. */
type Line =
  | { readonly version: number; readonly machine: MachineFacts }
  | { readonly parser: ValueName; readonly rows: readonly string[] }
  | (Omit<Probe, "row"> & { readonly row: string });

const spellRow = ({ directive: { section, name } }: ResolvedDirective) => `${section}.${name}`;

/** Writes the answers of some releases to a file, in place of what it had. */
export async function keepAnswers(path: string, answers: readonly Answers[]): Promise<void> {
  // What is cut off while it is written must not look like the whole.
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, "w");
  try {
    for (const { version, machine, samples } of answers) {
      await file.appendFile(spell({ version, machine }));
      for (const { value, rows, probes } of samples) {
        const lines = probes.map((probe) => spell({ ...probe, row: spellRow(probe.row) }));
        await file.appendFile(spell({ parser: value, rows: rows.map(spellRow) }) + lines.join(""));
      }
    }
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

/** Readers of lines take these for the ends of lines, and JSON lets them stand. */
const spell = (line: Line) =>
  `${JSON.stringify(line).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`;

/** Reads what {@link keepAnswers} has written. Throws where the file is none of these, or names what no table has. */
export async function readAnswers(path: string): Promise<readonly Answers[]> {
  const answers: (Omit<Answers, "samples"> & {
    readonly samples: (Sample & { readonly probes: Probe[] })[];
  })[] = [];
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const line: Line = JSON.parse(text);
    if ("machine" in line) {
      answers.push({ ...line, samples: [] });
      continue;
    }
    const release = answers.at(-1);
    if (release === undefined) throw new Error(`${path} has no answers.`);
    if ("parser" in line) {
      const rows = line.rows.map((row) => rowOf(row, release.version));
      release.samples.push({ value: line.parser, rows, probes: [] });
    } else {
      release.samples.at(-1)?.probes.push({ ...line, row: rowOf(line.row, release.version) });
    }
  }
  return answers;
}

function rowOf(spelt: string, version: number): ResolvedDirective {
  const [section = "", name = ""] = spelt.split(".");
  const row = directivesFor(version).find(section, name);
  if (row === undefined) throw new Error(`systemd ${version} has no ${name}= in [${section}].`);
  return row;
}
