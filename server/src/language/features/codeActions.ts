import type { AnalysedUnit } from "../analysis.ts";
import type { Problem, ProblemCode } from "../problems/catalogue.ts";
import { fixAge, fixRemovable } from "./fixes/age.ts";
import { fixOneshotRestart, fixSeveralCommands } from "./fixes/commands.ts";
import { fixIgnoredCode } from "./fixes/ignore.ts";
import { fixMissingFile, fixMissingProgram } from "./fixes/machine.ts";
import { fixMisplaced } from "./fixes/misplaced.ts";
import { fixOutsideSection } from "./fixes/missingHeaders.ts";
import { fixBrokenHeader, fixMissingEquals, fixUnknownDirective, fixUnknownSection } from "./fixes/names.ts";
import { fixUnordered, fixUnwanted } from "./fixes/order.ts";
import { fixShell } from "./fixes/shell.ts";
import { fixUnitReference } from "./fixes/unitReferences.ts";
import {
  fixCredentialsRace,
  fixEscapedInstance,
  fixFileName,
  fixFolder,
  fixNothingRemains,
  fixOneshotRuntimeLimit,
  fixOwnName,
  fixPamKillMode,
  fixPathOfName,
  fixReservedOption,
  fixSurplusWord,
} from "./fixes/wholeUnit.ts";
import {
  fixEscape,
  fixLegacyRunPath,
  fixNear,
  fixPath,
  fixRange,
  fixSpecifier,
  fixUnitName,
  fixWord,
} from "./fixes/words.ts";

/** The place of the document from `from` to `to` is taken by `newText`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly newText: string;
}

/** A way to mend a problem. */
export interface Fix {
  /** What the document will say afterwards. Markdown's backticks mark code. */
  readonly title: string;
  /** No other answer is likely. */
  readonly isPreferred: boolean;
  /** In order, none overlapping another. */
  readonly edits: readonly Edit[];
  /** What becomes of the file itself. */
  readonly file?: FileChange;
}

/** Another name in the same folder, which all that speaks of its unit takes up; or another folder for the same name. */
export type FileChange =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "folder"; readonly folder: string };

type Fixer = (unit: AnalysedUnit, problem: Problem) => readonly Fix[];

const fixers: Readonly<Partial<Record<ProblemCode, Fixer>>> = {
  "unknown-section": fixUnknownSection,
  "broken-section-header": fixBrokenHeader,
  "missing-equals": fixMissingEquals,
  "unknown-directive": fixUnknownDirective,
  "misplaced-directive": fixMisplaced,
  "outside-section": fixOutsideSection,
  "removed-directive": (unit, problem) => [...fixAge(unit, problem), ...fixRemovable(unit, problem)],
  "directive-gone": (unit, problem) => [...fixAge(unit, problem), ...fixRemovable(unit, problem)],
  "not-for-this-type": fixRemovable,
  "only-first-counts": fixRemovable,
  "empty-value": fixRemovable,
  "missing-key": fixRemovable,
  "deprecated-directive": fixAge,
  "old-directive-name": fixAge,
  "not-boolean": fixWord,
  "unknown-word": fixWord,
  "deprecated-word": fixWord,
  "not-signal": fixWord,
  "not-time-span": fixWord,
  "not-size": fixWord,
  "not-limit": fixWord,
  "not-percentage": fixWord,
  "not-mode": fixWord,
  "not-unit-name": fixUnitName,
  "lost-backslashes": (unit, problem) => [...fixNear(unit, problem), ...fixOwnName(unit, problem)],
  "outside-load-path": fixFolder,
  "escaped-instance": fixEscapedInstance,
  "path-not-absolute": fixPath,
  "command-not-absolute": fixPath,
  "unknown-specifier": fixSpecifier,
  "escape-kept": fixEscape,
  "unknown-escape": fixEscape,
  "unknown-code": fixIgnoredCode,
  "several-commands": fixSeveralCommands,
  "oneshot-restart": fixOneshotRestart,
  "nothing-remains": fixNothingRemains,
  "oneshot-forced-restart": fixRemovable,
  "oneshot-exit-type": fixRemovable,
  "oneshot-runtime-limit": fixOneshotRuntimeLimit,
  "forking-private-pids": fixRemovable,
  "needs-companion": fixRemovable,
  "endless-random-delay": fixRemovable,
  "credentials-race": fixCredentialsRace,
  "accept-with-service": fixRemovable,
  "no-connections": fixRemovable,
  "symlinks-without-node": fixRemovable,
  "name-not-path": (unit, problem) => [...fixFileName(unit, problem), ...fixPathOfName(unit, problem)],
  "name-without-path": fixFileName,
  "pam-kill-mode": fixPamKillMode,
  "reserved-mount-option": fixReservedOption,
  "exclude-each-other": fixRemovable,
  "only-in-services": fixRemovable,
  "dynamic-user-of-user": fixRemovable,
  "isolates-several": fixRemovable,
  "cannot-fail": fixRemovable,
  "device-not-delayed": fixSurplusWord,
  "own-name": fixSurplusWord,
  "session-twice": fixSurplusWord,
  "alias-not-here": fixRemovable,
  "default-instance-unused": fixRemovable,
  "legacy-run-path": fixLegacyRunPath,
  "not-exit-status": fixNear,
  "unknown-system-call": fixNear,
  "not-errno": fixNear,
  "unknown-time-zone": fixNear,
  "dropped-word": fixNear,
  "range-reversed": fixRange,
  "needed-not-ordered": fixUnordered,
  "online-not-wanted": fixUnwanted,
  "needs-shell": fixShell,
  "unknown-unit": fixUnitReference,
  "needed-unit-missing": fixUnitReference,
  "nothing-to-start": fixUnitReference,
  "missing-program": fixMissingProgram,
  "missing-environment-file": fixMissingFile,
};

/** The ways to mend `problem`, the likeliest first; none where nobody can tell what was meant. */
export function fixesFor(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  return fixers[problem.code]?.(unit, problem) ?? [];
}
