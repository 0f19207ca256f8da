import type { UnitAct } from "./act.ts";
import { enableOutcome } from "./outcome.ts";

export const enableUnit: UnitAct = {
  verb: "enable",
  question: "Enable a unit: start it with the machine, as its [Install] section says",
  // Enablement is read for visible rows only, so what is not known fits.
  fits: (unit) =>
    unit.fileState === undefined || unit.fileState === "disabled" || unit.fileState === "indirect",
  run: async (manager, { name }) => enableOutcome(name, await manager.enable(name)),
};
