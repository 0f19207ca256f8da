import type { UnitAct } from "./act.ts";
import { confirmRisk } from "./confirmRisk.ts";
import { jobAct } from "./jobAct.ts";

export const restartUnit: UnitAct = {
  ...jobAct("restart", "stoppable"),
  question: "Restart a unit",
  confirm: confirmRisk("restart"),
};
