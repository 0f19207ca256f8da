import type { Text } from "../text/text.ts";
import type { Explanation, ValueContext, Word } from "./grammar.ts";

/** A prefix of a command, what it does, and the releases that act on it. */
interface CommandPrefix {
  readonly sign: string;
  readonly meaning: string;
  readonly since: number;
}

const commandPrefixes: readonly CommandPrefix[] = [
  { sign: "-", meaning: "A failure of this command counts as success.", since: 1 },
  { sign: "@", meaning: "The next word is the name the program is told it has.", since: 1 },
  { sign: ":", meaning: "`$` is an ordinary character: no variables are filled in.", since: 242 },
  { sign: "|", meaning: "Runs the command line through the user's shell.", since: 258 },
  { sign: "+", meaning: "Runs as root and outside the sandbox.", since: 231 },
  { sign: "!!", meaning: "Keeps root only where the kernel has no ambient capabilities.", since: 235 },
  { sign: "!", meaning: "Runs as root, inside the rest of the sandbox.", since: 235 },
];

/** The release since which a sign is a prefix; undefined of what never is. */
export function sinceWhenPrefix(sign: string): number | undefined {
  return since.get(sign);
}

const since: ReadonlyMap<string, number> = new Map(commandPrefixes.map(({ sign, since }) => [sign, since]));

/** The prefixes that a command begins with. */
export interface Prefixes {
  readonly length: number;
  /** How far a mistake in the command reaches. */
  readonly effect: "line" | "assignment";
  /** Whether the first argument is the name the program is told it has. */
  readonly namesArgvZero: boolean;
  readonly fillsInVariables: boolean;
  readonly viaShell: boolean;
  /** Where the `!` stands that makes the one before it a `!!`. */
  readonly secondBang: number | undefined;
  /** All that were read. */
  readonly signs: ReadonlySet<string>;
}

/** Reads the prefixes in any order, each at most once; `+` and `!` exclude one another. A sign too many belongs to the path. */
export function readPrefixes(content: string, version: number): Prefixes {
  if (content.startsWith("/")) return noPrefixes;
  const seen = new Set<string>();
  let secondBang: number | undefined;
  let at = 0;
  for (; at < content.length; at++) {
    const sign = content[at] ?? "";
    if ((since.get(sign) ?? Infinity) > version) break;
    if (sign === "!" && seen.has("!") && !seen.has("!!")) {
      seen.add("!!");
      secondBang = at;
    } else if (sign === "!" || sign === "+") {
      if (seen.has("!") || seen.has("+")) break;
      seen.add(sign);
    } else {
      if (seen.has(sign)) break;
      seen.add(sign);
    }
  }
  return {
    length: at,
    effect: seen.has("-") ? "line" : "assignment",
    namesArgvZero: seen.has("@") && !seen.has("|"),
    fillsInVariables: !seen.has(":"),
    viaShell: seen.has("|"),
    secondBang,
    signs: seen,
  };
}

/** What a command without prefixes has. */
export const noPrefixes: Prefixes = {
  length: 0,
  effect: "assignment",
  namesArgvZero: false,
  fillsInVariables: true,
  viaShell: false,
  secondBang: undefined,
  signs: new Set(),
};

/** Colours and explains the prefixes that stand at the beginning of a word. */
export function explainPrefixes(word: Text, { length }: Prefixes, explanation: Explanation): void {
  let at = 0;
  while (at < length) {
    const prefix = commandPrefixes.find(({ sign }) => word.content.slice(at, length).startsWith(sign));
    const end = at + (prefix?.sign.length ?? 1);
    explanation.token("operator", word, at, end, prefix?.meaning);
    at = end;
  }
}

/** Offers the signs that can still follow, and then a path. */
export function offerPrefixes(
  place: Text,
  { signs }: Prefixes,
  { version }: ValueContext,
  explanation: Explanation,
): void {
  const { length } = place.content;
  const taken = (sign: string) =>
    signs.has(sign) || (signs.has("+") && sign === "!") || (signs.has("!") && sign === "+");
  const words = commandPrefixes
    .filter(({ sign, since }) => since <= version && sign !== "!!" && !taken(sign))
    .map(({ sign, meaning }): Word => ({ text: sign, meaning, goesOn: true }));
  explanation.expect(place, length, length, { kind: "words", words });
  explanation.expect(place, length, length, { kind: "paths" });
}
