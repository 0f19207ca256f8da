import { SystemdError } from "../systemd/errors.ts";
import type { Manager, Unit, UnitDetails, UnitName } from "../systemd/manager.ts";
import { unitRow } from "../units/unitTree.ts";
import type { UnitAct } from "./act.ts";
import { askAboutChangedFiles } from "./changedFiles.ts";
import { jobOutcome } from "./outcome.ts";

/** An act that systemd queues a job for, offered for the units whose row has the ability for it. */
export function jobAct(
  verb: "start" | "stop" | "restart",
  ability: "startable" | "stoppable",
): Pick<UnitAct, "verb" | "fits" | "run"> {
  return {
    verb,
    fits: (unit) => can(unit, ability),
    run: async (manager, { name }) => {
      if (verb !== "stop" && (await detailsOf(manager, name))?.needsReload === true) {
        const answer = await askAboutChangedFiles(verb, name);
        if (answer === "nothing") return undefined;
        if (answer === "reload") await manager.reload();
      }
      return jobOutcome(verb, name, await manager[verb](name), await detailsOf(manager, name));
    },
  };
}

/** Whether the menus offer this ability for a unit. */
const can = (unit: Unit, ability: string) => unitRow(unit, "system").context.split(";").includes(ability);

/** What is known of a unit; nothing when it has gone. */
async function detailsOf(manager: Manager, name: UnitName): Promise<UnitDetails | undefined> {
  try {
    return await manager.details(name);
  } catch (error) {
    if (!(error instanceof SystemdError)) throw error;
    return undefined;
  }
}
