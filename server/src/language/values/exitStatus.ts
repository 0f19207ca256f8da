import type { Text } from "../text/text.ts";
import { exitStatuses } from "../words/exitStatuses.ts";
import { nearestWord } from "../words/nearest.ts";
import type { Findings, Grammar, ValueContext, Word } from "./grammar.ts";
import { list } from "./list.ts";
import { integer, readNumber } from "./number.ts";
import { meaningOfSignal, readSignal, signalWords } from "./signal.ts";
import { plainWords } from "./wordSplit.ts";

const statusWords: readonly Word[] = exitStatuses.map(({ name, meaning, since }) =>
  since === undefined ? { text: name, meaning } : { text: name, meaning, since },
);
const names: readonly string[] = [...statusWords, ...signalWords].map(({ text }) => text);

/** An exit status by number or name, or a signal by name; numbers are always statuses (measured). */
const statusOrSignal: Grammar = {
  judge(text, context, findings) {
    const { content } = text;
    const number = readNumber(content);
    if (number.kind === "number") {
      if (number.value >= 0n && number.value <= 255n) return;
      findings.report("number-out-of-range", text, 0, content.length, [content, "0", "255"]);
    } else judgeName(text, context, findings);
  },
  explain(text, { version }, explanation) {
    const { content } = text;
    const number = readNumber(content);
    const found = exitStatuses.find((status) =>
      number.kind === "number" ? BigInt(status.status) === number.value : status.name === content,
    );
    const ended = number.kind === "number" ? meaningOfSignal(`${number.value - 128n}`) : undefined;
    const bySignal =
      ended === undefined ? undefined : `What a shell says of a program that ended by ${ended}`;
    const status = found === undefined ? bySignal : `\`${found.name}\` (${found.status}): ${found.meaning}`;
    const length = content.length;
    if (number.kind === "number") explanation.token("number", text, 0, length, status);
    else if (status !== undefined || readSignal(content) !== undefined) {
      explanation.token("keyword", text, 0, length, status ?? meaningOfSignal(content));
    }
    const statuses = statusWords.filter(({ since = 0 }) => since <= version);
    explanation.expect(text, 0, length, { kind: "words", words: [...statuses, ...signalWords] });
  },
};

function judgeName(text: Text, { version }: ValueContext, findings: Findings): void {
  const { content } = text;
  const status = exitStatuses.find(({ name }) => name === content);
  if (status !== undefined && (status.since ?? 0) <= version) return;
  if (status?.since !== undefined) {
    findings.report("word-too-new", text, 0, content.length, [content, `${status.since}`, `${version}`]);
  } else if (readSignal(content) === undefined) {
    const near = nearestWord(content, names) ?? "";
    findings.report("not-exit-status", text, 0, content.length, [content, near]);
  }
}

const statusNumber = integer(0n, 255n);

/** FailureActionExitStatus= and its kin: a number, whose name is told. */
export const exitStatusNumber: Grammar = {
  judge: statusNumber.judge,
  explain(text, context, explanation) {
    const number = readNumber(text.content);
    const found =
      number.kind === "number" && exitStatuses.find(({ status }) => BigInt(status) === number.value);
    if (!found) return statusNumber.explain(text, context, explanation);
    const meaning = `\`${found.name}\`: ${found.meaning}`;
    explanation.token("number", text, 0, text.content.length, meaning);
  },
};

/** SuccessExitStatus= and its kin: statuses and signals between blanks. */
export const exitStatusList: Grammar = list(plainWords, "word", statusOrSignal);
