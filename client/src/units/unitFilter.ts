// The filter of the Units view: what a person types, and whether a unit is meant by it.
import type { Unit } from "../systemd/manager.ts";
import { isPattern, namePattern } from "../systemd/namePattern.ts";

/** What must hold of a unit to be shown: each of the words and one of the marks of each kind. */
export interface UnitFilter {
  /** Patterns are held against the whole name, other words found anywhere in name and description. */
  readonly words: readonly string[];
  readonly states: readonly string[];
  readonly enablements: readonly string[];
}

/** The marks that can be typed, such as `@failed`, and what each means. */
export const filterMarks = {
  failed: "Units that failed",
  running: "Units with a process of their own that runs",
  active: "Units that are active in whatever way",
  changing: "Units that are being started, stopped or reloaded",
  inactive: "Units that are not active",
  enabled: "Units that start with the machine",
  disabled: "Units that could start with the machine, and do not",
  static: "Units that only others start",
  masked: "Units that nothing may start",
} as const;

/** Reads what was typed. Marks that are none, and words not typed to their end, find what contains them. */
export function parseUnitFilter(text: string): UnitFilter {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  const marks = parts.flatMap((part) => (isMark(part) ? [part.slice(1)] : []));
  return {
    words: parts.filter((part) => !isMark(part)).map((word) => word.toLowerCase()),
    states: marks.filter((mark) => !enablements.has(mark)),
    enablements: marks.filter((mark) => enablements.has(mark)),
  };
}

/** Whether the filter lets every unit through. */
export const isEmpty = ({ words, states, enablements: wanted }: UnitFilter): boolean =>
  words.length + states.length + wanted.length === 0;

/** Whether the answer depends on enablement, which systemd is asked for unit by unit. */
export const asksForEnablement = (filter: UnitFilter): boolean => filter.enablements.length > 0;

/** Makes the question whether a unit is to be shown. */
export function unitMatcher({ words, states, enablements: wanted }: UnitFilter): (unit: Unit) => boolean {
  const tests = words.map(wordTest);
  return (unit) =>
    tests.every((test) => test(unit)) &&
    (states.length === 0 || states.some((state) => isInState(unit, state))) &&
    (wanted.length === 0 || wanted.some((enablement) => hasEnablement(unit, enablement)));
}

const enablements: ReadonlySet<string> = new Set(["enabled", "disabled", "static", "masked"]);

const isMark = (part: string) => part.startsWith("@") && Object.hasOwn(filterMarks, part.slice(1));

function wordTest(word: string): (unit: Unit) => boolean {
  if (!isPattern(word)) {
    return ({ name, description }) =>
      name.toLowerCase().includes(word) || description.toLowerCase().includes(word);
  }
  // A pattern without a type is meant for units of all types, as systemctl has it for names.
  const pattern = namePattern(word);
  return ({ name }) => {
    const lower = name.toLowerCase();
    return pattern.test(lower) || pattern.test(lower.slice(0, lower.lastIndexOf(".")));
  };
}

function isInState({ activeState, subState }: Unit, state: string): boolean {
  switch (state) {
    case "running":
      return activeState === "active" && subState === "running";
    case "changing":
      return !["active", "inactive", "failed"].includes(activeState);
    default:
      return activeState === state;
  }
}

function hasEnablement({ fileState, loadState }: Unit, wanted: string): boolean {
  if (wanted === "masked") return loadState === "masked" || fileState?.startsWith("masked") === true;
  if (wanted === "enabled") return fileState?.startsWith("enabled") === true;
  return fileState === wanted || (wanted === "disabled" && fileState === "indirect");
}
