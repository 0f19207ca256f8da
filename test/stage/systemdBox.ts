// A real systemd as PID 1 of a throw-away box: namespaces made by unshare(1), no container software.
// The box has its own mounts, processes, cgroups, host name and network; files it writes live in memory.
import { type ChildProcess, spawn } from "node:child_process";
import { access, constants, readFile, readlink, realpath } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  cgroup2Mount,
  makeBoxCgroup,
  makeVisitorCgroup,
  removeCgroup,
  removeOrphanedCgroups,
} from "./boxCgroup.ts";
import { ordinaryUser } from "./systemdRootFiles.ts";

export interface BoxOptions {
  /** A folder from {@link ensureSystemdRoot}; it is only read. */
  readonly root: string;
  /** The box's host name: letters, digits and dashes. */
  readonly name: string;
  /** Files and folders of the machine to be seen in the box, at the same path unless `at` says another. */
  readonly binds?: readonly Bind[];
  /** Whose user managers to start (they add about 0.5 s); 0 and 1000 are prepared. None by default. */
  readonly users?: readonly number[];
}

export interface Bind {
  readonly path: string;
  readonly at?: string;
  readonly writable: boolean;
}

/** How a program in the box ended. `code` is null when a signal or the time limit ended it. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EnterOptions {
  /** The whole environment of the program; PATH, HOME, LANG and XDG_RUNTIME_DIR are added where missing. */
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder inside the box, `/` by default. */
  readonly cwd?: string;
  /** The user to run as: root by default, or {@link ordinaryUser}'s uid. */
  readonly uid?: number;
  /** `machine` (default) keeps the machine's network, so that 127.0.0.1 is the same inside and outside. */
  readonly network?: "machine" | "box";
  /** As in `spawn`: what standard input, output and error are. Pipes by default. */
  readonly stdio?: ("pipe" | "ignore" | "inherit" | number)[];
}

/** A program running in the box, with everything it starts. */
export interface Entered {
  /** The process to read and await. Do not kill it: it is only the door; use `end`. */
  readonly child: ChildProcess;
  /** Ends the program (SIGTERM, SIGKILL after 3 s) and everything it started; resolves when all is gone. */
  end(): Promise<void>;
}

export interface SystemdBox {
  /** The system bus for processes of this machine running as root. Inside the box the usual address holds. */
  readonly busAddress: string;
  /** PID 1 of the box, as this machine numbers it; `/proc/<initPid>/root` is the box's file system. */
  readonly initPid: number;
  /** The path under which this machine sees a file of the box. */
  path(inside: string): string;
  /** The bus of a user's manager, for processes of this machine running as that user. */
  userBus(uid: number): string;
  /** Runs a program in the box to its end (10 s at most unless said), in all of its namespaces. */
  run(argv: readonly string[], options?: EnterOptions & { readonly timeout?: number }): Promise<Ran>;
  /** Starts a program in the box's mounts, processes and cgroups, such as a VS Code server. */
  enter(argv: readonly string[], options?: EnterOptions): Entered;
  /** Ends every process of the box and takes its cgroups away; mounts and files go with them. */
  stop(): Promise<void>;
}

/** Why no box can be booted on this machine, in one sentence to print, or undefined when one can. */
export async function whyNoSystemdBox(): Promise<string | undefined> {
  if (process.platform !== "linux") return "a systemd can be booted on Linux only";
  if (process.getuid?.() !== 0) return "booting a systemd needs root";
  for (const program of ["apt-get", "dpkg-deb", "unshare", "nsenter", "setpriv"]) {
    if (!(await isInPath(program)))
      return `booting a systemd needs ${program} (a Debian family machine has it)`;
  }
  const mount = await cgroup2Mount();
  if (mount === undefined) return "booting a systemd needs a cgroup2 file system, and none is mounted";
  const writable = await access(mount, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return `booting a systemd needs to write to ${mount}`;
  const probe = spawn("unshare", [...namespaces, "true"], { stdio: "ignore" });
  const code = await new Promise((resolve) => {
    probe.once("error", resolve).once("close", resolve);
  });
  return code === 0
    ? undefined
    : "this machine does not let us make namespaces (a container without privileges?)";
}

/**
 * Boots systemd and resolves when its jobs of booting are done (about 1 s). Throws an Error with the last of the
 * console when it does not come up within 30 s. The box dies with this process, however that ends; what a killed
 * process may leave (an empty cgroup) goes at the next boot.
 */
export async function bootSystemd(options: BoxOptions): Promise<SystemdBox> {
  await removeOrphanedCgroups();
  const cgroup = await makeBoxCgroup(options.name);
  const unshared = await startInit(options, cgroup);
  const console = lastOf(unshared);
  const stop = () => stopBox(unshared, cgroup);
  try {
    const initPid = await waitForInit(unshared, console);
    const box = makeBox(initPid, cgroup, stop);
    await waitForBoot(box, console);
    for (const uid of options.users ?? []) {
      const started = await box.run(["systemctl", "start", `user@${uid}.service`], { timeout: 30_000 });
      if (started.code !== 0) throw new Error(`The user manager of ${uid} did not start: ${started.stderr}`);
    }
    return box;
  } catch (error) {
    await stop();
    throw error;
  }
}

const namespaces = "--mount --pid --fork --kill-child --uts --ipc --net --cgroup".split(" ");

const bootScript = fileURLToPath(new URL("systemdBoot.sh", import.meta.url));

/** Joins a cgroup before it becomes the program, so that no child can be born outside. */
const joinCgroup = (cgroup: string) =>
  ["sh", "-c", 'echo 0 > "$0/cgroup.procs" && exec "$@"', cgroup] as const;

async function startInit(options: BoxOptions, cgroup: string): Promise<ChildProcess> {
  const binds: string[] = [];
  for (const bind of options.binds ?? []) {
    binds.push(bind.writable ? "rw" : "ro", await realpath(bind.path), bind.at ?? bind.path);
  }
  const [program, ...rest] = [
    ...joinCgroup(cgroup),
    // unshare dies with us, and takes PID 1 of the box along (--kill-child).
    ...["setpriv", "--pdeathsig", "KILL", "unshare", ...namespaces],
    ...["sh", bootScript, options.root, options.name, ...binds],
  ];
  return spawn(program ?? "", rest, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

function makeBox(initPid: number, cgroup: string, stop: () => Promise<void>): SystemdBox {
  const path = (inside: string) => join(`/proc/${initPid}/root`, inside);
  const enter = (argv: readonly string[], options: EnterOptions = {}) =>
    enterBox(initPid, cgroup, argv, options);
  return {
    initPid,
    busAddress: `unix:path=${path("/run/dbus/system_bus_socket")}`,
    path,
    userBus: (uid) => `unix:path=${path(`/run/user/${uid}/bus`)}`,
    enter,
    run: async (argv, { timeout = 10_000, ...options } = {}) => {
      const entered = enter(argv, { network: "box", stdio: ["ignore", "pipe", "pipe"], ...options });
      return runToEnd(entered, timeout);
    },
    stop,
  };
}

function enterBox(pid: number, box: string, argv: readonly string[], options: EnterOptions): Entered {
  const cgroup = makeVisitorCgroup(box);
  const uid = options.uid ?? 0;
  const env = {
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: uid === 0 ? "/root" : `/home/${ordinaryUser.name}`,
    LANG: "C.UTF-8",
    XDG_RUNTIME_DIR: `/run/user/${uid}`,
    ...options.env,
  };
  const asUser = uid === 0 ? [] : ["setpriv", "--reuid", `${uid}`, "--regid", `${uid}`, "--clear-groups"];
  const spaces = ["--mount", "--uts", "--ipc", "--pid", "--cgroup", "--root", "--wd"];
  const [program, ...rest] = [
    ...joinCgroup(cgroup),
    ...["nsenter", "--target", `${pid}`, ...spaces, ...(options.network === "box" ? ["--net"] : [])],
    ...["env", `--chdir=${options.cwd ?? "/"}`, ...asUser, ...argv],
  ];
  const child = spawn(program ?? "", rest, {
    env,
    stdio: options.stdio ?? ["pipe", "pipe", "pipe"],
    // A process group of its own: nsenter waits outside while its child runs inside, and only the group has both.
    detached: true,
  });
  child.once("close", () => void removeCgroup(cgroup));
  return { child, end: () => endVisit(child, cgroup) };
}

async function runToEnd(entered: Entered, timeout: number): Promise<Ran> {
  const { child } = entered;
  const read = { stdout: "", stderr: "" };
  // Text, and not bytes: a piece of them can end within a character.
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    read.stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    read.stderr += text;
  });
  const timer = setTimeout(() => void entered.end(), timeout);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    return { code, ...read };
  } finally {
    clearTimeout(timer);
  }
}

async function endVisit(child: ChildProcess, cgroup: string): Promise<void> {
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });
  signalGroup(child, "SIGTERM");
  await Promise.race([exited, delay(3000, undefined, { ref: false })]);
  signalGroup(child, "SIGKILL");
  await removeCgroup(cgroup);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}

/** Gives the last 4000 characters of what a process said so far. */
function lastOf(child: ChildProcess): () => string {
  let text = "";
  const add = (bytes: Buffer) => {
    text = (text + bytes.toString()).slice(-4000);
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return () => text.trim();
}

/** Waits until the script in the box has become systemd: before that, the box still has the machine's files. */
async function waitForInit(unshared: ChildProcess, console: () => string): Promise<number> {
  const { pid } = unshared;
  for (let round = 0; round < 500 && pid !== undefined && unshared.exitCode === null; round++) {
    const init = await childOf(pid);
    const program = init === undefined ? "" : await readlink(`/proc/${init}/exe`).catch(() => "");
    if (init !== undefined && program.endsWith("/systemd")) return init;
    await delay(20);
  }
  throw new Error(`The box did not start: ${console() || "unshare said nothing"}`);
}

async function childOf(pid: number): Promise<number | undefined> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  const [first = ""] = children.split(" ");
  return first === "" ? undefined : Number(first);
}

async function waitForBoot(box: SystemdBox, console: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const state = await box.run(["systemctl", "is-system-running", "--wait"], { timeout: 30_000 });
    if (/running|degraded/.test(state.stdout)) return;
    await delay(50);
  }
  throw new Error(`systemd did not come up in the box: ${console() || "its console is silent"}`);
}

async function stopBox(unshared: ChildProcess, cgroup: string): Promise<void> {
  signalGroup(unshared, "SIGKILL");
  await removeCgroup(cgroup);
}

async function isInPath(program: string): Promise<boolean> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
