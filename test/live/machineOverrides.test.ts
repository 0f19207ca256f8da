import { expect, test } from "vitest";
import { type MachineOverride, machineOverrides } from "../../client/src/systemd/machineOverrides.ts";
import { describeInBox } from "./box.ts";

describeInBox("overrides of the machine", (live) => {
  test("are those that systemd-delta lists", async () => {
    const manager = await live.manager();
    const etc = "/etc/systemd/system";
    await live.run("mkdir", "-p", `${etc}/dbus.service.d`, `${etc}/nowhere.service.d`, "/run/systemd/system");
    await live.writeFile(`${etc}/rescue.service`, "[Service]\nExecStart=/usr/bin/true\n");
    await live.writeFile(`${etc}/dbus.service.d/more.conf`, "[Unit]\nDescription=More\n");
    await live.writeFile(`${etc}/nowhere.service.d/lost.conf`, "[Unit]\nDescription=Lost\n");
    await live.run("cp", "/usr/lib/systemd/system/emergency.service", `${etc}/emergency.service`);
    // Relative, so that it leads to the same file from outside of the box.
    await live.run("ln", "-s", "../../../usr/lib/systemd/system/suspend.target", `${etc}/suspend.target`);
    await live.run("ln", "-sf", "/dev/null", `${etc}/getty-static.service`);
    await live.run("ln", "-sf", "/usr/lib/systemd/system/rescue.target", `${etc}/sound.target`);
    const state = manager.state();
    const found = await machineOverrides(state.kind === "ready" ? state.folders : []);
    const root = live.box.path("/").replace(/\/$/, "");
    // systemd-delta leaves drop-ins out whose unit has no file.
    const isAlone = (one: MachineOverride) => one.beneath === undefined;
    const ours = found.flatMap((one) => (isAlone(one) ? [] : [`${one.kind} ${seen(one.path, root)}`]));
    const text = await live.box.run(["systemd-delta", "--no-pager", "--diff=no", "systemd/system"]);
    // `[EXTENDED] file → drop-in`, `[MASKED] upper → lower`.
    const theirs = [...text.stdout.matchAll(/^\[([A-Z]+)\]\s+(\S+) → (\S+)/gm)].map(
      ([, kind = "", first = "", second = ""]) =>
        `${kind.toLowerCase()} ${seen(kind === "EXTENDED" ? second : first, "")}`,
    );
    // Of systemd 262 it also tells drop-ins that lie over drop-ins, which we list as drop-ins alone.
    const known = theirs.filter((line) => !/^overridden .*\.d\//.test(line));
    expect(known.length).toBeGreaterThan(5);
    expect(ours.sort()).toEqual(known.sort());
    expect(found.filter(isAlone).map((one) => seen(one.path, root))).toContain(
      `${etc}/nowhere.service.d/lost.conf`,
    );
  });
});

/** A path as the box has it, on a machine that merged /lib into /usr. */
const seen = (path: string, root: string) => path.slice(root.length).replace(/^\/lib\//, "/usr/lib/");
