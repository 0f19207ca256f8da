import { nearestWord } from "../words/nearest.ts";
import { readSignalName, realTimeSignals, signals } from "../words/signals.ts";
import type { Grammar, Word } from "./grammar.ts";
import { readNumber } from "./number.ts";

/** The number of a signal written by name or number; undefined for what systemd does not take (measured). */
export function readSignal(content: string): number | undefined {
  const number = readNumber(content);
  if (number.kind === "number") {
    return number.value >= 1n && number.value <= BigInt(realTimeSignals.last)
      ? Number(number.value)
      : undefined;
  }
  const reading = readSignalName(content);
  return reading.kind === "signal" ? reading.number : undefined;
}

/** What a signal written by name or number is; undefined for what systemd does not take. */
export function meaningOfSignal(content: string): string | undefined {
  const number = readSignal(content);
  if (number === undefined) return undefined;
  const known = signals.find((one) => one.number === number);
  return known === undefined ? `Signal ${number}.` : `\`${known.name}\` (${number}): ${known.meaning}`;
}

const names = signals.map(({ name }) => name);

/** The signals that have a name of their own. */
export const signalWords: readonly Word[] = signals.map(({ name, meaning }) => ({ text: name, meaning }));

/** One signal: `SIGTERM`, `TERM`, `15`, `SIGRTMIN+3`. */
export const signal: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    if (readSignal(content) !== undefined) return;
    const upper = content.toUpperCase();
    const near =
      readSignal(upper) !== undefined && /^[A-Z]/.test(upper) ? upper : (nearestWord(upper, names) ?? "");
    findings.report("not-signal", text, 0, content.length, [content, near]);
  },
  explain(text, _context, explanation) {
    const meaning = meaningOfSignal(text.content);
    const { length } = text.content;
    if (meaning !== undefined) explanation.token("keyword", text, 0, length, meaning);
    explanation.expect(text, 0, length, { kind: "words", words: signalWords });
  },
};
