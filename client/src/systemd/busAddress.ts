// Where a systemd's message bus listens, and what its absence means for the user.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ManagerState, OtherScope, Scope, UnreachableCause } from "./manager.ts";
import { isOther, machineOf, ownerWords, userOf } from "./scope.ts";
import { wslAdvice } from "./wslConf.ts";

/** The parts of a process that the address depends on. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number | undefined;
  readonly platform: string;
  /** Where that systemd's `/` lies for us. */
  readonly root: string;
}

/** This process, and the root under which the systemd in question has its files. */
export const ownSurroundings = (root = "/"): Surroundings => ({
  root,
  env: process.env,
  uid: process.getuid?.(),
  platform: process.platform,
});

/**
 * The socket paths to try for a scope, best first: what the environment says, then where systemd puts it. Those of others
 * only tell whether there is anything to reach.
 */
export function busSockets(scope: Scope, { env, uid }: Surroundings): readonly string[] {
  if (scope === "system") {
    const given = socketsOf(env.DBUS_SYSTEM_BUS_ADDRESS ?? "");
    return given.length > 0 ? given : ["/run/dbus/system_bus_socket"];
  }
  const other = userOf(scope);
  if (other !== undefined) return [`/run/user/${other.uid}/bus`];
  const machine = machineOf(scope);
  // It is no socket, but is there for as long as the machine runs: systemd-machined keeps it.
  if (machine !== undefined) return [`/run/systemd/machines/${machine}`];
  const folders = [env.XDG_RUNTIME_DIR ?? "", uid === undefined ? "" : `/run/user/${uid}`];
  const usual = folders.filter((folder) => folder.startsWith("/")).map((folder) => join(folder, "bus"));
  return [...new Set([...socketsOf(env.DBUS_SESSION_BUS_ADDRESS ?? ""), ...usual])];
}

/** The paths of the `unix:path=` parts of a D-Bus address; other transports are not for us. */
export function socketsOf(address: string): readonly string[] {
  return address.split(";").flatMap((part) => {
    const path = /^unix:(?:.*,)?path=([^,]+)/.exec(part)?.[1];
    return path === undefined ? [] : [unescapeAddress(path)];
  });
}

/** Says why a bus could not be reached, by the system's error code and what kind of machine this is. */
export function explainUnreachable(
  scope: Scope,
  code: string,
  surroundings: Surroundings,
): Extract<ManagerState, { kind: "unreachable" }> {
  const cause = causeOf(code, surroundings);
  return { kind: "unreachable", cause, ...words(cause, scope, surroundings) };
}

function causeOf(code: string, { platform, root }: Surroundings): UnreachableCause {
  if (platform !== "linux") return "not-linux";
  if (code === "EACCES" || code === "EPERM" || code === "AUTH") return "refused";
  if (code === "LOST") return "lost";
  return existsSync(join(root, "run/systemd/system")) ? "no-bus" : "no-systemd";
}

function words(
  cause: UnreachableCause,
  scope: Scope,
  { root }: Surroundings,
): { readonly reason: string; readonly advice: string } {
  switch (cause) {
    case "not-linux":
      return {
        reason: "systemd runs on Linux, and this window's extensions run on another system.",
        advice:
          "Open a folder on a Linux machine (Remote - SSH, WSL, Dev Containers) to see its units. Editing unit files works here too.",
      };
    case "no-systemd":
      return {
        reason: `This machine was not booted with systemd (its first process is ${init()}).`,
        advice: bootAdvice(root),
      };
    case "no-bus":
      if (isOther(scope)) return wordsOfAbsence(scope);
      return scope === "system"
        ? {
            reason: "The system message bus does not answer.",
            advice: "Check that dbus is installed and running: systemctl status dbus.socket",
          }
        : {
            reason: "No systemd user manager runs for you.",
            advice: "Log in to a session of your own, or have one kept running: loginctl enable-linger",
          };
    case "refused":
      if (isOther(scope)) {
        return {
          reason: `The units of ${ownerWords(scope)} are not shown without a password.`,
          advice: 'Choose "Connect…" to say who you are.',
        };
      }
      return {
        reason: `The ${scope === "system" ? "system" : "user"} message bus refuses the connection.`,
        advice: "Check the access rights of its socket, and that the editor runs as the user you expect.",
      };
    case "lost":
      return {
        reason: "The connection to systemd was lost.",
        advice: "It is taken up again as soon as the message bus is back.",
      };
    default:
      return cause satisfies never;
  }
}

function wordsOfAbsence(scope: OtherScope): { readonly reason: string; readonly advice: string } {
  const machine = machineOf(scope);
  return machine === undefined
    ? {
        reason: `No user manager runs for ${ownerWords(scope)}.`,
        advice:
          "Its units are shown again as soon as that user logs in, or has one kept running by lingering.",
      }
    : {
        reason: `The machine ${machine} does not run.`,
        advice: `Its units are shown again as soon as it does: machinectl start ${machine}`,
      };
}

function bootAdvice(root: string): string {
  if (/microsoft/i.test(readText("/proc/version"))) return wslAdvice(readText(join(root, "etc/wsl.conf")));
  if (existsSync("/.dockerenv") || existsSync("/run/.containerenv")) {
    return "In a container, start one whose first process is systemd; editing unit files works without it.";
  }
  return "Its services belong to another init system; editing unit files works without systemd.";
}

const init = () => readText("/proc/1/comm").trim() || "unknown";

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** D-Bus addresses write bytes that are not plain as %XX (D-Bus specification, "Server Addresses"). */
function unescapeAddress(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
