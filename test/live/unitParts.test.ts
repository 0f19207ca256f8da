import { expect, test } from "vitest";
import { describeInBox } from "./box.ts";

describeInBox("what belongs to a unit", (live) => {
  test("units, files and processes are those that systemctl tells", async () => {
    const manager = await live.manager();
    await live.write(
      "tied.service",
      "[Unit]\nWants=other.target\nOnFailure=other.target\n[Service]\nExecStart=/usr/bin/sleep 4321\n",
    );
    await live.run("mkdir", "-p", "/etc/systemd/system/tied.service.d");
    await live.write("tied.service.d/more.conf", "[Unit]\nDescription=More\n");
    await live.write("tied.timer", "[Timer]\nOnActiveSec=1h\n");
    await manager.perform({ verb: "start", unit: "tied.service" });
    await manager.perform({ verb: "start", unit: "tied.timer" });
    const { relations, files, processes } = await manager.parts("tied.service");
    expect(relations.get("Wants")).toEqual(["other.target"]);
    expect(relations.get("OnFailure")).toEqual(["other.target"]);
    expect(relations.get("TriggeredBy")).toEqual(["tied.timer"]);
    expect(files).toEqual([
      "/etc/systemd/system/tied.service",
      "/etc/systemd/system/tied.service.d/more.conf",
    ]);
    expect(processes[0]?.cgroup).toMatch(/tied\.service$/);
    // It is a process of systemd's own until it has become the program.
    await expect
      .poll(async () => (await manager.parts("tied.service")).processes)
      .toMatchObject([{ command: "/usr/bin/sleep 4321" }]);
    expect((await manager.parts("system.slice")).relations.get("SliceOf")).toContain("tied.service");
  });

  test("a unit that is not loaded, a type without processes and a name of nothing have an answer too", async () => {
    const manager = await live.manager();
    await live.writeFile("/etc/systemd/system/idle.service", "[Service]\nExecStart=/usr/bin/true\n");
    expect(await manager.parts("idle.service")).toMatchObject({
      files: ["/etc/systemd/system/idle.service"],
      processes: [],
    });
    expect((await manager.parts("multi-user.target")).processes).toEqual([]);
    expect(await manager.parts("nowhere.service")).toMatchObject({ files: [], processes: [] });
  });

  test("all properties that systemctl shows are told, and it agrees on what is plain text", async () => {
    const manager = await live.manager();
    const lines = await manager.propertyLines("dbus.service");
    const shown = (await live.run("systemctl", "show", "--all", "dbus.service")).split("\n");
    const namesOf = (all: readonly string[]) => new Set(all.map((one) => one.slice(0, one.indexOf("="))));
    const told = namesOf(lines);
    expect([...namesOf(shown)].filter((name) => !told.has(name))).toEqual([]);
    for (const name of ["Id", "LoadState", "FragmentPath", "Type", "MainPID", "CanReload", "TriggeredBy"]) {
      const of = (all: readonly string[]) => all.find((one) => one.startsWith(`${name}=`));
      expect(of(lines)).toBe(of(shown));
    }
    expect(await manager.propertyLines("-.slice")).toContain("Id=-.slice");
  });
});
