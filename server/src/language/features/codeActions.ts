import type { AnalysedUnit } from "../analysis.ts";
import type { Problem, ProblemCode } from "../problems/catalogue.ts";
import { fixAge, fixRemovable } from "./fixes/age.ts";
import { fixOneshotRestart, fixSeveralCommands } from "./fixes/commands.ts";
import { fixIgnoredCode } from "./fixes/ignore.ts";
import { fixMisplaced } from "./fixes/misplaced.ts";
import { fixBrokenHeader, fixMissingEquals, fixUnknownDirective, fixUnknownSection } from "./fixes/names.ts";
import { fixEscape, fixPath, fixSpecifier, fixUnitName, fixWord } from "./fixes/words.ts";

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
}

type Fixer = (unit: AnalysedUnit, problem: Problem) => readonly Fix[];

const fixers: Readonly<Partial<Record<ProblemCode, Fixer>>> = {
  "unknown-section": fixUnknownSection,
  "broken-section-header": fixBrokenHeader,
  "missing-equals": fixMissingEquals,
  "unknown-directive": fixUnknownDirective,
  "misplaced-directive": fixMisplaced,
  "outside-section": fixMisplaced,
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
  "path-not-absolute": fixPath,
  "command-not-absolute": fixPath,
  "unknown-specifier": fixSpecifier,
  "escape-kept": fixEscape,
  "unknown-escape": fixEscape,
  "unknown-code": fixIgnoredCode,
  "several-commands": fixSeveralCommands,
  "oneshot-restart": fixOneshotRestart,
};

/** The ways to mend `problem`, the likeliest first; none where nobody can tell what was meant. */
export function fixesFor(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  return fixers[problem.code]?.(unit, problem) ?? [];
}
