import { messageOf, type Problem } from "../language/problems/catalogue.ts";
import { severityOf } from "../language/problems/consequence.ts";
import { type LineIndex, placeOf } from "../language/text/lineIndex.ts";
import type { CheckFormat } from "./checkOptions.ts";

/** One problem as a line of output, without its line end. `path` is spelt as the user gave it. */
export function printProblem(format: CheckFormat, path: string, lines: LineIndex, problem: Problem): string {
  return format === "json" ? jsonLine(path, lines, problem) : textLine(path, lines, problem);
}

function jsonLine(path: string, lines: LineIndex, problem: Problem): string {
  const start = placeOf(lines, problem.from);
  const end = placeOf(lines, problem.to);
  return JSON.stringify({
    file: path,
    line: start.line + 1,
    column: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
    code: problem.code,
    severity: severityOf(problem.consequence),
    consequence: problem.consequence,
    message: messageOf(problem),
  });
}

function textLine(path: string, lines: LineIndex, problem: Problem): string {
  const { line, column } = placeOf(lines, problem.from);
  const severity = severityOf(problem.consequence);
  const text = `${path}:${line + 1}:${column + 1}: ${severity}: ${messageOf(problem)} [${problem.code}]`;
  return visible(text);
}

/** Messages quote the file and paths are anything: what a terminal would act upon is shown as an escape instead. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
  });
}
