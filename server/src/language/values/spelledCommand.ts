import { slice, type Text } from "../text/text.ts";
import { explainPrefixes, offerPrefixes, type Prefixes } from "./commandPrefixes.ts";
import { type Argument, commandWord, isSeparator } from "./commandSplit.ts";
import type { Explanation, ValueContext } from "./grammar.ts";

/** Colours the prefixes and the program, which is spelt out with its arguments. */
export function explainProgram(
  text: Text,
  word: Argument,
  prefixes: Prefixes,
  context: ValueContext,
  explanation: Explanation,
): void {
  explainPrefixes(word.text, prefixes, explanation);
  const path = slice(word.text, prefixes.length, word.text.content.length);
  if (path.content !== "") {
    const meaning = spellArguments(text, word.next, path.content, prefixes);
    explanation.token("command", path, 0, path.content.length, meaning);
    explanation.expect(path, 0, path.content.length, { kind: "paths" });
  } else offerPrefixes(path, prefixes, context, explanation);
}

/** What the program is told, argument by argument; undefined where it is told nothing. */
function spellArguments(
  text: Text,
  from: number,
  program: string,
  { namesArgvZero, viaShell }: Prefixes,
): string | undefined {
  const words: string[] = [];
  let at = from;
  for (let word = commandWord(text, at); word !== undefined && !isSeparator(text, word); ) {
    words.push(word.text.content);
    at = word.next;
    word = commandWord(text, at);
  }
  if (words.length === 0 || viaShell) return undefined;
  const [first = program, ...rest] = namesArgvZero ? words : [program, ...words];
  const name = namesArgvZero ? `Run under the name ${quoted(first)}` : "Run";
  if (rest.length === 0) return `${name} without arguments.`;
  const shown = rest.slice(0, shownArguments).map((word, index) => `${index + 1}. ${quoted(word)}`);
  const more = rest.length > shown.length ? [`and ${rest.length - shown.length} more.`] : [];
  return [`${name} with the arguments:`, "", ...shown, ...more].join("\n");
}

/** Nobody counts more of them by eye. */
const shownArguments = 12;

function quoted(word: string): string {
  return word === "" ? "an empty one" : `\`${word.replaceAll("`", "ˋ").replace(/[\n\r]/g, " ")}\``;
}

/** Marks `$X` and `${X}`, which systemd fills in when it starts the command; `$$` is a dollar sign. */
export function explainVariables(text: Text, word: Argument, explanation: Explanation): void {
  const written = text.content.slice(word.from, word.to);
  for (const match of written.matchAll(/\$\$|\$\{[A-Za-z_][A-Za-z0-9_]*\}|^\$[A-Za-z_][A-Za-z0-9_]*$/g)) {
    const from = word.from + match.index;
    explanation.token("variable", text, from, from + match[0].length, variableMeaning(match[0]));
  }
}

function variableMeaning(written: string): string {
  if (written === "$$") return "A dollar sign.";
  if (written.startsWith("${")) return "The variable's value, as part of this one word.";
  return "The variable's value, cut into words at its blanks.";
}
