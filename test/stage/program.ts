// Programs run without a shell: to their end, or as a group of processes that lives until it is told to go.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { basename } from "node:path";
import type { Closing } from "./closing.ts";

/** A program and its arguments. */
export type Argv = readonly string[];

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** In seconds; 600 when absent. */
  readonly timeout?: number;
  /** Told every piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** A program that could not be run, failed or took too long. `output` is all it wrote, on either stream. */
export class ProgramFailed extends Error {
  readonly output: string;
  readonly status: number | undefined;

  constructor(argv: Argv, why: string, output: string, status?: number) {
    super(`${inShort(argv)}: ${why}${lastLines(output)}`);
    this.name = "ProgramFailed";
    this.output = output;
    this.status = status;
  }
}

/**
 * Runs a program to its end and resolves to its output, standard error mixed in.
 * It leads a process group of its own, which `closing` ends with everything the program started.
 * @throws ProgramFailed when its exit status is not 0
 */
export async function run(closing: Closing, argv: Argv, options: RunOptions = {}): Promise<string> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      options.onOutput?.(text);
    });
  }
  const endNow = closing.add(inShort(argv), () => endGroup(child));
  const timeout = options.timeout ?? 600;
  const deadline = timer(timeout * 1000);
  try {
    const ended = await Promise.race([endOf(child), deadline.passed]);
    if (ended === "passed") throw new ProgramFailed(argv, `not done after ${timeout} s`, output);
    if (ended.error) throw new ProgramFailed(argv, ended.error.message, output);
    if (ended.code !== 0) {
      const how = ended.code === null ? `ended by ${ended.signal}` : `exit status ${ended.code}`;
      throw new ProgramFailed(argv, how, output, ended.code ?? undefined);
    }
    return output;
  } finally {
    deadline.clear();
    await endNow();
  }
}

export interface ServiceOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The file that takes both its output streams. */
  readonly log: string;
}

/** A program that runs until it is told to end, as the leader of a process group. */
export interface Service {
  /** Resolves, with how it ended in words, when the program has ended by itself or was told to. */
  readonly ended: Promise<string>;
  /** Ends the whole group and waits for it: politely first, by force after 5 seconds. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a program that `closing` ends.
 * @throws ProgramFailed when it cannot be run
 */
export async function startService(closing: Closing, argv: Argv, options: ServiceOptions): Promise<Service> {
  const [program = "", ...args] = argv;
  const log = openSync(options.log, "a");
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const end = closing.add(program, () => endGroup(child));
  const ended = endOf(child).then(({ error, code, signal }) => error?.message ?? signal ?? `status ${code}`);
  if (child.pid === undefined) throw new ProgramFailed(argv, await ended, "");
  return { ended, end };
}

interface Ended {
  readonly error?: Error;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ error, code: null, signal: null }));
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
}

/** The group outlives its leader when a grandchild stays behind, so it is asked until no member answers. */
async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  for (const [signal, patience] of [
    ["SIGTERM", 5000],
    ["SIGKILL", 5000],
  ] as const) {
    if (!signalGroup(pid, signal)) return;
    for (let waited = 0; waited < patience; waited += 25) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      if (!signalGroup(pid, 0)) return;
    }
  }
}

/** False when the group has no member left. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

function timer(milliseconds: number): { readonly passed: Promise<"passed">; readonly clear: () => void } {
  let clear = () => {};
  const passed = new Promise<"passed">((resolve) => {
    const handle = setTimeout(() => resolve("passed"), milliseconds);
    clear = () => clearTimeout(handle);
  });
  return { passed, clear };
}

/** "node npm-cli.js run build": enough to know which program it was. */
function inShort(argv: Argv): string {
  return argv
    .slice(0, 4)
    .map((part) => basename(part))
    .join(" ");
}

function lastLines(output: string): string {
  const lines = output.trimEnd().split("\n").slice(-50);
  return lines.join("") === "" ? "" : `\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
