import { resolve } from "node:path";
import process from "node:process";
import { shownSeverity, withoutTurnedOff } from "../language/chosenSeverity.ts";
import { judgeBetween } from "../language/judgeBetween.ts";
import type { Problem } from "../language/problems/catalogue.ts";
import { lineIndexOf, placeOf } from "../language/text/lineIndex.ts";
import { judgeRulesBetween } from "../language/udev/judgeRulesBetween.ts";
import { isRulesFile, looksLikeRules } from "../language/udev/udevFile.ts";
import { folderOf } from "../language/units/filePath.ts";
import { defaultTemplateSuffixes, isForeignContent } from "../language/units/unitFile.ts";
import { FolderListings } from "../workspace/folderListings.ts";
import { Machines } from "../workspace/machines.ts";
import { UnitPartsFinder } from "../workspace/unitParts.ts";
import { UnitSurroundings } from "../workspace/unitSurroundings.ts";
import { nothingOpen, type UnitPart, UnitTexts } from "../workspace/unitTexts.ts";
import { type CheckOptions, readCheckOptions } from "./checkOptions.ts";
import { type Found, findUnitFiles } from "./findUnitFiles.ts";
import { checkHelp } from "./help.ts";
import { printProblem } from "./printProblem.ts";
import type { ReportedProblem } from "./reportedProblem.ts";
import { sarifLog } from "./sarifLog.ts";
import { visible } from "./visible.ts";

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
  // A file that several arguments lead to is judged once, under the name that was given first.
  const all = new Map<string, Found>();
  for (const path of options.paths) {
    for (const found of findUnitFiles(path)) {
      const place = "place" in found ? found.place : resolve(found.path);
      if (!all.has(place)) all.set(place, found);
    }
  }
  const texts = new UnitTexts("once", nothingOpen);
  const listings = new FolderListings("once");
  const run: Run = {
    options,
    output,
    texts,
    parts: new UnitPartsFinder("once", nothingOpen, texts, listings),
    surroundings: new UnitSurroundings("once", nothingOpen, texts, listings),
    machines: new Machines("once"),
    folders: foldersOf(all),
    log: { problems: [], failures: [] },
  };
  let worst: ExitCode = 0;
  for (const found of all.values()) {
    const code = checkFound(found, run);
    if (code > worst) worst = code;
  }
  if (options.format === "sarif") output.result(sarifLog(run.log.problems, run.log.failures));
  return worst;
}

interface Run {
  readonly options: CheckOptions;
  readonly output: Output;
  readonly texts: UnitTexts;
  readonly parts: UnitPartsFinder;
  readonly surroundings: UnitSurroundings;
  readonly machines: Machines;
  /** The folders in which units were found, as absolute paths. */
  readonly folders: readonly string[];
  /** What a format gets that is written as a whole, at the end. */
  readonly log: { readonly problems: ReportedProblem[]; readonly failures: string[] };
}

/** The folders of the units that were found; what is judged stands among all of them. */
function foldersOf(all: ReadonlyMap<string, Found>): readonly string[] {
  const folders = new Set<string>();
  for (const [path, found] of all) {
    if (found.kind === "file" && found.file.kind === "unit" && !found.isNamed) folders.add(folderOf(path));
  }
  return [...folders].filter((folder) => !/\.(?:wants|requires|upholds)$/.test(folder));
}

function checkFound(found: Found, run: Run): ExitCode {
  switch (found.kind) {
    case "file":
    case "rules":
      return checkFile(found, run);
    case "skipped":
      run.output.complaint(visible(`unitwright: ${found.path}: skipped: ${found.why}`));
      return 0;
    case "failure":
      run.output.complaint(visible(`unitwright: ${found.path}: ${found.why}`));
      run.log.failures.push(`${found.path}: ${found.why}`);
      return 2;
    default:
      return found satisfies never;
  }
}

function checkFile(found: Extract<Found, { kind: "file" | "rules" }>, run: Run): ExitCode {
  const { path, place, isNamed } = found;
  const reading = run.texts.read(place);
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
  if (found.kind === "rules") return checkRules(found, reading.text, run);
  if (isForeignContent(reading.text)) {
    return checkFound({ kind: "skipped", path, why: "no unit file by its content" }, run);
  }
  return checkUnit(path, run.texts.part(place, reading.text, found.file), run);
}

/** Many programs have files called rules: what is found in a folder and is not udev's is passed over. */
function checkRules(found: Extract<Found, { kind: "rules" }>, document: string, run: Run): ExitCode {
  const { path, place, isNamed } = found;
  if (!isRulesFile(place, document) && !(isNamed && looksLikeRules(document))) {
    return isNamed ? checkFound({ kind: "failure", path, why: "no rules of udev by their content" }, run) : 0;
  }
  return report(path, document, judgeRulesBetween(document, run.options.target), run);
}

function checkUnit(path: string, source: UnitPart, run: Run): ExitCode {
  const { options, parts, surroundings, machines, folders } = run;
  const { target, root } = options;
  const { file, document } = source;
  const scope = file.scope === "unknown" ? options.scope : file.scope;
  const place = { path: source.path, file, scope };
  const places = { root, environment: process.env, workspace: [] };
  const whole = parts.find(place, places, defaultTemplateSuffixes);
  const around = surroundings.find(place, places, {
    templateSuffixes: defaultTemplateSuffixes,
    version: target.newest,
    workspace: folders,
  });
  const rest = whole.kind === "known" ? whole.rest : undefined;
  const machine = around?.isWholeSystem === true ? machines.find(root, place.path) : undefined;
  return report(path, document, judgeBetween(source, target, scope, rest, around, machine), run);
}

function report(path: string, document: string, problems: readonly Problem[], run: Run): ExitCode {
  const { output, log } = run;
  const { format, severities } = run.options;
  const told = withoutTurnedOff(problems, severities);
  // Most files are in order, and need no lines counted.
  if (told.length === 0) return 0;
  const lines = lineIndexOf(document);
  const reported = told.map((problem) => ({
    path,
    problem,
    severity: shownSeverity(problem, severities),
    from: placeOf(lines, problem.from),
    to: placeOf(lines, problem.to),
  }));
  if (format === "sarif") log.problems.push(...reported);
  else output.result(reported.map((one) => printProblem(format, one)).join("\n"));
  return reported.some(({ severity }) => severity === "error" || severity === "warning") ? 1 : 0;
}
