import type { UnitAct } from "./act.ts";
import { jobAct } from "./jobAct.ts";

export const startUnit: UnitAct = { ...jobAct("start", "startable"), question: "Start a unit" };
