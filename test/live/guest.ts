// A local machine within a box: a container of the box's own files, which systemd-machined of the box knows.
import { writeFile } from "node:fs/promises";
import type { BoxToRun } from "./rights.ts";

/** A unit that says its name in the journal and goes on. */
export const speaker = `[Service]
ExecStart=/usr/bin/sh -c "echo hello from $0; exec sleep infinity" %n
[Install]
WantedBy=default.target multi-user.target
`;

/** Makes the machine `guest` with these units of its own; it runs while guest.service does. */
export async function makeGuest(live: BoxToRun, units: Readonly<Record<string, string>>): Promise<void> {
  const folder = "/var/lib/machines/guest";
  const folders = ["usr/lib", "var/log", "run", "proc", "sys", "dev", "tmp", "root"];
  await live.run("mkdir", "-p", ...folders.map((name) => `${folder}/${name}`));
  await live.run("cp", "-a", "/etc", folder);
  // systemd-nspawn looks for this before it mounts anything.
  await live.run("cp", "/usr/lib/os-release", `${folder}/usr/lib/os-release`);
  for (const name of ["bin", "sbin", "lib", "lib64"])
    await live.run("ln", "-s", `usr/${name}`, `${folder}/${name}`);
  await live.run("ln", "-s", "/run", `${folder}/var/run`);
  for (const [name, text] of Object.entries(units))
    await writeFile(live.box.path(`${folder}/etc/systemd/system/${name}`), text);
  const words = ["--quiet", "--keep-unit", "--boot", "--machine=guest"];
  const run = ["/usr/bin/systemd-nspawn", ...words, `--directory=${folder}`, "--bind-ro=/usr"].join(" ");
  const service = `[Service]\nType=notify\nExecStart=${run}\nKillMode=mixed\nDelegate=yes\n`;
  await writeFile(live.box.path("/etc/systemd/system/guest.service"), service);
  await live.run("systemctl", "daemon-reload");
}
