// Every act on units, carried out over D-Bus and looked at with systemctl.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import type { Act, ActEnd } from "../../client/src/systemd/acts.ts";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { runtimeProperties } from "../../client/src/systemd/runtimeProperties.ts";
import { describeInBox, until } from "./box.ts";
import { runErrand } from "./rights.ts";

const done = { kind: "job", result: "done", conditionUnmet: false };

describeInBox("acts on units", (live) => {
  const perform = async (act: Act): Promise<ActEnd> => (await live.manager()).perform(act);
  /** As root of the box: some of what is asked looks at the process that asks, and sees none outside of its namespace. */
  const performInside = async (act: Act) => (await runErrand(live, { acts: [[act]] }, 0)).ends[0]?.[0];
  const show = (unit: string, property: string) =>
    live.run("systemctl", "show", "--value", `--property=${property}`, unit);

  test("a service reloads its configuration, and one that cannot says so", async () => {
    await live.write(
      "reloads.service",
      "[Service]\nExecStart=/usr/bin/sleep infinity\nExecReload=/usr/bin/touch /run/reloaded\n",
    );
    await live.write("steady.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    await live.run("systemctl", "start", "reloads.service", "steady.service");
    expect(await perform({ verb: "reload", unit: "reloads.service" })).toEqual(done);
    expect(existsSync(live.box.path("/run/reloaded"))).toBe(true);
    await expect(perform({ verb: "reload", unit: "steady.service" })).rejects.toMatchObject({
      kind: "refused",
    });
  });

  test("a unit is restarted only where it runs", async () => {
    await live.write("maybe.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    expect(await perform({ verb: "try-restart", unit: "maybe.service" })).toEqual(done);
    expect(await show("maybe.service", "ActiveState")).toBe("inactive");
    await live.run("systemctl", "start", "maybe.service");
    const before = await show("maybe.service", "MainPID");
    expect(await perform({ verb: "try-restart", unit: "maybe.service" })).toEqual(done);
    expect(await show("maybe.service", "MainPID")).not.toBe(before);
  });

  test("a signal goes to the chosen processes", async () => {
    const script = "trap 'touch /run/got-usr1' USR1; touch /run/ready; while :; do sleep 0.05; done";
    await live.write("hears.service", `[Service]\nExecStart=/usr/bin/bash -c "${script}"\n`);
    await live.run("systemctl", "start", "hears.service");
    await expect.poll(() => existsSync(live.box.path("/run/ready"))).toBe(true);
    const usr1 = { name: "SIGUSR1", number: 10 };
    expect(await perform({ verb: "kill", unit: "hears.service", whom: "main", signal: usr1 })).toEqual({
      kind: "done",
    });
    await expect.poll(() => existsSync(live.box.path("/run/got-usr1"))).toBe(true);
    const kill = { name: "SIGKILL", number: 9 };
    await perform({ verb: "kill", unit: "hears.service", whom: "all", signal: kill });
    await expect.poll(() => show("hears.service", "Result")).toBe("signal");
    expect(await perform({ verb: "reset-failed", unit: "hears.service" })).toEqual({ kind: "done" });
    expect(await show("hears.service", "ActiveState")).toBe("inactive");
  });

  test("a unit is masked and unmasked", async () => {
    await live.write("hidden.timer", "[Timer]\nOnBootSec=1d\n");
    await live.run("mv", "/etc/systemd/system/hidden.timer", "/usr/lib/systemd/system/hidden.timer");
    await live.run("systemctl", "daemon-reload");
    const masked = await perform({ verb: "mask", unit: "hidden.timer", lasting: "for-good" });
    expect(masked).toMatchObject({
      kind: "files",
      changed: [{ kind: "symlink", path: "/etc/systemd/system/hidden.timer", target: "/dev/null" }],
    });
    expect(await show("hidden.timer", "LoadState")).toBe("masked");
    await perform({ verb: "unmask", unit: "hidden.timer", lasting: "for-good" });
    expect(await show("hidden.timer", "LoadState")).toBe("loaded");
  });

  test("a change may end with the next boot", async () => {
    await live.write(
      "brief.service",
      "[Service]\nExecStart=/usr/bin/true\n[Install]\nWantedBy=multi-user.target\n",
    );
    await perform({ verb: "enable", unit: "brief.service", lasting: "until-reboot" });
    expect((await live.box.run(["systemctl", "is-enabled", "brief.service"])).stdout).toBe(
      "enabled-runtime\n",
    );
    await perform({ verb: "disable", unit: "brief.service", lasting: "until-reboot" });
    expect((await live.box.run(["systemctl", "is-enabled", "brief.service"])).stdout).toBe("disabled\n");
  });

  test("a preset puts a unit as the distribution has it", async () => {
    await live.write(
      "set.service",
      "[Service]\nExecStart=/usr/bin/true\n[Install]\nWantedBy=multi-user.target\n",
    );
    await live.run("mkdir", "-p", "/etc/systemd/system-preset");
    await live.writeFile("/etc/systemd/system-preset/10-set.preset", "enable set.service\n");
    expect(await perform({ verb: "preset", unit: "set.service", lasting: "for-good" })).toMatchObject({
      hasInstallSection: true,
    });
    expect((await live.box.run(["systemctl", "is-enabled", "set.service"])).stdout).toBe("enabled\n");
  });

  test("a unit file that lies elsewhere is linked", async () => {
    await live.writeFile("/root/far.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    await perform({ verb: "link", unit: "/root/far.service", lasting: "for-good" });
    expect(await perform({ verb: "start", unit: "far.service" })).toEqual(done);
    expect(await show("far.service", "UnitFileState")).toBe("linked");
  });

  test("what a unit may use is changed while it runs, and for good", async () => {
    await live.write("eats.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    await live.run("systemctl", "start", "eats.service");
    const texts = {
      MemoryMax: "512M",
      MemoryHigh: "20%",
      CPUQuota: "150%",
      CPUWeight: "200",
      TasksMax: "infinity",
      IOAccounting: "on",
    };
    const changes = runtimeProperties.flatMap(({ directive, read }) => {
      const text = Object.entries(texts).find(([name]) => name === directive)?.[1];
      const change = text === undefined ? undefined : read(text);
      return change === undefined ? [] : [change];
    });
    expect(changes.length).toBe(6);
    await perform({ verb: "set-property", unit: "eats.service", changes, lasting: "until-reboot" });
    expect(await show("eats.service", "MemoryMax")).toBe(`${512 * 1024 * 1024}`);
    expect(await show("eats.service", "CPUQuotaPerSecUSec")).toBe("1.500000s");
    expect(await show("eats.service", "CPUWeight")).toBe("200");
    expect(await show("eats.service", "TasksMax")).toBe("infinity");
    expect(await show("eats.service", "IOAccounting")).toBe("yes");
    const ours = await show("eats.service", "MemoryHigh");
    // systemctl writes the same, from the same words.
    await live.run("systemctl", "set-property", "eats.service", "MemoryHigh=20%");
    expect(await show("eats.service", "MemoryHigh")).toBe(ours);
    await perform({ verb: "set-property", unit: "eats.service", changes, lasting: "for-good" });
    const kept = "/etc/systemd/system.control/eats.service.d/50-MemoryMax.conf";
    expect(existsSync(live.box.path(kept))).toBe(true);
  });

  test("every property is taken by systemd as systemctl spells it", async () => {
    await live.write("taken.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    // Keeps it in memory: read again, a share of the machine's memory would win over a size that was set later.
    await live.write("keeps.target", "[Unit]\nAfter=taken.service\n");
    await live.run("systemctl", "start", "keeps.target");
    const shownAll = async () => {
      const names = runtimeProperties.map(({ directive }) => `--property=${directive}`);
      return live.run("systemctl", "show", ...names, "--property=CPUQuotaPerSecUSec", "taken.service");
    };
    const manager = await live.manager();
    const before = await manager.runtimeValues("taken.service");
    // That processor time is counted is no property of systemd 262 any more.
    const untold = runtimeProperties.filter(({ directive }) => !before.has(directive));
    expect(untold.map(({ directive }) => directive).filter((one) => one !== "CPUAccounting")).toEqual([]);
    expect(before.get("CPUQuota")).toBe("");
    expect(before.get("MemoryMax")).toBe("infinity");
    const all = new Set<string>();
    for (const text of ["512M", "20%", "infinity", "150", "yes", "idle"]) {
      const changes = runtimeProperties.flatMap(({ read }) => read(text) ?? []);
      for (const { directive } of changes) all.add(directive);
      await perform({ verb: "set-property", unit: "taken.service", changes, lasting: "until-reboot" });
      const ours = await shownAll();
      const values = await manager.runtimeValues("taken.service");
      for (const change of changes) {
        if (untold.some(({ directive }) => directive === change.directive)) continue;
        const told = values.get(change.directive) ?? "none";
        // What is told could be typed, and would change nothing; a share of the machine is told as what it comes to.
        if (!text.endsWith("%")) expect(`${change.directive}=${told}`).toBe(`${change.directive}=${text}`);
        else expect(told).toMatch(change.directive === "CPUQuota" ? /^20%$/ : /^[0-9]+[KMG]?$/);
      }
      const words = changes.map(({ directive }) => `${directive}=${text}`);
      await live.run("systemctl", "set-property", "--runtime", "taken.service", ...words);
      expect(await shownAll()).toBe(ours);
    }
    expect(all.size).toBe(runtimeProperties.length);
  });

  test("a unit is put back to what the distribution ships", async () => {
    await live.write("shipped.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    await live.run("mv", "/etc/systemd/system/shipped.service", "/usr/lib/systemd/system/shipped.service");
    await live.run("mkdir", "/etc/systemd/system/shipped.service.d");
    await live.write("shipped.service.d/override.conf", "[Unit]\nDescription=Changed\n");
    expect(await show("shipped.service", "Description")).toBe("Changed");
    expect(await perform({ verb: "revert", unit: "shipped.service" })).toMatchObject({
      kind: "files",
      changed: [{ kind: "unlink", path: "/etc/systemd/system/shipped.service.d/override.conf" }, {}],
    });
    expect(await show("shipped.service", "Description")).toBe("shipped.service");
  });

  test("a command runs as a service with limits, and is gone with its end", async () => {
    const limit = runtimeProperties.find(({ directive }) => directive === "TasksMax")?.read("20");
    const run = (unit: string, ...command: [string, ...string[]]) =>
      perform({ verb: "run", unit, description: "Try it", command, limits: limit ? [limit] : [] });
    expect(await run("tried.service", "/usr/bin/sleep", "infinity")).toEqual(done);
    expect(await show("tried.service", "Description")).toBe("Try it");
    expect(await show("tried.service", "TasksMax")).toBe("20");
    await expect(run("tried.service", "/usr/bin/true")).rejects.toMatchObject({ kind: "refused" });
    await perform({ verb: "stop", unit: "tried.service" });
    expect(await run("tried.service", "/usr/bin/bash", "-c", "echo '%s $HOME' > /run/said; exit 3")).toEqual(
      done,
    );
    await expect.poll(() => existsSync(live.box.path("/run/said"))).toBe(true);
    expect(await live.run("cat", "/run/said")).toBe("%s $HOME");
    await expect.poll(() => show("tried.service", "LoadState")).toBe("not-found");
  });

  test("a process is found in its unit, and moved into one that manages its own", async () => {
    await live.write("holds.service", "[Service]\nDelegate=yes\nExecStart=/usr/bin/sleep infinity\n");
    await live.write("loses.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    await live.run("systemctl", "start", "holds.service", "loses.service");
    const manager = await live.manager();
    const pid = Number(await show("loses.service", "MainPID"));
    expect(await manager.unitOfProcess(pid)).toBe("loses.service");
    await expect(perform({ verb: "attach", unit: "loses.service", process: pid })).rejects.toMatchObject({
      kind: "refused",
    });
    expect(await performInside({ verb: "attach", unit: "holds.service", process: pid })).toBe("done");
    expect(await manager.unitOfProcess(pid)).toBe("holds.service");
    expect(await manager.unitOfProcess(4_000_000)).toBeUndefined();
  });

  test("the units of a user run without a login, or no longer", async () => {
    await live.run("systemctl", "unmask", "systemd-logind.service");
    const mark = live.box.path("/var/lib/systemd/linger/maker");
    expect(await performInside({ verb: "enable-linger", user: 1000 })).toBe("done");
    expect(existsSync(mark)).toBe(true);
    expect(await performInside({ verb: "disable-linger", user: 1000 })).toBe("done");
    expect(existsSync(mark)).toBe(false);
  });

  test("the folders of a unit are emptied, those that were chosen", async () => {
    await live.write(
      "keeps.service",
      "[Service]\nType=oneshot\nCacheDirectory=keeps\nStateDirectory=keeps\nExecStart=/usr/bin/touch /var/cache/keeps/c /var/lib/keeps/s\n",
    );
    expect(await perform({ verb: "start", unit: "keeps.service" })).toEqual(done);
    expect(await perform({ verb: "clean", unit: "keeps.service", what: ["cache"] })).toEqual({
      kind: "done",
    });
    expect(await show("keeps.service", "ActiveState")).toBe("inactive");
    expect(existsSync(live.box.path("/var/cache/keeps"))).toBe(false);
    expect(existsSync(live.box.path("/var/lib/keeps/s"))).toBe(true);
  });

  test("only a target that allows it is isolated", async () => {
    await live.write("alone.target", "[Unit]\nDescription=Alone\n");
    await expect(perform({ verb: "isolate", unit: "alone.target" })).rejects.toMatchObject({
      kind: "refused",
    });
  });

  test("a job that takes long can be cancelled", async () => {
    const manager = await live.manager();
    await live.write("lasts.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/sleep infinity\n");
    const giveUp = new AbortController();
    const end = manager.perform({ verb: "start", unit: "lasts.service" }, { cancel: giveUp.signal });
    await until(manager, "under way", () => stateOf(manager, "lasts.service") === "activating");
    giveUp.abort();
    expect(await end).toMatchObject({ result: "canceled" });
    // What has begun to start goes on.
    expect(await show("lasts.service", "ActiveState")).toBe("activating");
  });

  test("a job is followed to its end even when systemd re-executes itself meanwhile", async () => {
    const manager = await live.manager();
    await live.write("slow.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/sleep 1.5\n");
    const end = manager.perform({ verb: "start", unit: "slow.service" });
    await until(manager, "under way", () => stateOf(manager, "slow.service") === "activating");
    await live.run("systemctl", "daemon-reexec");
    expect(await end).toEqual(done);
  });
});

function stateOf(manager: Manager, unit: string): string | undefined {
  const state = manager.state();
  return state.kind === "ready" ? state.units.get(unit)?.activeState : undefined;
}
