// Acts that would change nothing, told by asking systemd: for those nobody is asked for a password.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import type { Act, ActEnd } from "./acts.ts";
import { type Bus, managerObject, unitInterface } from "./bus.ts";
import { asText } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import { readProperty } from "./properties.ts";

/**
 * The end of an act that is already as asked, as systemd says at this moment; undefined where it may change something,
 * or where that cannot be told. Throws SystemdError when the connection is lost.
 */
export async function needlessEnd(bus: Bus, act: Act): Promise<ActEnd | undefined> {
  switch (act.verb) {
    case "start":
      return (await isSettled(bus, act.unit, ["active"])) ? jobDone : undefined;
    case "stop":
    case "try-restart":
      return (await isSettled(bus, act.unit, ["inactive", "failed"])) ? jobDone : undefined;
    case "freeze":
      return (await unitProperty(bus, act.unit, "FreezerState")) === "frozen" ? { kind: "done" } : undefined;
    case "thaw":
      return (await unitProperty(bus, act.unit, "FreezerState")) === "running" ? { kind: "done" } : undefined;
    case "enable":
    case "disable":
    case "mask":
    case "unmask":
      return fileEnd(act.verb, act.lasting, await fileState(bus, act.unit));
    default:
      return undefined;
  }
}

const jobDone: ActEnd = { kind: "job", result: "done", conditionUnmet: false };

/** A unit with a job on the way is soon in another state, and of one that is not there systemd says so. */
async function isSettled(bus: Bus, unit: string, states: readonly string[]): Promise<boolean> {
  if ((await unitProperty(bus, unit, "LoadState")) !== "loaded") return false;
  if (!states.includes(await unitProperty(bus, unit, "ActiveState"))) return false;
  const place = { path: busPathOfUnit(unit), interface: unitInterface };
  const job = await readProperty(bus, place, "Job");
  return Array.isArray(job) && job[0] === 0;
}

/** The states are those of systemctl(1), is-enabled. A link until the next boot lies elsewhere than one for good. */
function fileEnd(
  verb: "enable" | "disable" | "mask" | "unmask",
  lasting: "for-good" | "until-reboot",
  state: string,
): ActEnd | undefined {
  const suffix = lasting === "for-good" ? "" : "-runtime";
  const unchanged = { kind: "files", changed: [], hasInstallSection: true } as const;
  switch (verb) {
    case "enable":
      if (state === "static") return { ...unchanged, hasInstallSection: false };
      return state === `enabled${suffix}` ? unchanged : undefined;
    case "disable":
      return state === "disabled" || state === "static" ? unchanged : undefined;
    case "mask":
      return state === `masked${suffix}` ? unchanged : undefined;
    case "unmask":
      return state !== "" && !state.startsWith("masked") ? unchanged : undefined;
    default:
      return verb satisfies never;
  }
}

/** Looked up anew: of a unit in memory systemd remembers what it was. Empty where the unit has no file. */
function fileState(bus: Bus, unit: string): Promise<string> {
  const call = { ...managerObject, member: "GetUnitFileState", signature: "s", body: [unit] };
  return orEmpty(async () => asText((await bus.call(call))[0]));
}

/** Loads the unit where it is not. Empty where there is no such unit, or no such property (systemd is older). */
function unitProperty(bus: Bus, unit: string, name: string): Promise<string> {
  return orEmpty(async () => {
    const call = { ...managerObject, member: "LoadUnit", signature: "s", body: [unit] };
    const path = asText((await bus.call(call))[0]);
    return asText(await readProperty(bus, { path, interface: unitInterface }, name));
  });
}

async function orEmpty(read: () => Promise<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SystemdError && error.kind !== "disconnected") return "";
    throw error;
  }
}
