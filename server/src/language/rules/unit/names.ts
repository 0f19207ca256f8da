import { type EffectiveUnit, expandedValue } from "../../effectiveUnit.ts";
import type { SectionName } from "../../knowledge/sections.ts";
import { pathOfUnitName, unitNameOfPath } from "../../names/pathName.ts";
import { isValidSliceName } from "../../names/sliceName.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { headerOf, placeOf, type UnitReport, type UnitRule } from "./unitRule.ts";

/** The name of a mount, an automount and a swap is its path, escaped (systemd.mount(5), measured). */
export const nameFitsPath: UnitRule = (unit, report) => {
  if (unit.type === "mount") judgeName(unit, "Mount", "Where", report);
  else if (unit.type === "automount") judgeName(unit, "Automount", "Where", report);
  else if (unit.type === "swap") judgeName(unit, "Swap", "What", report);
};

function judgeName(unit: EffectiveUnit, section: SectionName, directive: string, report: UnitReport): void {
  if (unit.name?.kind !== "plain") return;
  const assignment = unit.inEffect(section, directive).at(-1);
  if (assignment === undefined) {
    judgeNameAlone(unit, unit.name.name, section, directive, report);
    return;
  }
  const value = expandedValue(assignment);
  if (hasUnknownPiece(value)) return;
  const fitting = unitNameOfPath(pathOfNode(value), unit.type, unit.version);
  if (fitting.ok && fitting.text === unit.name.name) return;
  report("name-not-path", placeOf(assignment), { args: [directive, value, fitting.ok ? fitting.text : ""] });
}

/** The path of a device that is named by what is written on it, as in /etc/fstab (measured on 257); else the value. */
function pathOfNode(value: string): string {
  const [, tag = "", quoted = ""] = /^(LABEL|UUID|PARTUUID|PARTLABEL)=(.*)$/s.exec(value) ?? [];
  if (tag === "") return value;
  const text = /^(["'])(.*)\1$/s.exec(quoted)?.[2] ?? quoted;
  const encoded = text.replace(
    /[^A-Za-z0-9#+\-.:=@_\x80-\uffff]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `/dev/disk/by-${tag.toLowerCase()}/${encoded}`;
}

/** Without a path of its own the unit has that of its name, which must lead back to the very same name. */
function judgeNameAlone(
  unit: EffectiveUnit,
  name: string,
  section: SectionName,
  directive: string,
  report: UnitReport,
): void {
  const path = pathOfUnitName(name);
  const fitting = path?.ok ? unitNameOfPath(path.text, unit.type, unit.version) : undefined;
  if (fitting?.ok && fitting.text === name) return;
  const args = [name, directive, fitting?.ok ? fitting.text : ""];
  report("name-without-path", headerOf(unit, section), { args });
}

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

/** The name of a slice says where it stands among the slices: no empty part between its dashes. */
export const sliceNameIsWhole: UnitRule = (unit, report) => {
  if (unit.type !== "slice" || unit.name?.kind !== "plain" || isValidSliceName(unit.name.name)) return;
  report("broken-slice-name", headerOf(unit, "Slice"), { args: [unit.name.name] });
};
