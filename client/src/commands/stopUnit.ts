import type { UnitAct } from "./act.ts";
import { confirmRisk } from "./confirmRisk.ts";
import { jobAct } from "./jobAct.ts";

export const stopUnit: UnitAct = {
  ...jobAct("stop", "stoppable"),
  question: "Stop a unit",
  confirm: confirmRisk("stop"),
};
