// The commands that act on units, a row each: which units they fit, what they ask first, and the acts they come to.
import type { Act, FileVerb, JobVerb, MemoryVerb, Verb } from "../systemd/acts.ts";
import type { Unit } from "../systemd/manager.ts";
import { possibleVerbs } from "../systemd/possibleActs.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { chooseFolders } from "./chooseFolders.ts";
import { chooseProperty } from "./chooseProperty.ts";
import { chooseSignal } from "./chooseSignal.ts";
import { confirmRisk } from "./confirmRisk.ts";
import type { RiskyVerb } from "./risk.ts";
import type { Target } from "./target.ts";

/** What is asked of systemd for each of the chosen units, in this order. */
export type Plan = (target: Target) => readonly Act[];

export interface UnitCommand {
  /** As in "Could not start nginx.service". */
  readonly verb: string;
  /** Heading of the picker. */
  readonly question: string;
  readonly fits: (unit: Unit) => boolean;
  /** Asks the user what else must be known, and whether to go on where harm may be done; undefined means not to. */
  readonly plan: (chosen: readonly Target[], live: LiveUnits) => Promise<Plan | undefined>;
}

export const startUnit = job("start", "Start a unit", "start");
export const restartUnit = job("restart", "Restart a unit", "restart");
export const enableUnit = file(
  "enable",
  "Enable a unit: start it with the machine, as its [Install] section says",
);

export const enableUnitNow: UnitCommand = {
  ...file("enable", "Enable a unit, and start it now"),
  plan: confirmed("start", (unit) => [
    { verb: "enable", unit, lasting: "for-good" },
    { verb: "start", unit },
  ]),
};

/** By the id they have in the manifest. */
export const unitCommands: Readonly<Record<string, UnitCommand>> = {
  "unitwright.startUnit": startUnit,
  "unitwright.stopUnit": job("stop", "Stop a unit", "stop"),
  "unitwright.restartUnit": restartUnit,
  "unitwright.tryRestartUnit": job("try-restart", "Restart a unit if it runs", "restart"),
  "unitwright.reloadUnit": job("reload", "Have a unit reload its own configuration"),
  "unitwright.isolateTarget": {
    ...job("isolate", "Start a target and stop all that does not belong to it"),
    plan: confirmed("isolate", (unit) => [{ verb: "isolate", unit }]),
  },
  "unitwright.killUnit": {
    verb: "signal",
    question: "Send a signal to the processes of a unit",
    fits: can("kill"),
    plan: async (chosen) => {
      const choice = await chooseSignal(chosen);
      if (choice === undefined || (await confirmRisk("kill")(chosen)) === "stop") return undefined;
      return ({ name }) => [{ verb: "kill", unit: name, ...choice }];
    },
  },
  "unitwright.setProperty": {
    verb: "change",
    question: "Set what a unit may use",
    fits: can("set-property"),
    plan: async (chosen, live) => {
      const choice = await chooseProperty(chosen, live);
      return (
        choice &&
        (({ name }) => [
          { verb: "set-property", unit: name, changes: [choice.change], lasting: choice.lasting },
        ])
      );
    },
  },
  "unitwright.resetFailedUnit": memory("reset-failed", "Forget that a unit has failed"),
  "unitwright.freezeUnit": {
    ...memory("freeze", "Halt the processes of a unit where they are"),
    plan: confirmed("freeze", (unit) => [{ verb: "freeze", unit }]),
  },
  "unitwright.thawUnit": memory("thaw", "Let the processes of a frozen unit go on"),
  "unitwright.cleanUnit": {
    verb: "clean",
    question: "Empty folders that belong to a unit",
    fits: can("clean"),
    plan: async (chosen) => {
      const what = await chooseFolders(chosen);
      return what && (({ name }) => [{ verb: "clean", unit: name, what }]);
    },
  },
  "unitwright.enableUnit": enableUnit,
  "unitwright.enableUnitNow": enableUnitNow,
  "unitwright.disableUnit": file("disable", "Disable a unit: do not start it with the machine"),
  "unitwright.disableUnitNow": {
    ...file("disable", "Disable a unit, and stop it now"),
    plan: confirmed("stop", (unit) => [
      { verb: "disable", unit, lasting: "for-good" },
      { verb: "stop", unit },
    ]),
  },
  "unitwright.maskUnit": {
    ...file("mask", "Mask a unit: let nothing start it"),
    plan: confirmed("mask", (unit) => [{ verb: "mask", unit, lasting: "for-good" }]),
  },
  "unitwright.unmaskUnit": file("unmask", "Unmask a unit: let it be started again"),
  "unitwright.presetUnit": file("preset", "Enable or disable a unit as the distribution has it"),
};

function job(verb: JobVerb, question: string, risk?: RiskyVerb): UnitCommand {
  const acts = (unit: string): readonly Act[] => [{ verb, unit }];
  return { verb, question, fits: can(verb), plan: risk ? confirmed(risk, acts) : always(acts) };
}

function memory(verb: MemoryVerb, question: string): UnitCommand {
  return { verb, question, fits: can(verb), plan: always((unit) => [{ verb, unit }]) };
}

function file(verb: FileVerb, question: string): UnitCommand {
  return { verb, question, fits: can(verb), plan: always((unit) => [{ verb, unit, lasting: "for-good" }]) };
}

function can(verb: Verb): (unit: Unit) => boolean {
  return (unit) => possibleVerbs(unit).has(verb);
}

function always(acts: (unit: string) => readonly Act[]): UnitCommand["plan"] {
  return async () => (target) => acts(target.name);
}

function confirmed(risk: RiskyVerb, acts: (unit: string) => readonly Act[]): UnitCommand["plan"] {
  return async (chosen) =>
    (await confirmRisk(risk)(chosen)) === "go" ? ({ name }) => acts(name) : undefined;
}
