// The cgroup of a box: holds every process of it, so that ending the cgroup ends the box without leftovers.
import { mkdirSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Where cgroup2 is mounted on this machine, or undefined. */
export async function cgroup2Mount(): Promise<string | undefined> {
  const mounts = await readFile("/proc/mounts", "utf8");
  return /^\S+ (\S+) cgroup2 /m.exec(mounts)?.[1];
}

/** Makes a cgroup whose name tells which process owns it, and gives its path. */
export async function makeBoxCgroup(name: string): Promise<string> {
  const mount = await cgroup2Mount();
  if (mount === undefined) throw new Error("No cgroup2 file system is mounted.");
  const started = await startOf(process.pid);
  const path = join(mount, `${prefix}${process.pid}.${started}.${name}`);
  await mkdir(join(path, "visitors"), { recursive: true });
  return path;
}

/** Makes a cgroup for what enters a box from outside: systemd wants its own root cgroup free of processes. */
export function makeVisitorCgroup(box: string): string {
  visits += 1;
  const path = join(box, "visitors", `${visits}`);
  mkdirSync(path);
  return path;
}

let visits = 0;

/** Kills every process in a cgroup and removes it with all below. Throws when it is still there after 10 s. */
export async function removeCgroup(path: string): Promise<void> {
  for (let round = 0; round < 500; round++) {
    if (await removeTree(path)) return;
    await killAll(path);
    await delay(20);
  }
  throw new Error(`${path} cannot be removed: some process in it does not die.`);
}

/** Removes the boxes of processes that were killed before they could. */
export async function removeOrphanedCgroups(): Promise<void> {
  const mount = await cgroup2Mount();
  if (mount === undefined) return;
  for (const name of await readdir(mount)) {
    if (!name.startsWith(prefix)) continue;
    const [owner = "", started] = name.slice(prefix.length).split(".");
    if ((await startOf(Number(owner))) !== started) await removeCgroup(join(mount, name));
  }
}

const prefix = "unitwright.";

/** When a process started, in clock ticks since boot: with its number it names the process for good (proc(5)). */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
}

async function removeTree(path: string): Promise<boolean> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return true;
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(path, entry.name));
  return rmdir(path).then(
    () => true,
    () => false,
  );
}

async function killAll(path: string): Promise<void> {
  // cgroup.kill is there since Linux 5.14; before that the processes are named one by one.
  const killed = await writeFile(join(path, "cgroup.kill"), "1").then(
    () => true,
    () => false,
  );
  if (killed) return;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await killAll(join(path, entry.name));
  const pids = await readFile(join(path, "cgroup.procs"), "utf8").catch(() => "");
  for (const pid of pids.split("\n").map(Number)) {
    if (pid > 0) tryKill(pid);
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
