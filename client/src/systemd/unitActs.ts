// What can be done to units: jobs followed to their end, and enablement with the reload that makes it count.
import { type Bus, managerObject } from "./bus.ts";
import { asArray, asText } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import { createJobTracker, type JobTracker } from "./jobTracker.ts";
import type { FileChanges, JobEnd, Manager, UnitName } from "./manager.ts";

export interface UnitActs
  extends Pick<Manager, "start" | "stop" | "restart" | "enable" | "disable" | "addDependency" | "reload"> {
  /** Must hear of every job's end and of the connection's. */
  readonly jobs: Pick<JobTracker, "ended" | "lost">;
  /** A start job looked at the unit's conditions. */
  conditionTried(unit: UnitName, outcome: "met" | "unmet"): void;
  /** Whether any act was on this unit. */
  hasActedOn(unit: UnitName): boolean;
}

/** `bus` gives the connection of now, and throws SystemdError where there is none. */
export function createUnitActs(bus: () => Bus): UnitActs {
  const jobs = createJobTracker();
  const unmetConditions = new Set<UnitName>();
  const actedOn = new Set<UnitName>();

  const runJob = async (
    member: "StartUnit" | "StopUnit" | "RestartUnit",
    unit: UnitName,
  ): Promise<JobEnd> => {
    const connection = bus();
    actedOn.add(unit);
    unmetConditions.delete(unit);
    const call = { ...managerObject, member, signature: "ss", body: [unit, "replace"], ...patient };
    const result = await jobs.follow(async () => asText((await connection.call(call))[0]));
    const conditionUnmet = result === "done" && member !== "StopUnit" && unmetConditions.has(unit);
    return { result, conditionUnmet };
  };

  return {
    start: (unit) => runJob("StartUnit", unit),
    stop: (unit) => runJob("StopUnit", unit),
    restart: (unit) => runJob("RestartUnit", unit),
    enable: async (unit) => {
      actedOn.add(unit);
      // Not for this boot only, and without replacing links that are there.
      const body = await changeFiles(bus(), "EnableUnitFiles", "asbb", [[unit], false, false]);
      await reload(bus());
      return { changed: fileChanges(body[1]), hasInstallSection: body[0] === true };
    },
    disable: async (unit) => {
      actedOn.add(unit);
      const body = await changeFiles(bus(), "DisableUnitFiles", "asb", [[unit], false]);
      await reload(bus());
      return { changed: fileChanges(body[0]), hasInstallSection: true };
    },
    addDependency: async (unit, kind, starter) => {
      actedOn.add(unit);
      const body = [[unit], starter, kind, false, false];
      const answer = await changeFiles(bus(), "AddDependencyUnitFiles", "asssbb", body);
      await reload(bus());
      return fileChanges(answer[0]);
    },
    reload: async () => reload(bus()),
    jobs,
    conditionTried: (unit, outcome) =>
      void (outcome === "met" ? unmetConditions.delete(unit) : unmetConditions.add(unit)),
    hasActedOn: (unit) => actedOn.has(unit),
  };
}

/** Acts may ask a human for a password, and reloading thousands of units takes its time. */
const patient = { timeout: 120_000, authorization: "ask" } as const;

function changeFiles(bus: Bus, member: string, signature: string, body: readonly unknown[]) {
  return bus.call({ ...managerObject, member, signature, body, ...patient });
}

async function reload(bus: Bus): Promise<void> {
  try {
    await bus.call({ ...managerObject, member: "Reload", ...patient });
  } catch (error) {
    // Some versions leave the bus while they reload, and the answer with it; the bus then says so.
    if (!(error instanceof SystemdError && error.origin === noReply)) throw error;
  }
}

const noReply = "org.freedesktop.DBus.Error.NoReply";

function fileChanges(value: unknown): FileChanges["changed"] {
  return asArray(value).map((row) => {
    const [kind, path, target] = asArray(row);
    return { kind: asText(kind), path: asText(path), target: asText(target) };
  });
}
