// The shortest value that still shows a difference.
import type { SystemdAnalyze } from "../support/systemdAnalyze.ts";
import { type Difference, differenceOf } from "./compare.ts";
import { machineFacts } from "./machineFacts.ts";
import { askSystemd, withoutStanding } from "./probes.ts";
import { namedLike } from "./questions.ts";

/** Takes characters out of the value for as long as systemd and we still differ in the same way. */
export async function shrink(systemd: SystemdAnalyze, found: Difference): Promise<Difference> {
  const asking = { version: systemd.version, machine: await machineFacts(systemd) };
  let smallest = found;
  let asked = 0;
  for (let round = 0; asked < askedAtMost; round++) {
    const { row, file } = smallest;
    const questions = shorter(smallest.value).map((value, index) => ({
      row,
      value,
      file: namedLike(file, `shrunk-${round}-${index}-`),
    }));
    asked += Math.max(1, questions.length);
    const answered = await askSystemd(systemd, questions);
    const next = [...answered.values()]
      .map((probe) => differenceOf(withoutStanding(probe, found.standing), asking))
      .find((difference) => typeof difference === "object" && difference.kind === found.kind);
    if (typeof next !== "object") return smallest;
    smallest = next;
  }
  return smallest;
}

/** A value of thousands of characters would take an hour else. */
const askedAtMost = 10_000;

/** The value without a part of it, the longest parts first; and with one character made plain. */
function shorter(value: string): readonly string[] {
  const characters = [...value];
  const texts = new Set<string>();
  for (let size = characters.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < characters.length; at += size) {
      texts.add([...characters.slice(0, at), ...characters.slice(at + size)].join(""));
    }
  }
  for (const [at, character] of characters.entries()) {
    if (/[b-zB-Zé]/.test(character))
      texts.add([...characters.slice(0, at), "a", ...characters.slice(at + 1)].join(""));
  }
  // A backslash at the end would take the next line along, and blanks at the ends are no part of a value.
  return [...texts].filter((text) => text !== value && text === text.trim() && !/\\$/.test(text));
}
