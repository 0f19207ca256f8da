import type { AnalysedAssignment } from "../analysis.ts";
import { spanOf } from "../text/text.ts";
import type { SplitWord } from "../values/wordSplit.ts";
import { type WrittenCommand, writtenCommands } from "../values/writtenCommands.ts";
import type { AssignmentRule, Report } from "./rule.ts";

/** Words that only a shell understands; a program gets them as plain arguments. */
const shellWords = /^(?:\|\|?|&&?|[0-9]?>>?|<|<<|[0-9]?>&[0-9]|&>)$|^[0-9]?>>?[^&>=]+$/;
/** What a shell would put the output of another command in place of. */
const substitution = /\$\(|`/;
/** What a shell would put the names of files in place of. */
const glob = /[*?]/;
/** Programs that take names of files and no patterns: a `*` is meant for the shell. */
const takesFiles = /^(?:\/(?:usr\/)?s?bin\/)?(?:rm|rmdir|cp|mv|cat|ls|touch|chmod|chown|chgrp|du)$/;
/** Without one of these a line needs no shell, and gives none an instance. */
const telling = /[|&<>*?`]|\$\(|%[If]/;
const shells = /(?:^|\/)(?:ba|da|z|k|c|tc|a)?sh$/;

/**
 * Exec*= lines are no shell lines: `|`, `>` and `&&` reach the program as arguments. And an instance's name that,
 * unescaped, becomes part of a shell's line can hold any command; `%i` is safe, since escaping leaves nothing special.
 */
export const shellSyntax: AssignmentRule = {
  concerns: (row) => row?.parsing.value === "config_parse_exec",
  judge(_unit, assignment, report) {
    // Most lines hold nothing of the kind, and need not be cut into words.
    if (assignment.isUnread || !telling.test(assignment.node.value.content)) return;
    for (const command of writtenCommands(assignment.node.value)) judgeCommand(assignment, command, report);
  },
};

function judgeCommand(assignment: AnalysedAssignment, { words }: WrittenCommand, report: Report): void {
  const [, prefixes = "", program = ""] = /^([-@:+!|]*)(.*)$/s.exec(words[0]?.text.content ?? "") ?? [];
  if (words.length < 2 || prefixes.includes("|")) return;
  if (shells.test(program)) judgeShell(assignment, words, report);
  else judgeProgram(assignment, program, words, report);
}

function judgeProgram(
  { node }: AnalysedAssignment,
  program: string,
  words: readonly SplitWord[],
  report: Report,
): void {
  const mayBeGlob = takesFiles.test(program);
  const found = words.findIndex((word, index) => index > 0 && isBare(word) && isForShell(word, mayBeGlob));
  const word = words[found];
  if (word === undefined) return;
  const isBackground = word.text.content === "&" && found === words.length - 1;
  report(
    "needs-shell",
    { ...spanOf(node.value, word.from, word.to), line: node.line },
    { args: [word.text.content, isBackground ? "background" : ""] },
  );
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
