import type { UnitAct } from "./act.ts";
import { confirmRisk } from "./confirmRisk.ts";
import { jobAct } from "./jobAct.ts";

export const startUnit: UnitAct = {
  ...jobAct("start", "startable"),
  question: "Start a unit",
  confirm: confirmRisk("start"),
};
