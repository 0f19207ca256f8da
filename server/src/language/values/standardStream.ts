import { slice, type Text } from "../text/text.ts";
import { descriptorName } from "./descriptorName.ts";
import type { Explanation, Grammar, ValueContext, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { absolutePath } from "./path.ts";
import { expanding } from "./specifierExpansion.ts";

/** Something that may stand before a colon, and what follows the colon. */
interface Target {
  /** With its colon. */
  readonly prefix: string;
  readonly rest: Grammar;
}

const descriptor: Target = { prefix: "fd:", rest: expanding(descriptorName) };
const file: Target = { prefix: "file:", rest: expanding(absolutePath) };
const append: Target = { prefix: "append:", rest: expanding(absolutePath) };
const truncate: Target = { prefix: "truncate:", rest: expanding(absolutePath) };

/** One of the words, or a target behind a prefix (systemd.exec(5)); each prefix is a word too, which explains it. */
function stream(words: readonly Word[], targets: readonly Target[]): Grammar {
  const others = keyword(words);
  const offers = words.map((word) => offerOf(word, targets));
  const targetOf = (content: string) => targets.find(({ prefix }) => content.startsWith(prefix));
  return {
    judge(text, context, findings) {
      const target = targetOf(text.content);
      if (target === undefined) others.judge(text, context, findings);
      else target.rest.judge(slice(text, target.prefix.length, text.content.length), context, findings);
    },
    explain(text, context, explanation) {
      const { content } = text;
      const target = targetOf(content);
      const name = target === undefined ? content : target.prefix.slice(0, -1);
      const word = words.find((known) => known.text === name);
      if (word !== undefined) explanation.token("keyword", text, 0, name.length, word.meaning);
      if (target === undefined) offer(offers, context, explanation, text);
      else {
        explanation.token("operator", text, name.length, name.length + 1);
        target.rest.explain(slice(text, name.length + 1, content.length), context, explanation);
      }
    },
  };
}

/** What is offered for a word: where something must follow it, the least that systemd takes. */
function offerOf(word: Word, targets: readonly Target[]): Word {
  if (targets.every(({ prefix }) => prefix !== `${word.text}:`)) return word;
  return { ...word, text: word.text === "fd" ? "fd:" : `${word.text}:/` };
}

function offer(
  words: readonly Word[],
  { version }: ValueContext,
  explanation: Explanation,
  text: Text,
): void {
  const current = words.filter(({ since = 0 }) => since <= version);
  explanation.expect(text, 0, text.content.length, { kind: "words", words: current });
}

/** StandardInput=, with the words of systemd's table. */
export function standardInput(words: readonly Word[]): Grammar {
  return stream(words, [descriptor, file]);
}

/** StandardOutput= and StandardError=, with the words of systemd's table and those that it replaces with a remark. */
export function standardOutput(words: readonly Word[], meanings: Readonly<Record<string, string>>): Grammar {
  const obsolete = [
    ["syslog", "journal"],
    ["syslog+console", "journal+console"],
  ].map(([text = "", instead = ""]): Word => {
    const meaning = meanings[text];
    return { text, deprecated: { since: 246, instead }, ...(meaning === undefined ? {} : { meaning }) };
  });
  return stream([...words, ...obsolete], [descriptor, file, append, truncate]);
}
