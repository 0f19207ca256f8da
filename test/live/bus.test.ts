import { expect, test } from "vitest";
import { createBusManager } from "../../client/src/systemd/busManager.ts";
import { SystemdError } from "../../client/src/systemd/errors.ts";
import type { ManagerState } from "../../client/src/systemd/manager.ts";
import { describeInBox, unitOf, until, untilUnit } from "./box.ts";

const causeOf = (state: ManagerState) => (state.kind === "unreachable" ? state.cause : state.kind);

describeInBox("the bus that goes away", (live) => {
  test("is found again by itself when it was killed", async () => {
    const manager = await live.manager();
    await live.write("survivor.service", "[Service]\nExecStart=/usr/bin/sleep infinity\n");
    const seen: string[] = [];
    manager.onChange(() => void seen.push(causeOf(manager.state())));
    await live.run("systemctl", "kill", "--signal=SIGKILL", "dbus.service");
    await until(manager, "lost", () => seen.includes("lost"));
    await until(manager, "ready", () => manager.state().kind === "ready");
    await live.run("systemctl", "start", "survivor.service");
    await untilUnit(manager, "survivor.service", "active/running", 300);
  });

  test("is said to be away while it is, refuses acts at once, and is noticed when it is back", async () => {
    const manager = await live.manager();
    await live.run("systemctl", "stop", "dbus.socket", "dbus.service");
    await until(manager, "unreachable", () => causeOf(manager.state()) === "no-bus");
    await expect(manager.perform({ verb: "start", unit: "survivor.service" })).rejects.toMatchObject({
      kind: "disconnected",
    });
    await live.run("systemctl", "stop", "survivor.service");
    await live.run("systemctl", "start", "dbus.socket");
    await until(manager, "ready", () => manager.state().kind === "ready");
    expect(unitOf(manager, "survivor.service")).toMatchObject({ activeState: "inactive" });
  });

  test("ends the acts in flight with a clear error", async () => {
    const manager = await live.manager();
    await live.write("slow.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/sleep 30\n");
    const act = manager.perform({ verb: "start", unit: "slow.service" }).then(
      () => "done",
      (error: unknown) => (error instanceof SystemdError ? error.kind : error),
    );
    await untilUnit(manager, "slow.service", "activating/start");
    await live.run("systemctl", "kill", "--signal=SIGKILL", "dbus.service");
    expect(await act).toBe("disconnected");
  });

  test("is waited for where there is none yet", async () => {
    const socket = live.box.path("/run/late/bus");
    const manager = createBusManager({ scope: "user", sockets: [socket], root: live.box.path("/") });
    try {
      await until(manager, "no bus", () => causeOf(manager.state()) === "no-bus");
      expect(manager.state()).toMatchObject({ reason: expect.stringMatching(/user manager/) });
      await live.run("mkdir", "/run/late");
      await live.run("ln", "-s", "../dbus/system_bus_socket", "/run/late/bus");
      await until(manager, "ready", () => manager.state().kind === "ready");
    } finally {
      manager.close();
    }
  });
});
