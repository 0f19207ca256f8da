// What systemd makes of units that need, start or wait for one another, and whether we say so.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { describeInBox } from "./box.ts";
import { codesOf } from "./checked.ts";

const service = (unit: string, install = "") =>
  `[Unit]\n${unit}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n${install}`;
const wanted = (more = "") => `[Install]\nWantedBy=multi-user.target\n${more}`;

/** The administrator's units. Those called `fine` have nothing wrong with them. */
const files: Readonly<Record<string, string>> = {
  "lone.socket": "[Socket]\nListenStream=/run/lone\n",
  "lone.timer": "[Timer]\nOnActiveSec=1h\n",
  "lone.path": "[Path]\nPathExists=/nowhere\n",
  "named.timer": "[Timer]\nOnActiveSec=1h\nUnit=www@%p.service\n",
  "fine.timer": "[Timer]\nOnActiveSec=1h\nUnit=web@%p.service\n",
  "web@.service": service(""),
  "needing.service": service("Requires=absent.service\nAfter=absent.service"),
  "binding.service": service("BindsTo=absent.service\nAfter=absent.service"),
  "fine-wanting.service": service("Wants=absent.service empty.service\nAfter=absent.service"),
  "empty.service": "",
  "needing-masked.service": service("Requires=masked.service\nAfter=masked.service"),
  "needing-empty.service": service("Requires=empty.service\nAfter=empty.service"),
  "masked.timer": "[Timer]\nOnActiveSec=1h\n",
  "masked.service.d/10.conf": "[Service]\nExecStart=/bin/true\n",
  "one.service": service("After=two.service\nRequires=two.service"),
  "two.service": service("After=three.service\nRequires=three.service"),
  "three.service": service("After=one.service"),
  "too-early.service": service("Before=sysinit.target"),
  "fine-early.service": service("DefaultDependencies=no\nBefore=sysinit.target"),
  "till@.service": service("", wanted()),
  "also.service": service("", wanted("Also=till@.service\n")),
  "bus-a.service": `[Service]\nType=exec\nExecStart=/bin/sleep 100\nBusName=a.b.c\n${wanted()}`,
  "bus-b.service": `[Service]\nType=exec\nExecStart=/bin/sleep 100\nBusName=a.b.c\n${wanted()}`,
  "alias.service": service("", wanted("Alias=fine-early.service\n")),
};

describeInBox("units among others", (live) => {
  let said: ReadonlyMap<string, readonly string[]> = new Map();

  beforeAll(async () => {
    const folder = live.box.path("/etc/systemd/system");
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync("/dev/null", join(folder, "masked.service"));
    mkdirSync(live.box.path("/etc/systemd/systemd"));
    writeFileSync(live.box.path("/etc/systemd/systemd/stray.service"), service(""));
    await live.run("systemctl", "daemon-reload");
    said = await codesOf(live, ["/etc/systemd/system", "/etc/systemd/systemd"]);
  });

  test.each([
    ["lone.socket", "nothing-to-start"],
    ["lone.timer", "nothing-to-start"],
    ["lone.path", "nothing-to-start"],
    ["named.timer", "nothing-to-start"],
    ["needing.service", "needed-unit-missing"],
    ["binding.service", "needed-unit-missing"],
    ["needing-masked.service", "needs-masked-unit"],
    ["needing-empty.service", "needs-masked-unit"],
    ["masked.timer", "needs-masked-unit"],
    ["one.service", "ordering-cycle"],
  ])("%s does not start, as %s says", async (name, code) => {
    expect(said.get(name)).toContain(code);
    expect((await live.box.run(["systemctl", "start", name])).code).not.toBe(0);
    expect((await live.box.run(["systemctl", "is-active", name])).stdout).not.toBe("active\n");
  });

  test("a service before what it comes after by default is in a circle, once that starts too", async () => {
    expect(said.get("too-early.service")).toEqual(["ordering-cycle"]);
    const verify = ["systemd-analyze", "verify", "--man=no"];
    const early = await live.box.run([...verify, "too-early.service"], { timeout: 30_000 });
    expect(early.stderr).toMatch(/sysinit\.target: Found ordering cycle/);
    const fine = await live.box.run([...verify, "fine-early.service"], { timeout: 30_000 });
    expect(fine.stderr).not.toMatch(/cycle/);
  });

  test.each(Object.keys(files).filter((name) => name.startsWith("fine")))(
    "%s starts, and nothing is said of it",
    async (name) => {
      expect(said.get(name) ?? []).toEqual([]);
      await live.run("systemctl", "start", name);
    },
  );

  test.each(["also.service", "alias.service"])("%s cannot be enabled", async (name) => {
    expect(said.get(name)).toEqual([name === "also.service" ? "also-without-instance" : "alias-taken"]);
    expect((await live.box.run(["systemctl", "enable", name])).code).not.toBe(0);
  });

  test("of two services with one bus name the second does not load", async () => {
    expect(said.get("bus-a.service")).toEqual(["bus-name-twice"]);
    expect(said.get("bus-b.service")).toEqual(["bus-name-twice"]);
    await live.run("systemctl", "start", "bus-a.service");
    const second = await live.box.run(["systemctl", "start", "bus-b.service"]);
    expect(second.stderr).toContain("failed to load");
  });

  test("a drop-in does not bring back a masked unit, and a stray file is no unit", async () => {
    expect(said.get("10.conf")).toEqual(["drop-in-of-masked-unit"]);
    expect(said.get("stray.service")).toEqual(["outside-load-path"]);
    expect(await live.run("systemctl", "show", "-P", "LoadState", "masked.service")).toBe("masked");
    expect(await live.run("systemctl", "show", "-P", "LoadState", "stray.service")).toBe("not-found");
  });

  test("nothing of the kind is said of the units that the system has", async () => {
    const own = await codesOf(live, ["/usr/lib/systemd/system", "/usr/lib/systemd/user"]);
    // But for what the box has masked.
    const codes = ["nothing-to-start", "needed-unit-missing", "ordering-cycle", "alias-taken"];
    const more = ["bus-name-twice", "also-without-instance", "unknown-unit", "no-unit-to-extend"];
    const told = [...own].filter(([, found]) => found.some((code) => [...codes, ...more].includes(code)));
    expect(told).toEqual([]);
  });
});
