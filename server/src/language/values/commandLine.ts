import type { ProblemCode } from "../problems/catalogue.ts";
import { isBlank, slice, type Text } from "../text/text.ts";
import {
  type Explanation,
  type Findings,
  type Grammar,
  unknownPiece,
  type ValueContext,
  type Word,
} from "./grammar.ts";
import { isLengthValid } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import {
  commandWords,
  nextWord,
  relaxedCommandWords,
  type SplitDefect,
  type SplitWord,
} from "./wordSplit.ts";

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

/** Exec*=: commands with prefixes, quotes, escapes and variables, separated by lone semicolons (systemd.service(5), measured). */
export const commandLine: Grammar = {
  judge(text, context, findings) {
    let at: number | undefined = 0;
    while (at !== undefined && at < text.content.length) at = judgeCommand(text, at, context, findings);
  },
  explain(text, context, explanation) {
    let at = 0;
    if (text.content === "") offerPrefixes(text, noPrefixes, context, explanation);
    // Of the command that is being read; undefined where the next word is its program.
    let prefix: Prefixes | undefined;
    for (let word = commandWord(text, at); word !== undefined; word = commandWord(text, at)) {
      if (isSeparator(text, word)) {
        explanation.token("operator", text, word.from, word.to, "Begins another command.");
        prefix = undefined;
      } else if (prefix === undefined) {
        prefix = readPrefixes(word.text.content, context.version);
        explainProgram(text, word, prefix, context, explanation);
      } else if (prefix.fillsInVariables) {
        explainVariables(text, word, explanation);
      }
      at = word.next;
    }
  },
};

/** A command that systemd takes out of a value. */
export interface Command {
  /** Its program as systemd sees it: a path or a name, specifiers filled in. */
  readonly program: string;
  /** Where that is written. */
  readonly place: Text;
  /** Whether a failure counts as success. */
  readonly mayFail: boolean;
  /** Whether systemd looks for the program itself, and no shell does. */
  readonly isSought: boolean;
}

/** The commands that systemd takes out of a value: those before the first mistake, lone semicolons between them. */
export function commandsOf(text: Text, context: ValueContext): readonly Command[] {
  const commands: Command[] = [];
  let isBroken = false;
  const findings: Findings = {
    report: (_code, _place, _from, _to, _args, effect = "assignment") => {
      if (effect !== "noted" && effect !== "none") isBroken = true;
    },
  };
  let at: number | undefined = 0;
  while (at !== undefined && at < text.content.length) {
    const first = commandWord(text, at);
    at = judgeCommand(text, at, context, findings);
    if (isBroken) break;
    if (first !== undefined && first.text.content !== ";") commands.push(commandAt(first, context));
  }
  return commands;
}

function commandAt({ text }: SplitWord | Written, context: ValueContext): Command {
  const prefix = readPrefixes(text.content, context.version);
  const place = slice(text, prefix.length, text.content.length);
  const expansion = expandSpecifiers(place, context);
  return {
    program: expansion.kind === "expanded" ? expansion.text.content : place.content,
    place,
    mayFail: prefix.effect === "line",
    isSought: !prefix.viaShell,
  };
}

/** Judges one command from `at`; returns where the next one begins, undefined after the last or after a fatal mistake. */
function judgeCommand(text: Text, at: number, context: ValueContext, findings: Findings): number | undefined {
  const first = nextWord(text, at, commandWords);
  const program = first?.kind === "unknown-escape" ? relaxedWord(text, at, first, findings) : first;
  if (program === undefined) return undefined;
  if (program.kind !== "word") {
    // systemd only drops the line when the very first word cannot be read.
    findings.report("unbalanced-quote", text, program.from, program.to, [], "line");
    return undefined;
  }
  // In the place of a program a semicolon in quotes is one, too (measured).
  if (program.text.content === ";") return program.next;

  const prefix = readPrefixes(program.text.content, context.version);
  if (prefix.secondBang !== undefined && context.version >= 258) {
    const from =
      program.text.content[prefix.secondBang - 1] === "!" ? prefix.secondBang - 1 : prefix.secondBang;
    findings.report("deprecated-word", program.text, from, prefix.secondBang + 1, ["!!", ""], "noted");
  }
  // The shell takes whatever follows `|`; only the specifiers of the arguments are systemd's.
  if (!prefix.viaShell && !judgeProgram(text, program, prefix, context, findings)) return undefined;
  return judgeArguments(text, program, prefix, context, findings);
}

interface Prefixes {
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

const since: ReadonlyMap<string, number> = new Map(commandPrefixes.map(({ sign, since }) => [sign, since]));

/** Reads the prefixes in any order, each at most once; `+` and `!` exclude one another. A sign too many belongs to the path. */
function readPrefixes(content: string, version: number): Prefixes {
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

const noPrefixes: Prefixes = {
  length: 0,
  effect: "assignment",
  namesArgvZero: false,
  fillsInVariables: true,
  viaShell: false,
  secondBang: undefined,
  signs: new Set(),
};

function judgeProgram(
  text: Text,
  word: SplitWord,
  { length, effect }: Prefixes,
  context: ValueContext,
  findings: Findings,
): boolean {
  const path = slice(word.text, length, word.text.content.length);
  const expansion = expandSpecifiers(path, context);
  if (expansion.kind === "unknown-letter") {
    findings.report("unknown-specifier", path, expansion.at, expansion.at + 2, [expansion.letter], effect);
    return false;
  }
  const { content } = expansion.text;
  const report = (code: ProblemCode) => {
    findings.report(code, path, 0, path.content.length, [content], effect);
    return false;
  };
  if (content === "") {
    findings.report("empty-command", text, word.from, word.to, [], effect);
    return false;
  }
  if (hasUnsafeCharacter(content) || (context.version >= 262 && unsafeSince262.test(content))) {
    return report("command-not-safe");
  }
  if ((context.version >= 257 ? folderSince257 : folder).test(content)) return report("command-is-directory");
  if (isProgram(content)) return true;
  const sign = path.content[0] ?? "";
  const first = since.get(sign);
  if (first === undefined || first <= context.version) return report("command-not-absolute");
  findings.report("word-too-new", path, 0, 1, [sign, `${first}`, `${context.version}`], effect);
  return false;
}

const folder = /\/$/;
const folderSince257 = /(?:^|\/)\.{1,2}$|\/$/;

/** Patterns of a shell, and bytes that are no UTF-8, which an escape can make. */
const unsafeSince262 = /[*?[]|(?<![\ud800-\udbff])[\udc80-\udcff]/;

/** Whether the text is an absolute path or the bare name of a file, as far as anyone can tell. */
function isProgram(content: string): boolean {
  if (content.startsWith("/")) return isLengthValid(content);
  // What a specifier hides may begin the path, or be the whole name.
  if (content.startsWith(unknownPiece)) return true;
  return !content.includes("/") && content !== "." && content !== ".." && isLengthValid(content);
}

function hasUnsafeCharacter(content: string): boolean {
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code < 32 || code === 127 || code === 34 || code === 39 || code === 92) return true;
  }
  return false;
}

/** Judges what follows the program; returns where the next command begins, as `judgeCommand` does. */
function judgeArguments(
  text: Text,
  program: SplitWord,
  { namesArgvZero, effect }: Prefixes,
  context: ValueContext,
  findings: Findings,
): number | undefined {
  let at = program.next;
  let count = 0;
  for (let next = argumentAt(text, at); next !== undefined; next = argumentAt(text, at)) {
    if (isSeparator(text, next)) {
      if (namesArgvZero && count === 0) break;
      return next.kind === "word" || next.kind === "written" ? next.next : undefined;
    }
    const read = readArgument(text, at, next, findings, effect);
    if (read === undefined) return undefined;
    const expansion = expandSpecifiers(read.text, context);
    if (expansion.kind === "unknown-letter") {
      findings.report(
        "unknown-specifier",
        read.text,
        expansion.at,
        expansion.at + 2,
        [expansion.letter],
        effect,
      );
      return undefined;
    }
    count++;
    at = read.next;
  }
  if (namesArgvZero && count === 0) {
    findings.report("missing-argv-zero", text, program.from, program.to, [], effect);
  }
  return undefined;
}

/** What stands next in a command, read strictly. */
function argumentAt(text: Text, at: number): Argument | SplitDefect | undefined {
  return writtenWord(text, at) ?? nextWord(text, at, commandWords);
}

/** The argument at `at`, where it was read strictly, or else with its unknown escapes kept and noted; undefined where it has no end. */
function readArgument(
  text: Text,
  at: number,
  strict: Argument | SplitDefect,
  findings: Findings,
  effect: Prefixes["effect"],
): Argument | undefined {
  if (strict.kind === "word" || strict.kind === "written") return strict;
  const relaxed = strict.kind === "unknown-escape" ? relaxedWord(text, at, strict, findings) : strict;
  if (relaxed?.kind === "word") return relaxed;
  if (relaxed !== undefined) findings.report("unbalanced-quote", text, relaxed.from, relaxed.to, [], effect);
  return undefined;
}

type Argument = SplitWord | Written;

function relaxedWord(
  text: Text,
  at: number,
  defect: SplitDefect,
  findings: Findings,
): SplitWord | SplitDefect | undefined {
  const relaxed = nextWord(text, at, relaxedCommandWords);
  if (relaxed?.kind === "word") {
    findings.report(
      "escape-kept",
      text,
      defect.from,
      defect.to,
      [text.content.slice(defect.from, defect.to)],
      "noted",
    );
  }
  return relaxed;
}

/** A separator `;` or the argument `\;`, which mean something only where they stand alone and unquoted. */
interface Written {
  readonly kind: "written";
  readonly text: Text;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** The next word of a command; broken words count up to the next blank, so that reading can go on. */
function commandWord(text: Text, at: number): Argument | undefined {
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
  const from = afterBlanks(content, at);
  const sign = content[from] === "\\" ? from + 1 : from;
  if (content[sign] !== ";") return undefined;
  const to = sign + 1;
  const next = afterBlanks(content, to);
  if (next === to && to < content.length) return undefined;
  return { kind: "written", text: slice(text, sign, to), from, to, next };
}

function afterBlanks(content: string, from: number): number {
  let at = from;
  while (at < content.length && isBlank(content.charCodeAt(at))) at++;
  return at;
}

function isSeparator(text: Text, word: { readonly from: number; readonly to: number }): boolean {
  return word.to - word.from === 1 && text.content[word.from] === ";";
}

/** Colours the prefixes and the program, which is spelt out with its arguments. */
function explainProgram(
  text: Text,
  word: SplitWord | Written,
  prefixes: Prefixes,
  context: ValueContext,
  explanation: Explanation,
): void {
  const prefixLength = prefixes.length;
  let at = 0;
  while (at < prefixLength) {
    const prefix = commandPrefixes.find(({ sign }) =>
      word.text.content.slice(at, prefixLength).startsWith(sign),
    );
    const length = prefix?.sign.length ?? 1;
    explanation.token("operator", word.text, at, at + length, prefix?.meaning);
    at += length;
  }
  const path = slice(word.text, prefixLength, word.text.content.length);
  if (path.content !== "") {
    const meaning = spellArguments(text, word.next, path.content, prefixes);
    explanation.token("command", path, 0, path.content.length, meaning);
    explanation.expect(path, 0, path.content.length, { kind: "paths" });
  } else offerPrefixes(path, prefixes, context, explanation);
}

/** Offers the signs that can still follow, and then a path. */
function offerPrefixes(
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
function explainVariables(text: Text, word: SplitWord | Written, explanation: Explanation): void {
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
