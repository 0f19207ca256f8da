import type { UnitAct } from "./act.ts";
import { jobOutcome } from "./outcome.ts";
import { can, detailsOf } from "./startUnit.ts";

export const restartUnit: UnitAct = {
  verb: "restart",
  question: "Restart a unit",
  fits: (unit) => can(unit, "stoppable"),
  run: async (manager, { name }) =>
    jobOutcome("restart", name, await manager.restart(name), await detailsOf(manager, name)),
};
