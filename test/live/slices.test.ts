import { expect, test } from "vitest";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { describeInBox, type LiveBox, unitOf, until, untilUnit } from "./box.ts";

const sliceOf = (manager: Manager, name: string) => unitOf(manager, name)?.extras.slice;

/** The slices of all loaded units as systemctl has them, those without any left out. */
async function told(live: LiveBox): Promise<ReadonlyMap<string, string>> {
  const text = await live.run("systemctl", "show", "--all", "--property=Id,Slice", "*");
  const found = text.split("\n\n").map((block) => new Map(block.split("\n").map(assignment)));
  return new Map(
    found.flatMap((one) => {
      const [id = "", slice = ""] = [one.get("Id"), one.get("Slice")];
      return slice === "" || id.endsWith(".slice") ? [] : [[id, slice]];
    }),
  );
}

const assignment = (line: string): readonly [string, string] => {
  const equals = line.indexOf("=");
  return [line.slice(0, equals), line.slice(equals + 1)];
};

/** Ours, of the same units. */
function known(manager: Manager): ReadonlyMap<string, string> {
  const state = manager.state();
  const units = state.kind === "ready" ? [...state.units.values()] : [];
  return new Map(
    units.flatMap(({ name, extras }): [string, string][] => (extras.slice ? [[name, extras.slice]] : [])),
  );
}

const sorted = (slices: ReadonlyMap<string, string>) => [...slices].sort(([a], [b]) => (a < b ? -1 : 1));

describeInBox("the slices of units", (live) => {
  const sleeps = "[Service]\nExecStart=/usr/bin/sleep infinity\n";

  test("are those that systemctl shows, for services, sockets, mounts and scopes", async () => {
    const manager = await live.manager();
    await live.write("in-slice.service", `${sleeps}Slice=web-blue.slice\n`);
    await live.write("in-slice.socket", "[Socket]\nListenStream=/run/in-slice.sock\nSlice=web.slice\n");
    await live.run("systemctl", "start", "in-slice.socket");
    await live.run("systemctl", "start", "in-slice.service");
    await untilUnit(manager, "in-slice.service", "active");
    expect(sliceOf(manager, "in-slice.service")).toBeUndefined();
    await manager.readSlices();
    expect(sliceOf(manager, "in-slice.service")).toBe("web-blue.slice");
    const theirs = await told(live);
    expect(theirs.size).toBeGreaterThan(15);
    expect(sorted(known(manager))).toEqual(sorted(theirs));
    expect(sliceOf(manager, "multi-user.target")).toBeUndefined();
  });

  test("stay true while units come, go and move, and systemd is asked no more than there are changes", async () => {
    const manager = await live.manager();
    await live.write("moves.service", `${sleeps}Slice=one.slice\n`);
    await manager.readSlices();
    // As the view does: what changes is asked for again.
    let changes = 0;
    manager.onChange(() => {
      changes += 1;
      void manager.readSlices();
    });
    const becomes = (name: string, slice: string | undefined) =>
      until(manager, `${name} in ${slice}`, () => sliceOf(manager, name) === slice);
    await live.run("systemctl", "start", "moves.service");
    await becomes("moves.service", "one.slice");
    await live.run("systemctl", "stop", "moves.service");
    await live.write("moves.service", `${sleeps}Slice=two-three.slice\n`);
    await live.run("systemctl", "start", "moves.service");
    await becomes("moves.service", "two-three.slice");
    const run = ["systemd-run", "--unit=comes", "--slice=four.slice"];
    await live.run(...run, "/usr/bin/sleep", "infinity");
    await becomes("comes.service", "four.slice");
    await live.run("systemctl", "stop", "comes.service");
    await becomes("comes.service", undefined);
    await live.run(...run.slice(0, 2), "--slice=five.slice", "/usr/bin/sleep", "infinity");
    await becomes("comes.service", "five.slice");
    // A slice that systemd has dropped must not be loaded again by asking it.
    await live.run("systemctl", "stop", "comes.service", "five.slice");
    await becomes("comes.service", undefined);
    await expect.poll(() => unitOf(manager, "five.slice")?.path, { timeout: 10_000 }).toBeUndefined();
    await manager.readSlices();
    await new Promise((resolve) => setTimeout(resolve, 500));
    changes = 0;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(changes).toBe(0);
    expect(sorted(known(manager))).toEqual(sorted(await told(live)));
  });
});
