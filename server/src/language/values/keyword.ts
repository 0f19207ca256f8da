import type { Text } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import type { Explanation, Findings, Grammar, ValueContext, Word } from "./grammar.ts";

/** A word that the target release takes. */
function isCurrent(word: Word, version: number): boolean {
  return (word.since ?? 0) <= version && (word.until === undefined || version < word.until);
}

/** One word out of a table; upper and lower case count, but for the few tables that systemd reads in any case. */
export function keyword(words: readonly Word[], letters: "as-written" | "any-case" = "as-written"): Grammar {
  const fold = (content: string) => (letters === "any-case" ? content.toLowerCase() : content);
  const byText = new Map(words.map((word) => [fold(word.text), word]));
  return {
    judge(text, context, findings) {
      const word = byText.get(fold(text.content));
      if (word === undefined || !isCurrent(word, context.version)) {
        reportWord(text, word, words, context, findings);
      } else if (word.deprecated !== undefined && context.version >= word.deprecated.since) {
        reportDeprecated(text, word, findings);
      }
    },
    explain(text, context, explanation) {
      explainWord(text, byText.get(fold(text.content)), words, context, explanation);
    },
  };
}

/** A yes or a no in any spelling, or else one of the words; `yes` and `no` may stand among them to have a meaning. */
export function booleanOr(words: readonly Word[]): Grammar {
  const others = keyword(words);
  const all = [...words, ...booleanWords.filter(({ text }) => words.every((word) => word.text !== text))];
  return {
    judge(text, context, findings) {
      if (!isBoolean(text.content)) others.judge(text, context, findings);
    },
    explain(text, context, explanation) {
      const { content } = text;
      const spelling = isBoolean(content) ? (isTrue(content) ? "yes" : "no") : content;
      explainWord(
        text,
        all.find((word) => word.text === spelling),
        all,
        context,
        explanation,
      );
    },
  };
}

const booleanWords: readonly Word[] = [
  { text: "yes", meaning: "On." },
  { text: "no", meaning: "Off." },
];

/** A yes or a no. */
export const boolean: Grammar = {
  judge(text, _context, findings) {
    if (!isBoolean(text.content))
      findings.report("not-boolean", text, 0, text.content.length, [text.content]);
  },
  explain: booleanOr([]).explain,
};

const truths = new Set(["1", "yes", "y", "true", "t", "on"]);
const falsehoods = new Set(["0", "no", "n", "false", "f", "off"]);

/** Whether systemd takes the text for a boolean: any case, no blanks (measured). */
export function isBoolean(content: string): boolean {
  const lower = content.toLowerCase();
  return truths.has(lower) || falsehoods.has(lower);
}

/** Whether the text means yes; false for any other text. */
export function isTrue(content: string): boolean {
  return truths.has(content.toLowerCase());
}

function reportDeprecated(text: Text, word: Word, findings: Findings): void {
  const args = [word.text, word.deprecated?.instead ?? ""];
  findings.report("deprecated-word", text, 0, text.content.length, args, "noted");
}

/** Says what is wrong with a word that its table lacks, or lacks at the target release. */
function reportWord(
  text: Text,
  word: Word | undefined,
  words: readonly Word[],
  context: ValueContext,
  findings: Findings,
): void {
  const { content } = text;
  if (word?.since !== undefined && context.version < word.since) {
    findings.report("word-too-new", text, 0, content.length, [
      content,
      `${word.since}`,
      `${context.version}`,
    ]);
  } else if (word?.until !== undefined) {
    findings.report("word-gone", text, 0, content.length, [content, `${word.until}`]);
  } else {
    const near = nearestWord(
      content,
      words.filter((known) => isCurrent(known, context.version)).map((known) => known.text),
    );
    findings.report("unknown-word", text, 0, content.length, [content, near ?? ""]);
  }
}

function explainWord(
  text: Text,
  word: Word | undefined,
  words: readonly Word[],
  context: ValueContext,
  explanation: Explanation,
): void {
  const { length } = text.content;
  if (word !== undefined) explanation.token("keyword", text, 0, length, word.meaning);
  const current = words.filter((known) => isCurrent(known, context.version));
  explanation.expect(text, 0, length, { kind: "words", words: current });
}
