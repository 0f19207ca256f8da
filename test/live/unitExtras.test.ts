import { connect } from "node:net";
import { expect, test } from "vitest";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { describeInBox, unitOf, until, untilUnit } from "./box.ts";

const extrasOf = (manager: Manager, name: string) => unitOf(manager, name)?.extras ?? {};

describeInBox("what rows show beyond states", (live) => {
  test("a timer's next and last time are those of systemctl list-timers, also once it elapsed", async () => {
    const manager = await live.manager();
    await live.write("tick.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/true\n");
    await live.write("tick.timer", "[Timer]\nOnActiveSec=1h\nOnUnitInactiveSec=2h\n");
    await live.write("noon.timer", "[Timer]\nOnCalendar=2035-06-01 12:00:00 UTC\nUnit=tick.service\n");
    await live.run("systemctl", "start", "tick.timer", "noon.timer");
    await untilUnit(manager, "tick.timer", "active/waiting");
    await untilUnit(manager, "noon.timer", "active/waiting");
    await manager.readExtras(["tick.timer", "noon.timer"]);
    expect(extrasOf(manager, "noon.timer")).toEqual({ next: Date.UTC(2035, 5, 1, 12), last: 0 });
    const near = (time: number | undefined, wanted: number) => Math.abs((time ?? 0) - wanted) < 60_000;
    const hour = 3_600_000;
    expect(near(extrasOf(manager, "tick.timer").next, Date.now() + hour)).toBe(true);
    await live.run("systemctl", "start", "tick.service");
    // A timer tells its new time by a signal of its own.
    await until(manager, "later", () => near(extrasOf(manager, "tick.timer").next, Date.now() + hour));
    await live.write("soon.timer", "[Timer]\nOnActiveSec=100ms\nAccuracySec=1ms\nUnit=tick.service\n");
    await live.run("systemctl", "start", "soon.timer");
    await until(manager, "elapsed", () => near(extrasOf(manager, "soon.timer").last, Date.now()));
  });

  test("a socket says where it listens, and counts who is connected", async () => {
    const manager = await live.manager();
    await live.write("talk.socket", "[Socket]\nListenStream=/run/talk.sock\nAccept=yes\n");
    await live.write("talk@.service", "[Service]\nExecStart=/usr/bin/sleep infinity\nStandardInput=socket\n");
    await live.run("systemctl", "start", "talk.socket");
    await untilUnit(manager, "talk.socket", "active/listening");
    await manager.readExtras(["talk.socket"]);
    expect(extrasOf(manager, "talk.socket")).toEqual({ listens: ["/run/talk.sock"], connections: 0 });
    // As the view does: what changes is asked for again.
    manager.onChange(() => void manager.readExtras(["talk.socket"]));
    const client = connect(live.box.path("/run/talk.sock"));
    await until(manager, "one", () => extrasOf(manager, "talk.socket").connections === 1);
    await live.run("systemctl", "stop", "talk@*.service");
    client.destroy();
    await until(manager, "none", () => extrasOf(manager, "talk.socket").connections === 0);
  });

  test("what a unit can do is known, and that it is frozen", async () => {
    const manager = await live.manager();
    const sleeps = "[Service]\nExecStart=/usr/bin/sleep infinity\n";
    await live.write("plain.service", sleeps);
    await live.write("reloads.service", `${sleeps}ExecReload=/usr/bin/true\n`);
    const names = ["plain.service", "reloads.service", "multi-user.target", "sysinit.target", "system.slice"];
    await live.run("systemctl", "start", "plain.service", "reloads.service");
    await untilUnit(manager, "reloads.service", "active/running");
    await manager.readExtras(names);
    expect(names.map((name) => extrasOf(manager, name))).toMatchObject([
      { canReload: false, isFrozen: false },
      { canReload: true },
      { canIsolate: true },
      { canIsolate: false },
      { isFrozen: false },
    ]);
    if (extrasOf(manager, "plain.service").canFreeze !== true) return;
    // As the view does: what changes is asked for again.
    manager.onChange(() => void manager.readExtras(["plain.service"]));
    await manager.perform({ verb: "freeze", unit: "plain.service" });
    manager.outdateExtras("plain.service");
    await until(manager, "frozen", () => extrasOf(manager, "plain.service").isFrozen === true);
    await manager.perform({ verb: "thaw", unit: "plain.service" });
    manager.outdateExtras("plain.service");
    await until(manager, "thawed", () => extrasOf(manager, "plain.service").isFrozen === false);
  });

  test("what a job is for is known once it is asked, and it can be cancelled", async () => {
    const manager = await live.manager();
    await live.write("waits.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/sleep infinity\n");
    await live.run("systemctl", "start", "--no-block", "waits.service");
    await untilUnit(manager, "waits.service", "activating/start");
    await until(manager, "job", () => unitOf(manager, "waits.service")?.job !== undefined);
    await manager.readJobs();
    const job = unitOf(manager, "waits.service")?.job;
    expect(job?.type).toBe("start");
    await manager.perform({ verb: "cancel", job: job?.id ?? 0 });
    await until(manager, "gone", () => unitOf(manager, "waits.service")?.job === undefined);
    await manager.perform({ verb: "stop", unit: "waits.service" });
  });
});
