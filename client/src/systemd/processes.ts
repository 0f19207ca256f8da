import { readdir, readFile, stat } from "node:fs/promises";

/** A process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  /** The name that the kernel knows it by, 15 bytes at most. */
  readonly name: string;
  /** The command line, its words parted by blanks; empty for the kernel's own. */
  readonly command: string;
  /** The number of the user who owns it. */
  readonly user: number;
}

/** All processes that can be seen, the newest first; those that end meanwhile are left out. */
export async function runningProcesses(): Promise<readonly RunningProcess[]> {
  const numbers = (await readdir("/proc")).filter((name) => /^[0-9]+$/.test(name)).map(Number);
  const read = await Promise.all(numbers.map((pid) => readProcess(pid).catch(() => undefined)));
  return read.flatMap((process) => process ?? []).sort((a, b) => b.pid - a.pid);
}

async function readProcess(pid: number): Promise<RunningProcess> {
  const [name, command, { uid }] = await Promise.all([
    readFile(`/proc/${pid}/comm`, "utf8"),
    readFile(`/proc/${pid}/cmdline`, "utf8"),
    stat(`/proc/${pid}`),
  ]);
  return { pid, name: name.trimEnd(), command: command.replaceAll("\0", " ").trimEnd(), user: uid };
}
