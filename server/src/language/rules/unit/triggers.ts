import { type EffectiveUnit, valueInEffect } from "../../effectiveUnit.ts";
import { isTrue } from "../../values/keyword.ts";
import { headerOf, type UnitRule } from "./unitRule.ts";

const times = [
  "OnCalendar",
  "OnActiveSec",
  "OnBootSec",
  "OnStartupSec",
  "OnUnitActiveSec",
  "OnUnitInactiveSec",
] as const;
const changes = ["OnClockChange", "OnTimezoneChange"] as const;

/** A timer needs a time (systemd.timer(5), measured). */
export const timerElapses: UnitRule = (unit, report) => {
  if (unit.type !== "timer" || hasAny(unit, "Timer", times)) return;
  if (changes.some((name) => isTrue(valueInEffect(unit, "Timer", name) ?? "no"))) return;
  report("no-time", headerOf(unit, "Timer"));
};

const watches = ["PathExists", "PathExistsGlob", "PathChanged", "PathModified", "DirectoryNotEmpty"] as const;

/** A path unit needs a path (systemd.path(5), measured). */
export const pathWatches: UnitRule = (unit, report) => {
  if (unit.type !== "path" || hasAny(unit, "Path", watches)) return;
  report("nothing-to-watch", headerOf(unit, "Path"));
};

function hasAny(unit: EffectiveUnit, section: "Timer" | "Path", names: readonly string[]): boolean {
  return names.some((name) => unit.inEffect(section, name).length > 0);
}
