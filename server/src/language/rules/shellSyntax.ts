import type { AnalysedAssignment } from "../analysis.ts";
import { spanOf } from "../text/text.ts";
import { type Command, commandsOf } from "../values/commandParts.ts";
import type { SplitWord } from "../values/wordSplit.ts";
import type { Report, Rule } from "./rule.ts";

/** Words that only a shell understands; a program gets them as plain arguments. */
const shellWords = /^(?:\|\|?|&&?|[0-9]?>>?|<|<<|[0-9]?>&[0-9]|&>)$|^[0-9]?>>?[^&>=]+$/;
/** What a shell would put the output of another command in place of. */
const substitution = /\$\(|`/;
/** What a shell would put the names of files in place of. */
const glob = /[*?]/;
/** Programs that take names of files and no patterns: a `*` is meant for the shell. */
const takesFiles = /^(?:\/(?:usr\/)?s?bin\/)?(?:rm|rmdir|cp|mv|cat|ls|touch|chmod|chown|chgrp|du)$/;
/** Words that begin a shell's line and are no programs; a variable that is set for one command. */
const shellBeginnings = /^(?:cd|source|export|exec|eval|if|for|while)$/;
const variableBeginning = /^[A-Za-z_][A-Za-z0-9_]*=[^/]*$/;
const tellingBeginning =
  /(?:^|; )[-@:+!|]*(?:(?:cd|source|export|exec|eval|if|for|while)[ \t]|[A-Za-z_][A-Za-z0-9_]*=)/;
/** Without one of these a line needs no shell, and gives none an instance. */
const telling = /[|&<>%*?`]|\$\(/;
const shells = /(?:^|\/)(?:ba|da|z|k|c|tc|a)?sh$/;

/**
 * Exec*= lines are no shell lines: `|`, `>` and `&&` reach the program as arguments. And an instance's name that,
 * unescaped, becomes part of a shell's line can hold any command; `%i` is safe, since escaping leaves nothing special.
 */
export const shellSyntax: Rule = (unit, report) => {
  for (const assignment of unit.assignments) {
    if (assignment.known?.parsing.value !== "config_parse_exec" || assignment.isUnread) continue;
    // Most lines hold nothing of the kind, and need not be cut into words.
    const { content } = assignment.node.value;
    if (!telling.test(content) && !tellingBeginning.test(content)) continue;
    for (const command of commandsOf(assignment.node.value)) judgeCommand(assignment, command, report);
  }
};

function judgeCommand(assignment: AnalysedAssignment, { words }: Command, report: Report): void {
  const [, prefixes = "", program = ""] = /^([-@:+!|]*)(.*)$/s.exec(words[0]?.text.content ?? "") ?? [];
  if (words.length < 2 || prefixes.includes("|")) return;
  const beginning = shellBeginnings.test(program)
    ? "beginning"
    : variableBeginning.test(program)
      ? "variable"
      : "";
  if (beginning !== "") reportWord(assignment, words[0], beginning, report);
  else if (shells.test(program)) judgeShell(assignment, words, report);
  else judgeProgram(assignment, program, words, report);
}

function judgeProgram(
  assignment: AnalysedAssignment,
  program: string,
  words: readonly SplitWord[],
  report: Report,
): void {
  const mayBeGlob = takesFiles.test(program);
  const found = words.findIndex((word, index) => index > 0 && isBare(word) && isForShell(word, mayBeGlob));
  const word = words[found];
  const isBackground = word?.text.content === "&" && found === words.length - 1;
  reportWord(assignment, word, isBackground ? "background" : "", report);
}

function reportWord(
  { node }: AnalysedAssignment,
  word: SplitWord | undefined,
  how: "" | "background" | "beginning" | "variable",
  report: Report,
): void {
  if (word === undefined) return;
  const place = { ...spanOf(node.value, word.from, word.to), line: node.line };
  report("needs-shell", place, { args: [word.text.content.replace(/^[-@:+!]+/, ""), how] });
}

function isForShell({ text: { content } }: SplitWord, mayBeGlob: boolean): boolean {
  return shellWords.test(content) || substitution.test(content) || (mayBeGlob && glob.test(content));
}

function judgeShell({ node }: AnalysedAssignment, words: readonly SplitWord[], report: Report): void {
  const script = words[words.findIndex(({ text }) => /^-[a-z]*c$/.test(text.content)) + 1];
  const specifier = script && /(?<!%)(?:%%)*(%[If])/.exec(node.value.content.slice(script.from, script.to));
  if (script === undefined || specifier === undefined || specifier === null || words[0] === script) return;
  const from = script.from + specifier.index + specifier[0].length - 2;
  report(
    "instance-in-shell",
    { ...spanOf(node.value, from, from + 2), line: node.line },
    { args: [specifier[1] ?? ""] },
  );
}

/** Whether the word stands as written, without quotes and escapes: a quoted sign is meant as an argument. */
function isBare({ text, from, to }: SplitWord): boolean {
  return text.content.length === to - from;
}
