import { type EffectiveAssignment, type EffectiveUnit, expandedValue } from "../../effectiveUnit.ts";
import { isValidUnitName } from "../../names/unitName.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { isTrue } from "../../values/keyword.ts";
import { placeOf, type UnitReport, type UnitRule } from "./unitRule.ts";

/** What is isolated stops everything else, so that two units cannot both be (systemd.unit(5), measured). */
export const onlyOneIsIsolated: UnitRule = (unit, report) => {
  // Of what cannot fail systemd leaves the units out.
  if (!cannotFail(unit)) judgeMode("OnFailure", ["OnFailureJobMode", "OnFailureIsolate"], unit, report);
  judgeMode("OnSuccess", ["OnSuccessJobMode"], unit, report);
};

/** Some units have no state in which they have failed, and systemd starts nothing for it (measured). */
export const failingIsPossible: UnitRule = (unit, report) => {
  if (!cannotFail(unit)) return;
  for (const assignment of unit.inEffect("Unit", "OnFailure")) {
    report("cannot-fail", placeOf(assignment), { args: [unit.type] });
  }
};

function cannotFail({ type }: EffectiveUnit): boolean {
  return type === "slice" || type === "device";
}

/** `modes` set the same thing, of which the last one counts. */
function judgeMode(
  directive: "OnFailure" | "OnSuccess",
  modes: readonly string[],
  unit: EffectiveUnit,
  report: UnitReport,
): void {
  // Most units name nothing there, and need no more to be looked at.
  if (!unit.setIn("Unit").has(directive) || unitsOf(unit, directive).size < 2) return;
  const mode = unit
    .allInEffect("Unit")
    .findLast(({ assignment }) => modes.includes(assignment.node.key.content));
  if (mode === undefined || !isolates(mode)) return;
  report("isolates-several", placeOf(mode), { args: [directive] });
}

function isolates(mode: EffectiveAssignment): boolean {
  const value = expandedValue(mode);
  return mode.assignment.node.key.content === "OnFailureIsolate" ? isTrue(value) : value === "isolate";
}

/** The units that a directive names, so far as they are known; other words systemd passes over. */
function unitsOf(unit: EffectiveUnit, directive: string): ReadonlySet<string> {
  const words = unit
    .inEffect("Unit", directive)
    .flatMap((assignment) => expandedValue(assignment).split(/[ \t\r\n]+/))
    .filter((word) => !hasUnknownPiece(word) && isValidUnitName(word, ["plain", "instance"]));
  return new Set(words);
}
