import { expandedValue, valueInEffect } from "../../effectiveUnit.ts";
import { sectionOfType } from "../../knowledge/sections.ts";
import { readTimeSpan, secondsScale } from "../../values/timeSpan.ts";
import { placeOf, type UnitRule } from "./unitRule.ts";

/** A session opened by PAM must be ended with the unit's whole control group; `mixed` does that too (measured). */
export const pamSessionEnds: UnitRule = (unit, report) => {
  const section = sectionOfType(unit.type);
  if (unit.inEffect(section, "PAMName").length === 0) return;
  const mode = unit.inEffect(section, "KillMode").at(-1);
  if (mode === undefined) return;
  const value = mode.assignment.node.value.content;
  const mixedSuffices = unit.type === "service" || unit.version >= 257;
  if (value === "control-group" || (value === "mixed" && mixedSuffices)) return;
  report("pam-kill-mode", placeOf(mode), { args: [value] });
};

/** A job cannot run for longer than it may take in all (measured). */
export const jobTimeoutsFit: UnitRule = (unit, report) => {
  const running = unit.inEffect("Unit", "JobRunningTimeoutSec").at(-1);
  if (running === undefined) return;
  const all = ticks(valueInEffect(unit, "Unit", "JobTimeoutSec"));
  const part = ticks(expandedValue(running));
  if (all === undefined || part === undefined || part <= all) return;
  report("job-timeout-order", placeOf(running));
};

/** The microseconds of a span; undefined where there is none, or no limit. */
function ticks(value: string | undefined): bigint | undefined {
  if (value === undefined) return undefined;
  const reading = readTimeSpan(value, secondsScale);
  return reading.kind === "span" && reading.ticks > 0n ? reading.ticks : undefined;
}
