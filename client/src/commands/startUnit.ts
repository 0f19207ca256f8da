import type { Manager, Unit } from "../systemd/manager.ts";
import { unitRow } from "../units/unitTree.ts";
import type { UnitAct } from "./act.ts";
import { jobOutcome } from "./outcome.ts";
import type { Target } from "./target.ts";

export const startUnit: UnitAct = {
  verb: "start",
  question: "Start a unit",
  fits: (unit) => can(unit, "startable"),
  run: async (manager, { name }) =>
    jobOutcome("start", name, await manager.start(name), await detailsOf(manager, name)),
};

/** Whether the menus offer this ability for a unit. */
export const can = (unit: Unit, ability: string) =>
  unitRow(unit, "system").context.split(";").includes(ability);

/** What is known of a unit after a job; nothing when it has gone. */
export const detailsOf = (manager: Manager, name: Target["name"]) =>
  manager.details(name).catch(() => undefined);
