import type { Text } from "../text/text.ts";
import { commandWords, nextWord, type SplitWord } from "./wordSplit.ts";

/** One command of an Exec*= value: its words, the prefixes still before the first. */
export interface WrittenCommand {
  /** Indices in the value: from the first word as written up to the end of the last. */
  readonly from: number;
  readonly to: number;
  readonly words: readonly SplitWord[];
}

/** The commands of a value, which lone semicolons part, as far as it can be cut into words. */
export function writtenCommands(value: Text): readonly WrittenCommand[] {
  const commands: WrittenCommand[] = [];
  let words: SplitWord[] = [];
  const close = () => {
    const [first] = words;
    if (first !== undefined) commands.push({ from: first.from, to: words.at(-1)?.to ?? first.to, words });
    words = [];
  };
  let at = 0;
  for (
    let word = nextWord(value, at, commandWords);
    word?.kind === "word";
    word = nextWord(value, at, commandWords)
  ) {
    if (value.content.slice(word.from, word.to) === ";") close();
    else words.push(word);
    at = word.next;
  }
  close();
  return commands;
}
