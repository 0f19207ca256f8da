import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { machineOverrides } from "../../client/src/systemd/machineOverrides.ts";
import { describeInBox } from "./box.ts";

const etc = "/etc/systemd/system";
const run = "/run/systemd/system";
const usr = "/usr/lib/systemd/system";

describeInBox("overrides of the machine", (live) => {
  test("are those that systemd-delta lists, with the same files", async () => {
    const manager = await live.manager();
    const folders = [
      "dbus.service.d",
      "nowhere.service.d",
      "three.service.d",
      "ours-.service.d",
      "service.d",
    ];
    for (const folder of [etc, run, usr])
      await live.run("mkdir", "-p", ...folders.map((one) => `${folder}/${one}`));
    const service = "[Service]\nExecStart=/usr/bin/true\n";
    const dropIn = (text: string) => `[Unit]\nDescription=${text}\n`;
    // Unit files: one of its own, copies, links, empty ones, and one of three.
    await live.writeFile(`${etc}/rescue.service`, service);
    await live.run("cp", `${usr}/emergency.service`, `${etc}/emergency.service`);
    // Relative, so that it leads to the same file from outside of the box.
    await live.run("ln", "-s", "../../../usr/lib/systemd/system/suspend.target", `${etc}/suspend.target`);
    await live.run("ln", "-sf", "/dev/null", `${etc}/getty-static.service`);
    await live.run("ln", "-sf", "../../../../dev/null", `${etc}/smartcard.target`);
    await live.run("ln", "-sf", `${usr}/rescue.target`, `${etc}/sound.target`);
    await live.writeFile(`${etc}/printer.target`, "");
    for (const folder of [etc, run, usr]) await live.writeFile(`${folder}/three.service`, service);
    // Drop-ins: alone, over others of their name, and without a unit.
    await live.writeFile(`${etc}/dbus.service.d/10-more.conf`, dropIn("More"));
    await live.writeFile(`${etc}/nowhere.service.d/20-lost.conf`, dropIn("Lost"));
    for (const folder of [etc, run, usr])
      await live.writeFile(`${folder}/three.service.d/30-over.conf`, dropIn(folder));
    await live.writeFile(`${usr}/dbus.service.d/40-masked.conf`, dropIn("Masked"));
    await live.run("ln", "-s", "/dev/null", `${etc}/dbus.service.d/40-masked.conf`);
    await live.writeFile(`${usr}/dbus.service.d/50-emptied.conf`, dropIn("Emptied"));
    await live.writeFile(`${run}/dbus.service.d/50-emptied.conf`, "");
    await live.writeFile(`${usr}/dbus.service.d/60-same.conf`, dropIn("Same"));
    const same = "../../../../usr/lib/systemd/system/dbus.service.d/60-same.conf";
    await live.run("ln", "-s", same, `${etc}/dbus.service.d/60-same.conf`);
    await live.writeFile(`${usr}/dbus.service.d/70-led.conf`, dropIn("Led"));
    await live.run("ln", "-s", `${usr}/rescue.target`, `${etc}/dbus.service.d/70-led.conf`);
    await live.writeFile(`${etc}/ours-.service.d/80-prefix.conf`, dropIn("Prefix"));
    await live.writeFile(`${run}/ours-.service.d/80-prefix.conf`, dropIn("Prefix beneath"));
    await live.writeFile(`${etc}/service.d/90-type.conf`, dropIn("Type"));
    await live.writeFile(`${usr}/service.d/90-type.conf`, dropIn("Type beneath"));

    const state = manager.state();
    const found = await machineOverrides(state.kind === "ready" ? state.folders : []);
    const root = live.box.path("/").replace(/\/$/, "");
    const ours = found.flatMap(({ kind, path, beneath }) => {
      // systemd-delta leaves drop-ins out whose unit has no file.
      if (beneath === undefined) return [];
      const files = kind === "extended" ? [beneath, path] : [path, beneath];
      return [`${kind} ${files.map((one) => seen(one, root)).join(" → ")}`];
    });
    const text = await live.box.run(["systemd-delta", "--no-pager", "--diff=no", "systemd/system"], {
      cwd: etc,
    });
    const theirs = [...text.stdout.matchAll(/^\[([A-Z]+)\]\s+(\S+) → (\S+)/gm)].flatMap(
      ([, kind = "", first = "", second = ""]) => {
        const isMixedUp = kind !== "EXTENDED" && basename(dirname(first)) !== basename(dirname(second));
        return isMixedUp ? [] : [`${kind.toLowerCase()} ${seen(first, "")} → ${seen(second, "")}`];
      },
    );
    const kinds = new Set(theirs.map((line) => line.split(" ")[0]));
    expect([...kinds].sort()).toEqual(["equivalent", "extended", "masked", "overridden", "redirected"]);
    expect(ours.sort()).toEqual(theirs.sort());
    const alone = found.filter(({ beneath }) => beneath === undefined);
    expect(alone.map((one) => seen(one.path, root))).toContain(`${etc}/nowhere.service.d/20-lost.conf`);
  });
});

/** A path as the box has it, on a machine that merged /lib into /usr. */
const seen = (path: string, root: string) => path.slice(root.length).replace(/^\/lib\//, "/usr/lib/");
