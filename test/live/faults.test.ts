import { expect, test } from "vitest";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { describeInBox, type LiveBox, unitOf, until, untilUnit } from "./box.ts";
import { untilRight } from "./rowDifferences.ts";
import { joinBus, transitions, writeUnits } from "./transitions.ts";

const sleeper = "[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n";

describeInBox("rows through faults", (live) => {
  test("are right after units were read again and systemd was re-executed, over and over, and every call ends", async () => {
    const manager = await live.manager();
    await writeUnits(live);
    await live.write("kept.service", sleeper);
    await live.run("systemctl", "start", "kept.service");
    const asking = keepAsking(manager, "kept.service");
    for (let round = 0; round < 6; round++) {
      await Promise.allSettled([
        ...Array.from({ length: 4 }, () => live.box.run(["systemctl", "daemon-reload"], { timeout: 30_000 })),
        live.box.run(["systemctl", round % 2 === 0 ? "start" : "stop", "t0.service", "t1.target"]),
      ]);
      if (round % 4 === 1) await live.run("systemctl", "daemon-reexec");
    }
    await settleInto(live, manager);
    await asking.stop();
  }, 240_000);

  test("are right after the bus went away amid changes, and every call ends", async () => {
    const manager = await live.manager();
    await writeUnits(live);
    await live.write("kept.service", sleeper);
    const asking = keepAsking(manager, "kept.service");
    const changes = transitions(1, 300);
    for (let round = 0; round < 3; round++) {
      const outsider = await joinBus(live);
      const performing = outsider.perform(changes.slice(round * 100, round * 100 + 100)).catch(() => {});
      await live.run("systemctl", "kill", "--signal=SIGKILL", "dbus.service");
      outsider.close();
      await performing;
      await until(manager, "ready", () => manager.state().kind === "ready");
    }
    await settleInto(live, manager);
    await asking.stop();
  }, 240_000);

  test("are those of their units, whatever bytes are in the names", async () => {
    const manager = await live.manager();
    const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const names = [
      `${letters}:-_.\\.service`,
      `0-_.:\\x40@${letters}:-_.\\@\\xff.service`,
      `${"l".repeat(255 - ".service".length)}.service`,
      "_.service",
      "a_5fb.service",
      ".dot.service",
    ];
    for (const name of names) {
      const file = name.replace(/@.*(?=\.service$)/s, "@");
      await live.writeFile(`/etc/systemd/system/${file}`, sleeper);
    }
    await live.run("systemctl", "daemon-reload");
    for (const name of names) {
      expect(await manager.perform({ verb: "start", unit: name }), name).toMatchObject({ result: "done" });
      await untilUnit(manager, name, "active/running");
      expect((await manager.details(name)).mainPid, name).toBeGreaterThan(0);
      expect((await manager.parts(name)).processes, name).toHaveLength(1);
    }
    await settleInto(live, manager);
    for (const name of names) await manager.perform({ verb: "stop", unit: name });
    await settleInto(live, manager);
  });

  test("are shown though systemd refuses to list one of them, as it refuses systemctl", async () => {
    const before = await live.manager();
    await live.write("beside.service", sleeper);
    await live.run("systemctl", "start", "\\xff.slice");
    expect((await live.box.run(["systemctl", "list-units"])).code).not.toBe(0);
    const after = await live.manager();
    await live.run("systemctl", "start", "beside.service");
    for (const manager of [before, after]) {
      await untilUnit(manager, "beside.service", "active/running");
      await manager.perform({ verb: "daemon-reload" });
      expect(unitOf(manager, "dbus.service")).toMatchObject({ activeState: "active" });
    }
    await live.run("systemctl", "stop", "beside.service");
    for (const manager of [before, after]) await untilUnit(manager, "beside.service", "inactive");
    await live.run("systemctl", "stop", "\\xff.slice");
  });
});

/** Waits until rows have had the time that they may take, and holds them against systemctl. */
async function settleInto(live: LiveBox, manager: Manager): Promise<void> {
  await until(manager, "ready", () => manager.state().kind === "ready");
  await live.run("systemctl", "is-system-running", "--wait").catch(() => {});
  await untilRight(live, manager);
}

/** Calls systemd all the time; `stop` fails where a call is neither answered nor refused. */
function keepAsking(manager: Manager, unit: string) {
  let asked = 0;
  let ended = 0;
  const ask = (call: Promise<unknown>) => {
    asked += 1;
    const end = () => {
      ended += 1;
    };
    call.then(end, end);
  };
  const timer = setInterval(() => {
    ask(manager.details(unit));
    ask(manager.parts(unit));
    ask(manager.fragmentPath(unit));
    ask(manager.readFileStates([unit]));
  }, 50);
  return {
    stop: async () => {
      clearInterval(timer);
      expect(asked).toBeGreaterThan(20);
      await expect.poll(() => asked - ended, { timeout: 30_000 }).toBe(0);
    },
  };
}
