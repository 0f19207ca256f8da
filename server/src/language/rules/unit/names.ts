import { type EffectiveUnit, expandedValue } from "../../effectiveUnit.ts";
import type { SectionName } from "../../knowledge/sections.ts";
import { unitNameOfPath } from "../../names/pathName.ts";
import { isValidSliceName } from "../../names/sliceName.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { headerOf, placeOf, type UnitReport, type UnitRule } from "./unitRule.ts";

/** The name of a mount, an automount and a swap is its path, escaped (systemd.mount(5), measured). */
export const nameFitsPath: UnitRule = (unit, report) => {
  if (unit.type === "mount") judgeName(unit, "Mount", "Where", report);
  else if (unit.type === "automount") judgeName(unit, "Automount", "Where", report);
  else if (unit.type === "swap") judgeName(unit, "Swap", "What", report);
};

/** Options that systemd gives an automount point by itself. */
const reservedOptions: ReadonlySet<string> = new Set([
  "fd",
  "pgrp",
  "minproto",
  "maxproto",
  "direct",
  "indirect",
]);

/** The root is mounted before anything could wait for it, and some options are systemd's own (measured). */
export const automountIsPossible: UnitRule = (unit, report) => {
  if (unit.type !== "automount") return;
  const where = unit.inEffect("Automount", "Where").at(-1);
  const path = where && expandedValue(where);
  if (where !== undefined && path !== undefined && /^\/+$/.test(path))
    report("automount-of-root", placeOf(where));
  else if (where === undefined && unit.name?.prefix === "-") {
    report("automount-of-root", headerOf(unit, "Automount"));
  }
  const options = unit.inEffect("Automount", "ExtraOptions").at(-1);
  const names = options === undefined ? [] : expandedValue(options).split(",");
  const reserved = names
    .map((option) => option.replace(/=.*/s, ""))
    .find((name) => reservedOptions.has(name));
  if (options !== undefined && reserved !== undefined) {
    report("reserved-mount-option", placeOf(options), { args: [reserved] });
  }
};

/** A mount needs something to mount; its place may follow from its name. */
export const mountHasSource: UnitRule = (unit, report) => {
  if (unit.type === "mount" && unit.inEffect("Mount", "What").length === 0)
    report("no-mount-source", headerOf(unit, "Mount"));
};

/** File systems of the kernel that systemd itself mounts at boot. */
const kernelMounts: ReadonlySet<string> = new Set([
  "/proc",
  "/sys",
  "/dev",
  "/dev/shm",
  "/dev/pts",
  "/run",
  "/sys/fs/cgroup",
]);

/** Nobody else may mount what systemd mounts itself. */
export const mountPointIsFree: UnitRule = (unit, report) => {
  if (unit.type !== "mount") return;
  const where = unit.inEffect("Mount", "Where").at(-1);
  const path = where && expandedValue(where);
  if (where && path && kernelMounts.has(path))
    report("mounts-kernel-files", placeOf(where), { args: [path] });
};

/** The name of a slice says where it stands among the slices: no empty part between its dashes. */
export const sliceNameIsWhole: UnitRule = (unit, report) => {
  if (unit.type !== "slice" || unit.name?.kind !== "plain" || isValidSliceName(unit.name.name)) return;
  report("broken-slice-name", headerOf(unit, "Slice"), { args: [unit.name.name] });
};

function judgeName(unit: EffectiveUnit, section: SectionName, directive: string, report: UnitReport): void {
  const assignment = unit.inEffect(section, directive).at(-1);
  if (assignment === undefined || unit.name?.kind !== "plain") return;
  const path = expandedValue(assignment);
  // What= of a swap may name the device by its label, and then systemd finds out the path by itself.
  if (hasUnknownPiece(path) || !path.startsWith("/")) return;
  const fitting = unitNameOfPath(path, unit.name.type, unit.version);
  if (!fitting.ok || fitting.text === unit.name.name) return;
  report("name-not-path", placeOf(assignment), { args: [directive, path, fitting.text] });
}
