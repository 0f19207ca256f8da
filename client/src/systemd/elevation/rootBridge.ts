// A bus as root: sudo or pkexec runs systemd-stdio-bridge, which passes on what it reads to the bus (as `systemctl --host`
// has it done by ssh). No shell, and no program of ours runs as root.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Bus } from "../bus.ts";
import { openBus } from "../busManager.ts";
import { RungRefused } from "./ladder.ts";
import { offerOneConnection } from "./oneConnection.ts";

/** A program that makes others run as root, while it runs. */
export interface RootChild {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The last line of what it said on standard error so far. */
  readonly complaint: () => string;
  /** Its exit status; null when a signal ended it, or when it could not be started. */
  readonly ended: Promise<number | null>;
}

/** Which bus a bridge leads to. */
export interface BridgeTo {
  /** What systemd-stdio-bridge is told. */
  readonly words: readonly string[];
  /** The name of the user whom it must run as; root when not said. */
  readonly user?: string;
  /** What a password for it allows, as in "sudo asks for a password, to …". */
  readonly purpose: string;
}

/** The bus of this machine. */
export const systemBus: BridgeTo = { words: [], purpose: "change units as root" };

/** Root's connection, by sudo without asking anybody. Throws RungRefused: `unavailable`, with what sudo said. */
export async function openSilentBridge(): Promise<Bus> {
  const root = startRoot(findProgram("sudo"), ["-n", "--", findProgram("systemd-stdio-bridge")]);
  const bus = await joinBridge(root);
  if (bus === undefined)
    throw new RungRefused("unavailable", `sudo did not help: ${root.complaint().replace(/\.$/, "")}.`);
  return bus;
}

/** As whom root starts a program. */
export interface OtherIdentity {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts a program with its words in English, without any terminal, and knowing nothing of our environment. Only root can
 * start one as somebody else.
 */
export function startRoot(program: string, words: readonly string[], as?: OtherIdentity): RootChild {
  const kept = ["PATH", "HOME", "USER", "LOGNAME"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(program, words, {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: "/",
    ...(as === undefined ? {} : { uid: as.uid, gid: as.gid }),
    env: { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8" },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  child.stdin.on("error", () => {});
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      said += `\n${error.message}`;
      resolve(null);
    });
    child.once("close", resolve);
  });
  return { child, complaint: () => said.trim().split("\n").at(-1) ?? "", ended };
}

/**
 * Connects to the bus through a child that is, or becomes within so many milliseconds, the bridge; the child ends with
 * the bus. Undefined when it does not become that.
 */
export async function joinBridge({ child }: RootChild, patience?: number): Promise<Bus | undefined> {
  const offered = await offerOneConnection({ input: child.stdin, output: child.stdout });
  try {
    return await openBus(offered.socket, patience);
  } catch {
    // A program that runs as root is none of ours to end; it ends when it reads no more.
    child.stdin.end();
    return undefined;
  } finally {
    await offered.withdraw();
  }
}

/** Whether a program is where {@link findProgram} looks. */
export const isInstalled = (name: string) => pathOf(name) !== undefined;

/** Where a program is that passwords are given to: only where systems put it. Throws RungRefused where it is not. */
export function findProgram(name: string): string {
  const found = pathOf(name);
  if (found === undefined) throw new RungRefused("unavailable", `${name} is not installed.`);
  return found;
}

const pathOf = (name: string) =>
  folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));

/** PATH may be anybody's. The last two are those of NixOS. */
const folders = ["/usr/bin", "/bin", "/run/wrappers/bin", "/run/current-system/sw/bin"] as const;
