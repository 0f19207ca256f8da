// What systemd makes of services that lack something of their machine, and whether we say so.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { describeInBox } from "./box.ts";
import { codesOf } from "./checked.ts";

const service = (...lines: readonly string[]) => `[Service]\nType=oneshot\n${lines.join("\n")}\n`;
const run = "ExecStart=/bin/true";

/** Services that do not start, what is said of them, and the status that systemd tells. */
const lacking: readonly (readonly [name: string, text: string, code: string, status: string])[] = [
  ["gone", service("ExecStart=/usr/bin/nothing-here"), "missing-program", "203"],
  ["pre", service("ExecStartPre=/usr/bin/nothing-here", run), "missing-program", "203"],
  ["second", service("ExecStart=/bin/true ; /usr/bin/nothing-here"), "missing-program", "203"],
  ["unmarked", service("ExecStart=/usr/local/bin/unmarked"), "missing-program", "203"],
  ["folder", service("ExecStart=/usr/local/bin"), "missing-program", "203"],
  ["sought", service("ExecStart=nothing-here"), "missing-program", "203"],
  ["dangling", service("ExecStart=/usr/local/bin/dangling"), "missing-program", "203"],
  ["user", service("User=nobody-here", run), "missing-account", "217"],
  ["group", service("Group=nobody-here", run), "missing-account", "216"],
  ["variables", service("EnvironmentFile=/etc/nothing-here", run), "missing-environment-file", "0"],
  ["begin", service("WorkingDirectory=/srv/shop/nothing-here", run), "missing-working-directory", "200"],
  ["begin-file", service("WorkingDirectory=/etc/passwd", run), "missing-working-directory", "200"],
];

/** Services that end well, of which nothing is said. */
const whole: readonly (readonly [name: string, text: string])[] = [
  ["may-fail", service("ExecStart=-/usr/bin/nothing-here")],
  ["stop", service(run, "ExecStop=-/usr/bin/nothing-here")],
  ["there", service("ExecStart=/usr/local/bin/linked", "User=daemon", "WorkingDirectory=/srv/shop")],
  [
    "found",
    service("ExecStart=true", "EnvironmentFile=-/etc/nothing-here", "EnvironmentFile=/etc/os-release"),
  ],
  ["made", service("ExecStartPre=/bin/cp /bin/true /srv/shop/made", "ExecStart=/srv/shop/made")],
  ["state", service(run, "StateDirectory=made-by-systemd", "WorkingDirectory=/var/lib/made-by-systemd")],
  ["made-up", service(run, "User=nobody-here", "DynamicUser=yes")],
  ["conditional", `[Unit]\nConditionPathExists=/nothing\n${service("ExecStart=/usr/bin/nothing-here")}`],
  ["bound", service("BindPaths=/bin/true:/usr/local/bin/bound", "ExecStart=/usr/local/bin/bound")],
  ["optional", service(run, "WorkingDirectory=-/srv/nothing-here")],
];

describeInBox("a service on its machine", (live) => {
  let said: ReadonlyMap<string, readonly string[]> = new Map();

  beforeAll(async () => {
    const put = (path: string, text: string) => {
      mkdirSync(dirname(live.box.path(path)), { recursive: true });
      writeFileSync(live.box.path(path), text);
    };
    for (const [name, text] of [...lacking, ...whole]) put(`/etc/systemd/system/on-${name}.service`, text);
    put("/usr/local/bin/unmarked", "#!/bin/sh\n");
    chmodSync(live.box.path("/usr/local/bin/unmarked"), 0o644);
    put("/srv/shop/there", "");
    await live.run("ln", "-s", "/bin/true", "/usr/local/bin/linked");
    await live.run("ln", "-s", "/nothing/here", "/usr/local/bin/dangling");
    await live.run("systemctl", "daemon-reload");
    said = await codesOf(live, ["/etc/systemd/system"]);
  });

  test.each(lacking)("on-%s.service does not start, as is said", async (name, _text, code, status) => {
    expect(said.get(`on-${name}.service`)).toEqual([code]);
    expect((await live.box.run(["systemctl", "start", `on-${name}.service`])).code).not.toBe(0);
    const shown = await live.run("systemctl", "show", "-P", "ExecMainStatus", `on-${name}.service`);
    // Of what fails before the main command, that has no status.
    if (name !== "pre") expect(shown).toBe(status);
  });

  test.each(whole)("on-%s.service starts, and nothing is said of it", async (name) => {
    expect(said.get(`on-${name}.service`) ?? []).toEqual([]);
    await live.run("systemctl", "start", `on-${name}.service`);
  });

  test("nothing of the kind is said of the units that the system has", async () => {
    const codes = new Set(lacking.map(([, , code]) => code));
    const own = await codesOf(live, ["/usr/lib/systemd/system", "/usr/lib/systemd/user"]);
    expect([...own].filter(([, found]) => found.some((code) => codes.has(code)))).toEqual([]);
  });
});
