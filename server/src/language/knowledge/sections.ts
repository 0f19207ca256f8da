/** The unit types, by the suffix of their file names. */
export const unitTypes = [
  "service",
  "socket",
  "timer",
  "path",
  "mount",
  "automount",
  "swap",
  "slice",
  "scope",
  "target",
  "device",
] as const;
export type UnitType = (typeof unitTypes)[number];

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
