import {
  type EffectiveAssignment,
  type EffectiveUnit,
  expandedValue,
  setAmong,
} from "../../effectiveUnit.ts";
import { readNumber } from "../../values/number.ts";
import { readTimeSpan, secondsScale } from "../../values/timeSpan.ts";
import { hasCredentials, typeOf } from "./service.ts";
import { placeOf, type UnitReport, type UnitRule } from "./unitRule.ts";

/** What systemd passes over in a service, or remarks on, once it has read everything (systemd.service(5), measured). */
export const serviceRemarks: UnitRule = (unit, report) => {
  if (unit.type !== "service" || setAmong(unit, "Service", remarkedOn).length === 0) return;
  judgeCompanions(unit, "USBFunctionDescriptors", "USBFunctionStrings", report);
  judgeCompanions(unit, "USBFunctionStrings", "USBFunctionDescriptors", report);
  judgeCompanions(unit, "RuntimeRandomizedExtraSec", "RuntimeMaxSec", report);
  const limit = last(unit, "RuntimeMaxSec");
  if (limit !== undefined && typeOf(unit) === "oneshot" && isGiven(limit)) {
    report("oneshot-runtime-limit", placeOf(limit));
  }
  if (unit.version >= 257) judgeRestartDelays(unit, report);
  if (unit.version >= 257) judgeCredentials(unit, report);
};

/** A service of none of these gets no remark. */
const remarkedOn = [
  ...["USBFunctionDescriptors", "USBFunctionStrings", "RuntimeRandomizedExtraSec", "RuntimeMaxSec"],
  ...["RestartSteps", "RestartMaxDelaySec", "RestartRandomizedDelaySec", "ExecStartPost"],
];

/** A directive that systemd ignores with a warning without another one. */
function judgeCompanions(unit: EffectiveUnit, name: string, needed: string, report: UnitReport): void {
  const given = last(unit, name);
  const other = last(unit, needed);
  if (given === undefined || !isGiven(given) || (other !== undefined && isGiven(other))) return;
  report("needs-companion", placeOf(given), { args: [name, needed] });
}

/** Values that come to the same as none at all: what each of these directives has without being set. */
const unset: Readonly<Record<string, (value: string) => boolean>> = {
  RuntimeMaxSec: isEndless,
  RuntimeRandomizedExtraSec: (value) => delayOf(value) === 0n,
  RestartMaxDelaySec: isEndless,
  RestartSteps: (value) => {
    const steps = readNumber(value);
    return steps.kind === "number" && steps.value === 0n;
  },
};

function isGiven(assignment: EffectiveAssignment): boolean {
  const comesToNothing = unset[assignment.assignment.node.key.content];
  return comesToNothing === undefined || !comesToNothing(expandedValue(assignment));
}

function judgeRestartDelays(unit: EffectiveUnit, report: UnitReport): void {
  judgeCompanions(unit, "RestartSteps", "RestartMaxDelaySec", report);
  judgeCompanions(unit, "RestartMaxDelaySec", "RestartSteps", report);
  const delay = last(unit, "RestartSec");
  const most = last(unit, "RestartMaxDelaySec");
  // Without RestartSec= the manager's own configuration tells how long the delay is.
  if (delay !== undefined && most !== undefined && isLonger(expandedValue(delay), expandedValue(most))) {
    report("restart-delay-order", placeOf(delay));
  }
  const random = unit.version >= 262 ? last(unit, "RestartRandomizedDelaySec") : undefined;
  if (random !== undefined && isEndless(expandedValue(random))) {
    report("endless-random-delay", placeOf(random));
  }
}

/** A service of Type=simple counts as started before its process has been set up (systemd.service(5)). */
function judgeCredentials(unit: EffectiveUnit, report: UnitReport): void {
  const next = last(unit, "ExecStartPost");
  if (next !== undefined && typeOf(unit) === "simple" && hasCredentials(unit)) {
    report("credentials-race", placeOf(next));
  }
}

function isLonger(one: string, other: string): boolean {
  if (isEndless(other)) return false;
  const [length, most] = [delayOf(one), delayOf(other)];
  if (isEndless(one)) return most !== undefined;
  return length !== undefined && most !== undefined && length > most;
}

function isEndless(value: string): boolean {
  return readTimeSpan(value, secondsScale).kind === "infinity";
}

/** In microseconds. */
function delayOf(value: string): bigint | undefined {
  const reading = readTimeSpan(value, secondsScale);
  return reading.kind === "span" ? reading.ticks : undefined;
}

function last(unit: EffectiveUnit, name: string): EffectiveAssignment | undefined {
  return unit.inEffect("Service", name).at(-1);
}
