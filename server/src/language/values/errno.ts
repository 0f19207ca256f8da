import type { Text } from "../text/text.ts";
import { type Errno, errnos } from "../words/errnos.ts";
import { nearestWord } from "../words/nearest.ts";
import type { Explanation, Findings, Grammar, ValueContext, Word } from "./grammar.ts";
import { readNumber } from "./number.ts";

const kill: Word = { text: "kill", meaning: "The process is ended at once, in place of an error." };

/** systemd compares the names in any case (measured). */
const byName: ReadonlyMap<string, Errno> = new Map(errnos.map((errno) => [errno.name, errno]));

/** Reports a text that is neither `kill` nor the name or number of an error from `lowest` on. */
export function judgeErrno(
  text: Text,
  lowest: 0n | 1n,
  { version }: ValueContext,
  findings: Findings,
): boolean {
  const { content } = text;
  if (content === kill.text) return true;
  const known = byName.get(content.toUpperCase());
  if (known !== undefined && (known.since ?? 0) <= version) return true;
  const number = readNumber(content);
  if (number.kind === "number" && number.value >= lowest && number.value <= 4095n) return true;
  const near = nearestWord(content.toUpperCase(), byName.keys()) ?? "";
  findings.report("not-errno", text, 0, content.length, [content, near]);
  return false;
}

/** Colours an error and offers all there are. */
export function explainErrno(text: Text, { version }: ValueContext, explanation: Explanation): void {
  const { content } = text;
  const number = readNumber(content);
  const found =
    number.kind === "number"
      ? errnos.find((errno) => BigInt(errno.number) === number.value)
      : byName.get(content.toUpperCase());
  if (content === kill.text) explanation.token("keyword", text, 0, content.length, kill.meaning);
  else if (found !== undefined) {
    const meaning = `\`${found.name}\` (${found.number}): ${found.meaning}`;
    explanation.token(number.kind === "number" ? "number" : "keyword", text, 0, content.length, meaning);
  }
  const words = errnos
    .filter(({ since = 0 }) => since <= version)
    .map(({ name, meaning }): Word => ({ text: name, meaning }));
  explanation.expect(text, 0, content.length, { kind: "words", words: [kill, ...words] });
}

/** SystemCallErrorNumber=: what a refused system call fails with. */
export const errno: Grammar = {
  judge: (text, context, findings) => void judgeErrno(text, 1n, context, findings),
  explain: explainErrno,
};
