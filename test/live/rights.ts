// A box in which rights matter: sudo, polkit, and an ordinary user with a password.
import { chmod, mkdir, rm, rmdir, symlink, writeFile } from "node:fs/promises";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import type { LiveBox } from "./box.ts";
import { askInBox } from "./boxProgram.ts";
import type { ErrandTask, ErrandTold } from "./errandAsUser.ts";

/** What a box needs beside systemd: polkit, sudo, and what both have passwords checked by. */
export const rightsPackages = ["polkitd", "pkexec", "sudo", "libpam-modules", "libpam-runtime"] as const;

/** The password of the ordinary user in a box of {@link prepareRights}. */
export const password = "right horse";

/** A box, and a way to run what must succeed there. */
export type BoxToRun = Pick<LiveBox, "box" | "run">;

/** Does what the packages' scripts would have done. Nobody may use sudo yet, and polkit asks for a password of root. */
export async function prepareRights(live: BoxToRun): Promise<void> {
  const { box } = live;
  // As on every Debian; polkit's library knows no other place of the bus.
  await rmdir(box.path("/var/run"));
  await symlink("/run", box.path("/var/run"));
  const modules = {
    auth: "auth required pam_unix.so nodelay",
    account: "account required pam_unix.so",
    password: "password required pam_unix.so",
    session: "session required pam_permit.so",
    "session-noninteractive": "session required pam_permit.so",
  };
  for (const [name, line] of Object.entries(modules)) {
    await writeFile(box.path(`/etc/pam.d/common-${name}`), `${line}\n`);
  }
  const accounts = ["root", ordinaryUser.name].map((name) => `${name}:*:19000:0:99999:7:::\n`);
  await writeFile(box.path("/etc/shadow"), accounts.join(""), { mode: 0o640 });
  await writeFile(box.path("/etc/hosts"), `127.0.0.1 localhost live\n`);
  await setPassword(live);
  for (const program of ["/usr/lib/polkit-1/polkit-agent-helper-1", "/usr/bin/pkexec"]) {
    await chmod(box.path(program), 0o4755);
  }
  // polkit 127 and later has a helper to connect to.
  await box.run(["systemctl", "start", "polkit-agent-helper.socket"]);
  // With systemd's login monitor, which the box has not, polkit looks in here.
  await mkdir(box.path("/run/systemd/sessions"), { recursive: true });
}

async function setPassword(live: BoxToRun): Promise<void> {
  const entered = live.box.enter(["chpasswd", "--crypt-method", "SHA512"], { network: "box" });
  entered.child.stdin?.end(`${ordinaryUser.name}:${password}\n`);
  const code = await new Promise((resolve) => entered.child.once("close", resolve));
  if (code !== 0) throw new Error(`chpasswd ended with ${String(code)}`);
}

/** What sudo lets the ordinary user do. */
export async function letSudo(
  live: BoxToRun,
  lets: "nothing" | "all-without-password" | "all-with-password",
): Promise<void> {
  const path = live.box.path("/etc/sudoers.d/user");
  await rm(path, { force: true });
  if (lets === "nothing") return;
  const tag = lets === "all-without-password" ? "NOPASSWD: " : "";
  await writeFile(path, `${ordinaryUser.name} ALL=(ALL:ALL) ${tag}ALL\n`, { mode: 0o440 });
}

const polkitService = "/usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service";

/** Takes polkit away, as on a machine without it, or puts it there anew with the rules of a file in JavaScript. */
export async function usePolkit(
  live: BoxToRun,
  polkit: "absent" | { readonly rules: string },
): Promise<void> {
  const { box } = live;
  await live.box.run(["systemctl", "stop", "polkit.service"]);
  const rules = box.path("/etc/polkit-1/rules.d/10-test.rules");
  await rm(rules, { force: true });
  if (polkit === "absent") {
    await live.box.run(["mv", polkitService, `${polkitService}.away`]);
  } else {
    await live.box.run(["mv", `${polkitService}.away`, polkitService]);
    await writeFile(rules, polkit.rules, { mode: 0o644 });
  }
  await live.run("busctl", "call", "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ReloadConfig");
}

/** Runs an errand inside the box, as the ordinary user or as root. */
export function runErrand(
  live: LiveBox,
  task: ErrandTask,
  uid: number = ordinaryUser.uid,
): Promise<ErrandTold> {
  return askInBox(live, { file: "errandAsUser.ts", task: { name: "errandTask", value: task } }, uid);
}
