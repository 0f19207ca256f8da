import type { UnitType } from "../names/unitName.ts";

/** Every section a unit file can have. `Target` and `Device` exist but take no directive. */
export const sectionNames = [
  "Unit",
  "Install",
  "Service",
  "Socket",
  "Timer",
  "Path",
  "Mount",
  "Automount",
  "Swap",
  "Slice",
  "Scope",
  "Target",
  "Device",
] as const;
export type SectionName = (typeof sectionNames)[number];

const names: ReadonlySet<string> = new Set(sectionNames);

/** Whether any type of unit file has a section of this name; upper and lower case count. */
export function isSectionName(name: string): name is SectionName {
  return names.has(name);
}

const ownSection: Readonly<Record<UnitType, SectionName>> = {
  service: "Service",
  socket: "Socket",
  timer: "Timer",
  path: "Path",
  mount: "Mount",
  automount: "Automount",
  swap: "Swap",
  slice: "Slice",
  scope: "Scope",
  target: "Target",
  device: "Device",
};

/** The section that only this type of unit has, such as `Service`. */
export function sectionOfType(type: UnitType): SectionName {
  return ownSection[type];
}

/** The sections systemd reads in a file of this type, in the order people write them. */
export function sectionsOfType(type: UnitType): readonly SectionName[] {
  return ["Unit", ownSection[type], "Install"];
}
