import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { SystemdError } from "../../client/src/systemd/errors.ts";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { describeInBox, unitOf, until, untilUnit } from "./box.ts";
import { untilRight } from "./rowDifferences.ts";

const sleeper = "[Unit]\nDescription=Sleeps\n[Service]\nExecStart=/usr/bin/sleep infinity\n";
const installed = `${sleeper}[Install]\nWantedBy=multi-user.target\n`;

describeInBox("a manager over D-Bus", (live) => {
  test("lists what systemctl lists", async () => {
    const manager = await live.manager();
    await untilRight(live, manager);
    expect(unitOf(manager, "dbus.service")).toMatchObject({
      activeState: "active",
      subState: "running",
      loadState: "loaded",
      description: "D-Bus System Message Bus",
    });
  });

  test("starts and stops a unit, and sees both by signal", async () => {
    const manager = await live.manager();
    await live.write("seen.service", installed);
    await live.run("systemctl", "enable", "seen.service");
    expect(await manager.perform({ verb: "start", unit: "seen.service" })).toEqual({
      kind: "job",
      result: "done",
      conditionUnmet: false,
    });
    await untilUnit(manager, "seen.service", "active/running");
    expect(await manager.perform({ verb: "stop", unit: "seen.service" })).toEqual({
      kind: "job",
      result: "done",
      conditionUnmet: false,
    });
    await untilUnit(manager, "seen.service", "inactive/dead");
    expect(await live.box.run(["systemctl", "is-active", "seen.service"])).toMatchObject({
      stdout: "inactive\n",
    });
  });

  test("restarts with a new process", async () => {
    const manager = await live.manager();
    await live.write("again.service", sleeper);
    await manager.perform({ verb: "start", unit: "again.service" });
    const before = (await manager.details("again.service")).mainPid;
    expect(await manager.perform({ verb: "restart", unit: "again.service" })).toMatchObject({
      result: "done",
    });
    const after = (await manager.details("again.service")).mainPid;
    expect(after).toBeGreaterThan(0);
    expect(after).not.toBe(before);
  });

  test("a row is right soon after each change made with systemctl", async () => {
    const manager = await live.manager();
    await live.write("outside.service", sleeper);
    for (let round = 0; round < 5; round++) {
      await live.run("systemctl", "start", "outside.service");
      await untilUnit(manager, "outside.service", "active/running");
      await live.run("systemctl", "kill", "--signal=SIGSEGV", "outside.service");
      await untilUnit(manager, "outside.service", "failed/failed", 2000);
      await live.run("systemctl", "reset-failed", "outside.service");
      await untilUnit(manager, "outside.service", "inactive/dead");
    }
    await untilRight(live, manager);
  });

  test("a stopped unit that leaves systemd's memory stays as inactive while its file exists", async () => {
    const manager = await live.manager();
    await live.write("leaves.service", sleeper);
    await live.run("systemctl", "start", "leaves.service");
    await untilUnit(manager, "leaves.service", "active");
    await live.run("systemctl", "stop", "leaves.service");
    await untilUnit(manager, "leaves.service", "inactive/dead");
    await until(manager, "unloaded", () => unitOf(manager, "leaves.service")?.path === undefined);
    await live.run("rm", "/etc/systemd/system/leaves.service");
    await untilUnit(manager, "leaves.service", "absent", 1000);
  });

  test("a transient unit vanishes with its end", async () => {
    const manager = await live.manager();
    await live.run("systemd-run", "--unit=fleeting", "/usr/bin/sleep", "infinity");
    await untilUnit(manager, "fleeting.service", "active/running");
    await live.run("systemctl", "stop", "fleeting.service");
    await untilUnit(manager, "fleeting.service", "absent");
  });

  test("a unit file appears as soon as it is written, before systemd knows it", async () => {
    const manager = await live.manager();
    await live.run("cp", "/usr/lib/systemd/system/dbus.service", "/etc/systemd/system/fresh.service");
    await untilUnit(manager, "fresh.service", "inactive/dead", 1000);
    await live.run("rm", "/etc/systemd/system/fresh.service");
    await untilUnit(manager, "fresh.service", "absent", 1000);
  });

  test("names with any byte are themselves", async () => {
    const manager = await live.manager();
    const name = "odd\\x2dname:1.2@in-stance\\x20x.service";
    await live.write("odd\\x2dname:1.2@.service", sleeper);
    expect(await manager.perform({ verb: "start", unit: name })).toMatchObject({ result: "done" });
    await untilUnit(manager, name, "active/running");
    expect((await manager.details(name)).fragmentPath).toBe("/etc/systemd/system/odd\\x2dname:1.2@.service");
    await manager.perform({ verb: "stop", unit: name });
    await untilUnit(manager, name, "inactive");
  });

  test("tells how jobs end: failed, dependency, timeout, unmet condition", async () => {
    const manager = await live.manager();
    await live.write("fails.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/false\n");
    await live.write(
      "needs.service",
      `[Unit]\nRequires=fails.service\nAfter=fails.service\n[Service]\nExecStart=/usr/bin/true\n`,
    );
    await live.write(
      "slow.service",
      "[Service]\nType=oneshot\nTimeoutStartSec=200ms\nExecStart=/usr/bin/sleep 9\n",
    );
    await live.write(
      "unmet.service",
      "[Unit]\nConditionPathExists=/nowhere\n[Service]\nExecStart=/usr/bin/true\n",
    );
    expect(await manager.perform({ verb: "start", unit: "fails.service" })).toMatchObject({
      result: "failed",
    });
    await untilUnit(manager, "fails.service", "failed/failed");
    expect(await manager.details("fails.service")).toMatchObject({ result: "exit-code", exitStatus: 1 });
    expect(await manager.perform({ verb: "start", unit: "needs.service" })).toMatchObject({
      result: "dependency",
    });
    expect(await manager.perform({ verb: "start", unit: "slow.service" })).toMatchObject({
      result: "failed",
    });
    expect(await manager.details("slow.service")).toMatchObject({ result: "timeout" });
    expect(await manager.perform({ verb: "start", unit: "unmet.service" })).toEqual({
      kind: "job",
      result: "done",
      conditionUnmet: true,
    });
    await live.run("systemctl", "reset-failed");
  });

  test("twenty jobs at once all come to their end", async () => {
    const manager = await live.manager();
    await live.write("many@.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/sleep 0.%i\n");
    const ends = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        manager.perform({ verb: "start", unit: `many@${index % 4}${index}.service` }),
      ),
    );
    expect(ends).toEqual(Array(20).fill({ kind: "job", result: "done", conditionUnmet: false }));
  });

  test("enables and disables, and systemd knows at once", async () => {
    const manager = await live.manager();
    await live.write("linked.service", installed);
    const link = "/etc/systemd/system/multi-user.target.wants/linked.service";
    const enabled = await manager.perform({ verb: "enable", unit: "linked.service", lasting: "for-good" });
    expect(enabled).toMatchObject({ hasInstallSection: true, changed: [{ kind: "symlink", path: link }] });
    expect(await live.run("systemctl", "is-enabled", "linked.service")).toBe("enabled");
    expect(await live.run("systemctl", "show", "-P", "NeedDaemonReload", "linked.service")).toBe("no");
    await manager.readFileStates(["linked.service"]);
    expect(unitOf(manager, "linked.service")?.fileState).toBe("enabled");
    expect(
      await manager.perform({ verb: "disable", unit: "linked.service", lasting: "for-good" }),
    ).toMatchObject({
      changed: [{ kind: "unlink", path: link }],
    });
    await manager.readFileStates(["linked.service"]);
    expect(unitOf(manager, "linked.service")?.fileState).toBe("disabled");
    await live.write("static.service", sleeper);
    expect(
      await manager.perform({ verb: "enable", unit: "static.service", lasting: "for-good" }),
    ).toMatchObject({ hasInstallSection: false, changed: [] });
  });

  test("a unit is linked into the .wants or .requires folder of another, and then starts along with it", async () => {
    const manager = await live.manager();
    await live.write("along@.service", sleeper);
    await live.write("party.target", "[Unit]\nDescription=Starts along what is linked to it\n");
    const link = "/etc/systemd/system/party.target.wants/along@one.service";
    const added = await manager.perform({
      verb: "add-wants",
      unit: "along@one.service",
      starter: "party.target",
    });
    expect(added).toMatchObject({ changed: [{ kind: "symlink", path: link }] });
    expect(
      await manager.perform({ verb: "add-wants", unit: "along@one.service", starter: "party.target" }),
    ).toMatchObject({ changed: [] });
    expect(
      await manager.perform({ verb: "add-requires", unit: "along@two.service", starter: "party.target" }),
    ).toMatchObject({ changed: [{}] });
    await manager.perform({ verb: "start", unit: "party.target" });
    await untilUnit(manager, "along@one.service", "active/running");
    await untilUnit(manager, "along@two.service", "active/running");
    expect(await live.run("systemctl", "show", "--property=Requires", "--value", "party.target")).toContain(
      "along@two.service",
    );
    await expect(
      manager.perform({ verb: "add-wants", unit: "nowhere.service", starter: "party.target" }),
    ).rejects.toBeInstanceOf(SystemdError);
  });

  test("enablement changed outside is asked for again, and then right", async () => {
    const manager = await live.manager();
    await live.write("toggled.service", installed);
    await untilUnit(manager, "toggled.service", "inactive");
    await manager.readFileStates(["toggled.service"]);
    expect(unitOf(manager, "toggled.service")?.fileState).toBe("disabled");
    // As the view does: what changes is asked for again.
    const stop = manager.onChange(() => void manager.readFileStates(["toggled.service"]));
    await live.run("systemctl", "enable", "toggled.service");
    await until(manager, "enabled", () => unitOf(manager, "toggled.service")?.fileState === "enabled");
    stop();
  });

  test("says no clearly: unknown, masked, unfit", async () => {
    const manager = await live.manager();
    await expect(manager.perform({ verb: "start", unit: "nowhere.service" })).rejects.toMatchObject({
      kind: "no-such-unit",
    });
    await live.run("systemctl", "mask", "masked.service");
    await expect(manager.perform({ verb: "start", unit: "masked.service" })).rejects.toMatchObject({
      kind: "masked",
    });
    await live.write("refuses.service", `[Unit]\nRefuseManualStart=yes\n${sleeper.slice(7)}`);
    await expect(manager.perform({ verb: "start", unit: "refuses.service" })).rejects.toMatchObject({
      kind: "refused",
    });
    await expect(
      manager.perform({ verb: "enable", unit: "nowhere.service", lasting: "for-good" }),
    ).rejects.toBeInstanceOf(SystemdError);
  });

  test("the user's manager has its own units and its own acts", async () => {
    const manager = await live.manager("user");
    await live.write("mine.service", `${sleeper}[Install]\nWantedBy=default.target\n`, "user");
    expect(
      await manager.perform({ verb: "enable", unit: "mine.service", lasting: "for-good" }),
    ).toMatchObject({ hasInstallSection: true });
    expect(await manager.perform({ verb: "start", unit: "mine.service" })).toMatchObject({ result: "done" });
    await untilUnit(manager, "mine.service", "active/running");
    expect(await live.run("systemctl", "--user", "is-active", "mine.service")).toBe("active");
    expect(unitOf(manager, "systemd-journald.service")).toBeUndefined();
    await manager.perform({ verb: "stop", unit: "mine.service" });
    await manager.perform({ verb: "disable", unit: "mine.service", lasting: "for-good" });
  });

  test("finds the file of a unit that is not loaded", async () => {
    const manager = await live.manager();
    expect(await manager.fragmentPath("systemd-reboot.service")).toMatch(
      /\/systemd\/system\/systemd-reboot.service$/,
    );
    expect(await manager.fragmentPath("nowhere.service")).toBeUndefined();
  });

  test("is right again after daemon-reload and daemon-reexec", async () => {
    const manager = await live.manager();
    await live.write("kept.service", sleeper);
    await manager.perform({ verb: "start", unit: "kept.service" });
    for (const command of ["daemon-reload", "daemon-reexec", "daemon-reload"]) {
      await live.run("systemctl", command);
      await live.run("systemctl", "restart", "kept.service");
    }
    await manager.perform({ verb: "daemon-reload" });
    await untilUnit(manager, "kept.service", "active/running");
    await live.run("systemctl", "stop", "kept.service");
    await untilUnit(manager, "kept.service", "inactive/dead");
    await untilRight(live, manager);
  });

  test("no row lies after a few hundred random changes from outside", async () => {
    const manager = await live.manager();
    await live.write("storm@.service", "[Service]\nExecStart=/usr/bin/sleep 0.%i\n");
    const names = Array.from({ length: 10 }, (_, index) => `storm@0${index}.service`);
    for (let round = 0; round < 30; round++) {
      const some = names.filter((_, index) => (round * 7 + index * 3) % 4 !== 0);
      await live.run("systemctl", "--no-block", round % 3 === 0 ? "stop" : "restart", ...some);
    }
    await live.run("systemctl", "stop", "storm@*.service");
    await untilRight(live, manager);
  });

  test("connecting leaves systemd's own memory of units alone", async () => {
    const before = await live.run("systemctl", "list-units", "--all", "--no-legend", "--plain");
    const manager = await live.manager();
    await manager.readFileStates([...names(manager)]);
    const after = await live.run("systemctl", "list-units", "--all", "--no-legend", "--plain");
    expect(after.split("\n").length).toBe(before.split("\n").length);
    expect(await readFile(live.box.path("/proc/1/comm"), "utf8")).toBe("systemd\n");
  });
});

function names(manager: Manager): Iterable<string> {
  const state = manager.state();
  return state.kind === "ready" ? state.units.keys() : [];
}
