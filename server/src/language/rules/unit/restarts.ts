import { valueInEffect } from "../../effectiveUnit.ts";
import { readTimeSpan, secondsScale } from "../../values/timeSpan.ts";
import { placeOf, type UnitRule } from "./unitRule.ts";

/** What systemd waits before a restart where RestartSec= says nothing, and what is long enough for us; in microseconds. */
const usualPause = 100_000n;
const longPause = 1_000_000n;

/**
 * Restarts without a limit and without a pause worth the name keep a machine busy with a service that fails at once
 * (systemd.unit(5): StartLimitIntervalSec=0 turns the limit off; systemd.service(5): RestartSec= is 100ms).
 */
export const restartsEnd: UnitRule = (unit, report) => {
  if (unit.type !== "service") return;
  const limit = unit.inEffect("Unit", "StartLimitIntervalSec").at(-1);
  if (limit === undefined) return;
  const restart = valueInEffect(unit, "Service", "Restart") ?? "no";
  if (!["always", "on-failure", "on-success", "on-abnormal"].includes(restart)) return;
  if (ticks(valueInEffect(unit, "Unit", "StartLimitIntervalSec")) !== 0n) return;
  if (unit.inEffect("Service", "RestartSteps").length > 0) return;
  const pause = valueInEffect(unit, "Service", "RestartSec");
  const length = pause === undefined ? usualPause : ticks(pause);
  if (length === undefined || length >= longPause) return;
  report("endless-restarts", placeOf(limit), { args: [restart] });
};

/** The microseconds of a span; undefined where it has no end, or is none. */
function ticks(value: string | undefined): bigint | undefined {
  if (value === undefined) return undefined;
  const reading = readTimeSpan(value, secondsScale);
  return reading.kind === "span" ? reading.ticks : undefined;
}
