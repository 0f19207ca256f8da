import { judgeBetween } from "../language/judgeBetween.ts";
import { severityOf } from "../language/problems/consequence.ts";
import { lineIndexOf } from "../language/text/lineIndex.ts";
import { isForeignContent } from "../language/units/unitFile.ts";
import { readUnitText } from "../workspace/readUnitText.ts";
import { type CheckOptions, readCheckOptions } from "./checkOptions.ts";
import { type Found, findUnitFiles } from "./findUnitFiles.ts";
import { checkHelp } from "./help.ts";
import { printProblem, visible } from "./printProblem.ts";

/** Where the command line writes: one or more lines, without the last one's end. */
export interface Output {
  result(lines: string): void;
  complaint(lines: string): void;
}

/** 0: nothing at error or warning; 1: something found; 2: something could not be read or the call was wrong. */
export type ExitCode = 0 | 1 | 2;

/** Runs `unitwright check` with the arguments behind that word. Throws UsageError where the call is wrong. */
export function check(args: readonly string[], output: Output): ExitCode {
  const options = readCheckOptions(args);
  if (options === "help") {
    output.result(checkHelp);
    return 0;
  }
  let worst: ExitCode = 0;
  for (const path of options.paths) {
    for (const found of findUnitFiles(path)) {
      const code = checkFound(found, options, output);
      if (code > worst) worst = code;
    }
  }
  return worst;
}

function checkFound(found: Found, options: CheckOptions, output: Output): ExitCode {
  switch (found.kind) {
    case "file":
      return checkFile(found, options, output);
    case "skipped":
      output.complaint(visible(`unitwright: ${found.path}: skipped: ${found.why}`));
      return 0;
    case "failure":
      output.complaint(visible(`unitwright: ${found.path}: ${found.why}`));
      return 2;
    default:
      return found satisfies never;
  }
}

function checkFile(found: Extract<Found, { kind: "file" }>, options: CheckOptions, output: Output): ExitCode {
  const { path, file, isNamed } = found;
  const reading = readUnitText(path);
  switch (reading.kind) {
    case "text":
      break;
    case "masked":
      return 0;
    case "not-a-file":
      return checkFound({ kind: isNamed ? "failure" : "skipped", path, why: reading.what }, options, output);
    case "unreadable":
      return checkFound({ kind: "failure", path, why: reading.why }, options, output);
    default:
      return reading satisfies never;
  }
  if (isForeignContent(reading.text)) {
    const why = "no unit file by its content";
    return checkFound({ kind: "skipped", path, why }, options, output);
  }
  const scope = file.scope === "unknown" ? options.scope : file.scope;
  const problems = judgeBetween({ document: reading.text, file }, options.target, scope);
  const lines = lineIndexOf(reading.text);
  const printed = problems.map((problem) => printProblem(options.format, path, lines, problem));
  if (printed.length > 0) output.result(printed.join("\n"));
  const isSerious = problems.some(({ consequence }) => {
    const severity = severityOf(consequence);
    return severity === "error" || severity === "warning";
  });
  return isSerious ? 1 : 0;
}
