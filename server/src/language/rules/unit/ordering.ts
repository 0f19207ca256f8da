import {
  type EffectiveAssignment,
  type EffectiveUnit,
  expandedValue,
  setAmong,
} from "../../effectiveUnit.ts";
import { placeOfWord, unitWordsOf } from "../../namedUnits.ts";
import { parseUnitName } from "../../names/unitName.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import type { UnitRule } from "./unitRule.ts";

const needs = ["Requires", "BindsTo", "BindTo"] as const;
const pulls = ["Wants", "Requires", "Requisite", "BindsTo", "BindTo", "Upholds"] as const;
const orders = ["After", "Before"] as const;

/**
 * Needing a unit says nothing about when it starts: without After= both start at the same time, and of BindsTo= half
 * is lost (systemd.unit(5)). Targets order themselves after what they need.
 */
export const neededUnitIsOrdered: UnitRule = (unit, report) => {
  if (unit.type === "target") return;
  const needed = setAmong(unit, "Unit", needs);
  if (needed.length === 0) return;
  const ordered = namesIn(unit, orders);
  if (ordered === undefined) return;
  for (const name of needed) {
    for (const assignment of unit.inEffect("Unit", name)) {
      for (const word of unitWordsOf(assignment)) {
        const other = word.content;
        if (hasUnknownPiece(other) || ordered.has(other) || isOrderedByItself(other)) continue;
        report("needed-not-ordered", placeOfWord(assignment, word), { args: [name, other] });
      }
    }
  }
};

/** network-online.target does nothing unless something wants it: ordering after it alone waits for nothing. */
export const onlineIsWanted: UnitRule = (unit, report) => {
  const after = unit.inEffect("Unit", "After").filter((assignment) => holds(assignment, online));
  if (after.length === 0) return;
  const pulled = namesIn(unit, pulls);
  if (pulled === undefined || pulled.has(online) || isPulledBy(unit, online)) return;
  for (const assignment of after) {
    for (const word of unitWordsOf(assignment)) {
      if (word.content === online) report("online-not-wanted", placeOfWord(assignment, word));
    }
  }
};

/** Whether it is worth while to look for a name among the words of an assignment. */
function holds({ assignment }: EffectiveAssignment, text: string): boolean {
  return assignment.node.value.content.includes(text);
}

/** A device appears when it does, and cannot be made to wait for a unit (measured). */
export const orderIsPossible: UnitRule = (unit, report) => {
  for (const assignment of unit.inEffect("Unit", "Before")) {
    if (!holds(assignment, ".device")) continue;
    for (const word of unitWordsOf(assignment)) {
      if (parseUnitName(word.content)?.type === "device") {
        report("device-not-delayed", placeOfWord(assignment, word), { args: [word.content] });
      }
    }
  }
};

const online = "network-online.target";

/** Whether a unit is started with another one, once it is enabled. */
function isPulledBy(unit: EffectiveUnit, name: string): boolean {
  return ["WantedBy", "RequiredBy", "UpheldBy"].some((directive) =>
    unit
      .inEffect("Install", directive)
      .some((assignment) => expandedValue(assignment).split(/\s+/).includes(name)),
  );
}

const orderedByThemselves: ReadonlySet<string> = new Set([
  "slice",
  "mount",
  "automount",
  "swap",
  "socket",
  "timer",
  "path",
]);

/**
 * Slices hold their units, mounts and swaps come with the paths that need them, a socket precedes what it serves, and a
 * timer or a path unit is there at once: nothing waits for it.
 */
function isOrderedByItself(needed: string): boolean {
  const name = parseUnitName(needed);
  return name === undefined || orderedByThemselves.has(name.type);
}

/** Every unit named by the directives; undefined where a specifier hides one. */
function namesIn(unit: EffectiveUnit, directives: readonly string[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const directive of directives) {
    for (const assignment of unit.inEffect("Unit", directive)) {
      if (hasUnknownPiece(expandedValue(assignment))) return undefined;
      for (const word of unitWordsOf(assignment)) names.add(word.content);
    }
  }
  return names;
}
