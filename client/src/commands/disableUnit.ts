import type { UnitAct } from "./act.ts";

export const disableUnit: UnitAct = {
  verb: "disable",
  question: "Disable a unit: do not start it with the machine",
  fits: (unit) => unit.fileState === undefined || unit.fileState.startsWith("enabled"),
  run: async (manager, { name }) => {
    await manager.disable(name);
    return undefined;
  },
};
