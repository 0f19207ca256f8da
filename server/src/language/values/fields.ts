import type { Text } from "../text/text.ts";
import type { Effect, Findings } from "./grammar.ts";
import { nextWord, type SplitDefect, type WordRules } from "./wordSplit.ts";

/** Colons cut; C escapes are read, and `\:` is a colon; several colons count as one. */
export const colonFields: WordRules = { quotes: "ordinary", backslash: "c-or-separator", separators: ":" };
/** The same, with empty fields between two colons. */
export const colonFieldsOrEmpty: WordRules = { ...colonFields, emptyWords: "count" };

/** The fields of a tuple such as `source:destination:options`. */
export interface Fields {
  readonly kind: "fields";
  readonly fields: readonly Text[];
  /** Where what was not read any more begins; nothing is left where that is the text's end or lies behind it. */
  readonly next: number;
}

/** Reads the first fields of a text, `most` of them, from `at` on. */
export function readFields(text: Text, rules: WordRules, most: number, at = 0): Fields | SplitDefect {
  const fields: Text[] = [];
  let next = at;
  while (fields.length < most) {
    const word = nextWord(text, next, rules);
    if (word === undefined) break;
    if (word.kind !== "word") return word;
    fields.push(word.text);
    next = word.next;
  }
  return { kind: "fields", fields, next };
}

/** Says why a text could not be cut into words or fields. */
export function reportSplit(
  text: Text,
  { kind, from, to }: SplitDefect,
  findings: Findings,
  effect?: Effect,
): void {
  const code = kind === "unbalanced-quote" ? kind : "unknown-escape";
  findings.report(code, text, from, to, [text.content.slice(from, to)], effect);
}
