import { afterBlanks, slice, type Text } from "../text/text.ts";
import {
  commandWords,
  nextWord,
  relaxedCommandWords,
  type SplitDefect,
  type SplitWord,
} from "./wordSplit.ts";

/** A word of a command line. */
export type Argument = SplitWord | Written;

/** What stands next in a command, read strictly. */
export function argumentAt(text: Text, at: number): Argument | SplitDefect | undefined {
  return writtenWord(text, at) ?? nextWord(text, at, commandWords);
}

/** A separator `;` or the argument `\;`, which mean something only where they stand alone and unquoted. */
export interface Written {
  readonly kind: "written";
  readonly text: Text;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** The next word of a command; broken words count up to the next blank, so that reading can go on. */
export function commandWord(text: Text, at: number): Argument | undefined {
  const { content } = text;
  const word = argumentAt(text, at);
  if (word === undefined || word.kind === "word" || word.kind === "written") return word;
  const relaxed = nextWord(text, at, relaxedCommandWords);
  if (relaxed?.kind === "word") return relaxed;
  const from = at + (content.slice(at).length - content.slice(at).trimStart().length);
  return {
    kind: "word",
    text: slice(text, from, content.length),
    from,
    to: content.length,
    next: content.length,
  };
}

/** The lone `;` or `\\;` that stands next, if it does. */
function writtenWord(text: Text, at: number): Written | undefined {
  const { content } = text;
  const from = afterBlanks(content, at, content.length);
  const sign = content[from] === "\\" ? from + 1 : from;
  if (content[sign] !== ";") return undefined;
  const to = sign + 1;
  const next = afterBlanks(content, to, content.length);
  if (next === to && to < content.length) return undefined;
  return { kind: "written", text: slice(text, sign, to), from, to, next };
}

/** Whether the word begins another command. */
export function isSeparator(text: Text, word: { readonly from: number; readonly to: number }): boolean {
  return word.to - word.from === 1 && text.content[word.from] === ";";
}
