import type { ManagerState, Unit } from "../../client/src/systemd/manager.ts";
import { createUnitGroup, type UnitGroup } from "../../client/src/units/unitGroup.ts";

/** A running service, but for what is said otherwise. */
export function unit(name: string, otherwise: Partial<Unit> = {}): Unit {
  return {
    name,
    description: "",
    loadState: "loaded",
    activeState: "active",
    subState: "running",
    fileState: undefined,
    job: undefined,
    path: `/unit/${name}`,
    extras: {},
    ...otherwise,
  };
}

export const failed = { activeState: "failed", subState: "failed" } as const;
export const inactive = { activeState: "inactive", subState: "dead" } as const;

/** What a machine without unit files of its own has. */
export const noFiles = { isInstalled: () => false, templates: () => [], folders: [] } as const;

export function ready(...units: readonly Unit[]): ManagerState {
  return {
    kind: "ready",
    units: new Map(units.map((one) => [one.name, one])),
    isOwn: () => false,
    ...noFiles,
  };
}

export function group(...units: readonly Unit[]): UnitGroup {
  const made = createUnitGroup();
  for (const one of units) made.put(one);
  return made;
}
