import { commandWords, nextWord } from "../../../server/src/language/values/wordSplit.ts";

/** A command line cut into words, or what keeps it from being one. */
export type CommandReading =
  | { readonly kind: "words"; readonly words: readonly [string, ...string[]] }
  | { readonly kind: "mistake"; readonly why: string };

/** Cuts a command line as systemd does in ExecStart=: blanks part words, quotes hold them together; there is no shell. */
export function readCommand(typed: string): CommandReading {
  const words: string[] = [];
  const text = { content: typed, origin: 0 };
  for (let at = 0; ; ) {
    const word = nextWord(text, at, commandWords);
    if (word === undefined) break;
    if (word.kind === "unbalanced-quote") return { kind: "mistake", why: "A quote is not closed." };
    if (word.kind !== "word") {
      return { kind: "mistake", why: "A backslash begins no escape that systemd knows; write two for one." };
    }
    words.push(word.text.content);
    at = word.next;
  }
  const [program, ...rest] = words;
  if (program === undefined || program === "") return { kind: "mistake", why: "No program is named." };
  return { kind: "words", words: [program, ...rest] };
}

/** What one types to limit a service, such as `MemoryMax=512M CPUQuota=50%`, cut at its blanks. */
export const limitWords = (typed: string): readonly string[] =>
  typed.split(/\s+/).filter((word) => word !== "");
