// What a real udev says of rules: `udevadm verify`, or before 254 `udevadm test`, in a systemd booted for the purpose.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootSystemd } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";

export interface Udevadm {
  /** The release, such as 252. */
  readonly version: number;
  /** The folder of its file system, as this machine sees it. */
  readonly root: string;
  /** Has files of rules read, in their order; gives what is said of each, without remarks on style. */
  readonly said: (files: readonly string[]) => Promise<readonly (readonly string[])[]>;
  readonly stop: () => Promise<void>;
}

/** Boots a systemd with udev, of the Debian suite that UNITWRIGHT_SUITE names, else of the machine's own. */
export async function openUdevadm(): Promise<Udevadm> {
  const suite = process.env.UNITWRIGHT_SUITE;
  const root = await ensureSystemdRoot({ packages: udevPackages, ...(suite === undefined ? {} : { suite }) });
  const box = await bootSystemd({ root, name: "udev" });
  const run = async (argv: readonly string[]) => {
    const { stdout, stderr } = await box.run(argv, { env: plain, timeout: 60_000 });
    return `${stdout}\n${stderr}`;
  };
  const version = Number(/^(\d+)/.exec((await run(["udevadm", "--version"])).trim())?.[1] ?? 0);
  const hasVerify = version >= 254;
  // `udevadm test` reads what udev itself would.
  const folder = hasVerify ? "/run/unitwright-rules" : "/run/udev/rules.d";
  const said = async (files: readonly string[]) => {
    const outside = box.path(folder);
    rmSync(outside, { recursive: true, force: true });
    mkdirSync(outside, { recursive: true });
    const names = files.map((_, index) => `${index}.rules`);
    for (const [index, name] of names.entries()) writeFileSync(join(outside, name), files[index] ?? "");
    const told = hasVerify
      ? await run([...verifying, ...names.map((name) => `${folder}/${name}`)])
      : await run(["udevadm", "test", "/sys/class/net/lo"]);
    return names.map((name) => linesAbout(told, `${folder}/${name}`));
  };
  return { version, root: box.path("/"), said, stop: () => box.stop() };
}

/** What a box with devices that come and go is made of. */
export const udevPackages: readonly string[] = ["udev", "iproute2"];

const plain = { LC_ALL: "C", SYSTEMD_LOG_COLOR: "0", SYSTEMD_LOG_LEVEL: "notice" };
const verifying = ["udevadm", "verify", "--resolve-names=never", "--no-summary", "--no-style"];

function linesAbout(told: string, path: string): readonly string[] {
  return told
    .split("\n")
    .filter((line) => line.includes(`${path}:`))
    .map((line) => line.slice(line.indexOf(path) + path.length).replace(/^:\d+:? /, ""))
    .filter((line) => !/^style: |udev rules check failed|udev rules have style issues/.test(line));
}
