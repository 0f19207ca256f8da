// The system bus as root: sudo runs systemd-stdio-bridge, which passes on what it reads to the bus (as
// `systemctl --host` has it done by ssh). No shell, and no program of ours runs as root.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Bus } from "../bus.ts";
import { openBus } from "../busManager.ts";
import { RungRefused } from "./ladder.ts";
import { offerOneConnection } from "./oneConnection.ts";

/** Tries sudo without asking anybody. Throws RungRefused: `unavailable`, with what sudo said. */
export async function openSilentBridge(): Promise<Bus> {
  const { sudo, bridge } = findPrograms();
  const child = startSudo(sudo, ["-n", "--", bridge]);
  return joinBridge(child, child.complaints);
}

export type SudoChild = ChildProcessByStdio<Writable, Readable, Readable> & {
  /** The last line of what it said on standard error so far. */
  readonly complaints: () => string;
};

/** Where sudo and the bridge are installed. Throws RungRefused where one of them is missing. */
export function findPrograms(): { readonly sudo: string; readonly bridge: string } {
  const sudo = sudoPaths.find((path) => existsSync(path));
  if (sudo === undefined) throw new RungRefused("unavailable", "sudo is not installed.");
  const bridge = bridgePaths.find((path) => existsSync(path));
  if (bridge === undefined) throw new RungRefused("unavailable", "systemd-stdio-bridge is not installed.");
  return { sudo, bridge };
}

/** Starts sudo with its words in English and without any terminal. */
export function startSudo(sudo: string, words: readonly string[]): SudoChild {
  const child = spawn(sudo, words, {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: "/",
    env: ownEnvironment(),
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  // Nobody else may have listened yet when the program cannot be run, or hangs up.
  for (const one of [child, child.stdin]) one.on("error", (error: Error) => (said += `\n${error.message}`));
  const complaints = () =>
    said
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^sudo: /, "") ?? "";
  return Object.assign(child, { complaints });
}

/** Connects to the bus through a child that is, or is about to become, the bridge; the child ends with the bus. */
export async function joinBridge(child: SudoChild, complaints: () => string): Promise<Bus> {
  const offered = await offerOneConnection({ input: child.stdin, output: child.stdout });
  try {
    return await openBus(offered.socket);
  } catch {
    child.stdin.end();
    throw new RungRefused("unavailable", `sudo did not help: ${complaints() || "it hung up"}.`);
  } finally {
    await offered.withdraw();
  }
}

/** What sudo needs of the environment; the rest it would throw away itself. */
const ownEnvironment = () => {
  const kept = ["PATH", "HOME", "USER", "LOGNAME"].map((name) => [name, process.env[name]] as const);
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: "C.UTF-8" };
};

/** Only where systems put them, and never what PATH says: this is about a root password. */
const sudoPaths = ["/usr/bin/sudo", "/run/wrappers/bin/sudo", "/bin/sudo"] as const;
const bridgePaths = [
  "/usr/bin/systemd-stdio-bridge",
  "/run/current-system/sw/bin/systemd-stdio-bridge",
  "/bin/systemd-stdio-bridge",
] as const;
