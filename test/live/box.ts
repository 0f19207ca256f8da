// One real systemd for a file of live tests, and managers connected to it from outside.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { socketsOf } from "../../client/src/systemd/busAddress.ts";
import { createBusManager } from "../../client/src/systemd/busManager.ts";
import type { Manager, ManagerState, Scope, Unit } from "../../client/src/systemd/manager.ts";
import { bootSystemd, type SystemdBox, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";

const whyNot = await whyNoSystemdBox();

/**
 * `describe` with a box that has these packages too: skipped with its reason in the name where this machine cannot boot
 * one.
 */
export function describeInBox(
  name: string,
  body: (live: LiveBox) => void,
  packages: readonly string[] = [],
): void {
  if (whyNot !== undefined) {
    describe.skip(`${name} (skipped: ${whyNot})`, () => body(new LiveBox()));
    return;
  }
  describe(name, () => {
    const live = new LiveBox();
    beforeAll(async () => {
      const suite = process.env.UNITWRIGHT_SUITE;
      const root = await ensureSystemdRoot({ packages, ...(suite === undefined ? {} : { suite }) });
      live.boot = await bootSystemd({
        root,
        name: "live",
        users: [0, 1000],
        binds: [{ path: process.execPath, at: "/usr/local/bin/node", writable: false }],
      });
    }, 300_000);
    afterEach(() => live.closeManagers());
    afterAll(() => live.boot?.stop());
    body(live);
  });
}

/** The box of one test file, with what tests do to it. */
export class LiveBox {
  boot: SystemdBox | undefined;
  #managers: Manager[] = [];

  get box(): SystemdBox {
    if (this.boot === undefined) throw new Error("The box is not booted yet.");
    return this.boot;
  }

  /** Runs a program in the box that must succeed; gives what it printed. */
  async run(...argv: string[]): Promise<string> {
    const ran = await this.box.run(argv, { timeout: 30_000 });
    if (ran.code !== 0) throw new Error(`${argv.join(" ")} failed (${ran.code}): ${ran.stderr}`);
    return ran.stdout.trim();
  }

  /** The state of a unit of the system, as `systemctl is-active` says it. */
  async state(name: string): Promise<string> {
    return (await this.box.run(["systemctl", "is-active", name])).stdout.trim();
  }

  /** Writes a unit file of the administrator and has systemd read it. */
  async write(name: string, text: string, scope: Scope = "system"): Promise<void> {
    const path = this.box.path(`/etc/systemd/${scope}/${name}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await this.run("systemctl", ...(scope === "user" ? ["--user"] : []), "daemon-reload");
  }

  /** Writes any file of the box. */
  async writeFile(path: string, text: string): Promise<void> {
    await writeFile(this.box.path(path), text);
  }

  /** A manager of ours, connected, and closed after the test. */
  async manager(scope: Scope = "system"): Promise<Manager> {
    const address = scope === "system" ? this.box.busAddress : this.box.userBus(0);
    const manager = createBusManager({ scope, sockets: socketsOf(address), root: this.box.path("/") });
    this.#managers.push(manager);
    await until(manager, "ready", () => manager.state().kind === "ready");
    return manager;
  }

  /**
   * The beginning of a command line that runs a program of the box as a child of ours. journalctl finds its own files
   * watched only in the box's process namespace, where nsenter waits outside; so the program must die with nsenter.
   */
  get door(): readonly string[] {
    const spaces = ["--mount", "--pid", "--root", "--wd"];
    return ["nsenter", "--target", `${this.box.initPid}`, ...spaces, "setpriv", "--pdeathsig", "KILL"];
  }

  closeManagers(): void {
    for (const manager of this.#managers.splice(0)) manager.close();
  }
}

/** Waits for a change after which `holds`, ten seconds at most unless said. */
export async function until(
  manager: Manager,
  what: string,
  holds: () => boolean,
  deadline = 10_000,
): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Not within ${deadline} ms: ${what} (now: ${describeState(manager.state())})`));
    }, deadline);
    const stop = manager.onChange(() => {
      if (!holds()) return;
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}

/** Waits until the manager's row of a unit is in a state, as `active` or as `failed/failed`. */
export function untilUnit(manager: Manager, name: string, wanted: string, deadline?: number): Promise<void> {
  const holds = () => {
    const unit = unitOf(manager, name);
    const is = unit === undefined ? "absent" : `${unit.activeState}/${unit.subState}`;
    return is === wanted || is.split("/")[0] === wanted;
  };
  return until(manager, `${name} is ${wanted}`, holds, deadline).catch((error: unknown) => {
    throw new Error(`${String(error)}; the row: ${JSON.stringify(unitOf(manager, name))}`);
  });
}

export function unitOf(manager: Manager, name: string): Unit | undefined {
  const state = manager.state();
  return state.kind === "ready" ? state.units.get(name) : undefined;
}

function describeState(state: ManagerState): string {
  return state.kind === "ready" ? `ready with ${state.units.size} units` : JSON.stringify(state);
}
