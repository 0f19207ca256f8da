import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ChosenSeverities, type ChosenSeverity, readChoice } from "../language/chosenSeverity.ts";
import type { ProblemCode } from "../language/problems/catalogue.ts";
import type { Scope } from "../language/values/grammar.ts";
import { findTargetVersion, readTargetVersion, type TargetVersion } from "../workspace/targetVersion.ts";
import { UsageError } from "./usageError.ts";

const formats = ["text", "json", "sarif", "github"] as const;

export type CheckFormat = (typeof formats)[number];

/** What `unitwright check` was asked to do. */
export interface CheckOptions {
  readonly format: CheckFormat;
  readonly target: TargetVersion;
  /** Of files whose path does not tell. */
  readonly scope: Scope;
  /** How severe problems are reported, where it is not their consequence that decides. */
  readonly severities: ChosenSeverities;
  /** The system whose load path holds what is not found beside a file. */
  readonly root: string;
  /** Files and folders, as given. */
  readonly paths: readonly string[];
}

/** Reads the arguments behind `check`; "help" where help is asked for. Throws UsageError. */
export function readCheckOptions(args: readonly string[]): CheckOptions | "help" {
  const { values, positionals } = parse(args);
  if (values.help === true) return "help";
  if (positionals.length === 0) throw new UsageError("Name at least one file or folder to check.");
  return {
    format: readFormat(values.format ?? "text"),
    target: readTarget(values.target, values.root ?? "/"),
    scope: values.user === true ? "user" : "unknown",
    severities: readSeverities(values.severity ?? []),
    root: resolve(values.root ?? "/"),
    paths: positionals,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        target: { type: "string" },
        severity: { type: "string", multiple: true },
        root: { type: "string" },
        user: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw UsageError.of(error);
  }
}

function readFormat(format: string): CheckFormat {
  const known = formats.find((one) => one === format);
  if (known !== undefined) return known;
  throw new UsageError(`There is no format \`${format}\`. Formats are: ${formats.join(", ")}.`);
}

/** Each is `CODE=LEVEL`; of several for one code the last counts. */
function readSeverities(choices: readonly string[]): ChosenSeverities {
  const chosen = new Map<ProblemCode, ChosenSeverity>();
  for (const written of choices) {
    const [code = "", severity] = written.split(/=(.*)/s);
    const choice = readChoice(code, severity);
    if (choice.kind === "mistake") throw new UsageError(`--severity ${written}: ${choice.message}`);
    chosen.set(choice.code, choice.severity);
  }
  return chosen;
}

function readTarget(target: string | undefined, root: string): TargetVersion {
  if (target === undefined || target === "auto") return findTargetVersion(root);
  const read = readTargetVersion(target);
  if (read !== undefined) return read;
  throw new UsageError(`\`${target}\` is no release of systemd, such as 252, nor a range, such as 239-262.`);
}
