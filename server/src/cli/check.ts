import { resolve } from "node:path";
import process from "node:process";
import { judgeBetween } from "../language/judgeBetween.ts";
import { severityOf } from "../language/problems/consequence.ts";
import { lineIndexOf } from "../language/text/lineIndex.ts";
import { defaultTemplateSuffixes, isForeignContent } from "../language/units/unitFile.ts";
import type { UnitSource } from "../language/units/unitSource.ts";
import { readUnitText } from "../workspace/readUnitText.ts";
import { UnitPartsFinder } from "../workspace/unitParts.ts";
import { nothingOpen } from "../workspace/unitTexts.ts";
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
  const run: Run = { options, output, parts: new UnitPartsFinder("once", nothingOpen) };
  // A file that several arguments lead to is judged once, under the name that was given first.
  const seen = new Set<string>();
  let worst: ExitCode = 0;
  for (const path of options.paths) {
    for (const found of findUnitFiles(path)) {
      const place = resolve(found.path);
      if (seen.has(place)) continue;
      seen.add(place);
      const code = checkFound(found, run);
      if (code > worst) worst = code;
    }
  }
  return worst;
}

interface Run {
  readonly options: CheckOptions;
  readonly output: Output;
  readonly parts: UnitPartsFinder;
}

function checkFound(found: Found, run: Run): ExitCode {
  switch (found.kind) {
    case "file":
      return checkFile(found, run);
    case "skipped":
      run.output.complaint(visible(`unitwright: ${found.path}: skipped: ${found.why}`));
      return 0;
    case "failure":
      run.output.complaint(visible(`unitwright: ${found.path}: ${found.why}`));
      return 2;
    default:
      return found satisfies never;
  }
}

function checkFile(found: Extract<Found, { kind: "file" }>, run: Run): ExitCode {
  const { path, file, isNamed } = found;
  const reading = readUnitText(path);
  switch (reading.kind) {
    case "text":
      break;
    case "masked":
      return 0;
    case "not-a-file":
      return checkFound({ kind: isNamed ? "failure" : "skipped", path, why: reading.what }, run);
    case "unreadable":
      return checkFound({ kind: "failure", path, why: reading.why }, run);
    default:
      return reading satisfies never;
  }
  if (isForeignContent(reading.text)) {
    return checkFound({ kind: "skipped", path, why: "no unit file by its content" }, run);
  }
  return report(path, { document: reading.text, file }, run);
}

function report(path: string, source: UnitSource, { options, output, parts }: Run): ExitCode {
  const { format, target, root } = options;
  const { file, document } = source;
  const scope = file.scope === "unknown" ? options.scope : file.scope;
  const whole = parts.find(
    { path: resolve(path), file, scope },
    { root, environment: process.env, workspace: [] },
    defaultTemplateSuffixes,
  );
  const problems = judgeBetween(source, target, scope, whole.kind === "known" ? whole.rest : undefined);
  const lines = lineIndexOf(document);
  const printed = problems.map((problem) => printProblem(format, path, lines, problem));
  if (printed.length > 0) output.result(printed.join("\n"));
  const isSerious = problems.some(({ consequence }) => {
    const severity = severityOf(consequence);
    return severity === "error" || severity === "warning";
  });
  return isSerious ? 1 : 0;
}
