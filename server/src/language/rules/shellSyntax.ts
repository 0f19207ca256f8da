import type { AnalysedAssignment } from "../analysis.ts";
import { spanOf, type Text } from "../text/text.ts";
import { commandWords, nextWord, type SplitWord } from "../values/wordSplit.ts";
import type { Report, Rule } from "./rule.ts";

/** Words that only a shell understands; a program gets them as plain arguments. */
const shellWords = /^(?:\|\|?|&&?|[0-9]?>>?|<|<<|[0-9]?>&[0-9]|&>)$|^[0-9]?>>?[^&>=]+$/;
/** Without one of these a line needs no shell, and gives none an instance. */
const telling = /[|&<>%]/;
const shells = /(?:^|\/)(?:ba|da|z|k|c|tc|a)?sh$/;

/**
 * Exec*= lines are no shell lines: `|`, `>` and `&&` reach the program as arguments. And an instance's name that,
 * unescaped, becomes part of a shell's line can hold any command; `%i` is safe, since escaping leaves nothing special.
 */
export const shellSyntax: Rule = (unit, report) => {
  for (const assignment of unit.assignments) {
    if (assignment.known?.parsing.value !== "config_parse_exec" || assignment.isUnread) continue;
    // Most lines hold nothing of the kind, and need not be cut into words.
    if (!telling.test(assignment.node.value.content)) continue;
    const words = wordsOf(assignment.node.value);
    const program = words[0]?.text.content ?? "";
    if (words.length < 2 || program.includes("|")) continue;
    if (shells.test(program)) judgeShell(assignment, words, report);
    else judgeProgram(assignment, words, report);
  }
};

function judgeProgram({ node }: AnalysedAssignment, words: readonly SplitWord[], report: Report): void {
  const found = words.find(
    ({ text, from, to }, index) => index > 0 && isBare(text, from, to) && shellWords.test(text.content),
  );
  if (found === undefined) return;
  report(
    "needs-shell",
    { ...spanOf(node.value, found.from, found.to), line: node.line },
    { args: [found.text.content] },
  );
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
function isBare(text: Text, from: number, to: number): boolean {
  return text.content.length === to - from;
}

function wordsOf(value: Text): readonly SplitWord[] {
  const words: SplitWord[] = [];
  let at = 0;
  for (
    let word = nextWord(value, at, commandWords);
    word?.kind === "word";
    word = nextWord(value, at, commandWords)
  ) {
    words.push(word);
    at = word.next;
  }
  return words;
}
