import type { ProblemCode } from "../problems/catalogue.ts";
import { beforeBlanks, slice, type Text } from "../text/text.ts";
import {
  noPrefixes,
  offerPrefixes,
  type Prefixes,
  readPrefixes,
  sinceWhenPrefix,
} from "./commandPrefixes.ts";
import { type Argument, argumentAt, commandWord, isSeparator } from "./commandSplit.ts";
import { type Findings, type Grammar, unknownPiece, type ValueContext } from "./grammar.ts";
import { isLengthValid } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { explainProgram, explainVariables } from "./spelledCommand.ts";
import {
  commandWords,
  nextWord,
  relaxedCommandWords,
  type SplitDefect,
  type SplitWord,
} from "./wordSplit.ts";

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
  /** Where in the value the command ends, without the semicolon behind it. */
  readonly to: number;
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
    if (first === undefined || first.text.content === ";") continue;
    const to = at === undefined ? text.content.length : beforeSeparator(text.content, at);
    commands.push(commandAt(first, to, context));
  }
  return commands;
}

/** Where the command ends behind which another one begins at `next`. */
function beforeSeparator(content: string, next: number): number {
  const separator = beforeBlanks(content, 0, next) - 1;
  return beforeBlanks(content, 0, separator);
}

function commandAt({ text }: Argument, to: number, context: ValueContext): Command {
  const prefix = readPrefixes(text.content, context.version);
  const place = slice(text, prefix.length, text.content.length);
  const expansion = expandSpecifiers(place, context);
  return {
    program: expansion.kind === "expanded" ? expansion.text.content : place.content,
    place,
    mayFail: prefix.effect === "line",
    isSought: !prefix.viaShell,
    to,
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
  if (unsafe.test(content) || (context.version >= 262 && unsafeSince262.test(content))) {
    return report("command-not-safe");
  }
  if ((context.version >= 257 ? folderSince257 : folder).test(content)) return report("command-is-directory");
  if (isProgram(content)) return true;
  const sign = path.content[0] ?? "";
  const first = sinceWhenPrefix(sign);
  if (first === undefined || first <= context.version) return report("command-not-absolute");
  findings.report("word-too-new", path, 0, 1, [sign, `${first}`, `${context.version}`], effect);
  return false;
}

const folder = /\/$/;
const folderSince257 = /(?:^|\/)\.{1,2}$|\/$/;

/** Quotes, backslashes and control characters. */
const unsafe = /["'\\]|[^ -~\u0080-\uffff]/;

/** Patterns of a shell, and bytes that are no UTF-8, which an escape can make. */
const unsafeSince262 = /[*?[]|(?<![\ud800-\udbff])[\udc80-\udcff]/;

/** Whether the text is an absolute path or the bare name of a file, as far as anyone can tell. */
function isProgram(content: string): boolean {
  if (content.startsWith("/")) return isLengthValid(content);
  // What a specifier hides may begin the path, or be the whole name.
  if (content.startsWith(unknownPiece)) return true;
  return !content.includes("/") && content !== "." && content !== ".." && isLengthValid(content);
}

/** What makes an argument more than what is written. */
const notable = /["'\\;%]/g;

/** Judges what follows the program; returns where the next command begins, as `judgeCommand` does. */
function judgeArguments(
  text: Text,
  program: SplitWord,
  { namesArgvZero, effect }: Prefixes,
  context: ValueContext,
  findings: Findings,
): number | undefined {
  let at = program.next;
  // Nearly every command ends in plain words, about which there is nothing to say.
  notable.lastIndex = at;
  if (at < text.content.length && !notable.test(text.content)) return undefined;
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
