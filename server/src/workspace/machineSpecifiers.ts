import { readFileSync } from "node:fs";
import { hostname, release, userInfo } from "node:os";
import { readAssignments } from "./osRelease.ts";

/**
 * What specifiers stand for on this machine, by their letters, as its managers fill them in (systemd.unit(5)); `user`
 * is the manager of this process's user. What cannot be read is left out.
 */
export function machineSpecifiers(manager: "system" | "user"): ReadonlyMap<string, string> {
  const values = new Map<string, string | undefined>([
    ["a", architectures.get(process.arch)],
    ["b", readId("/proc/sys/kernel/random/boot_id")],
    ["H", hostname()],
    ["l", hostname().split(".")[0]],
    ["m", readId("/etc/machine-id")],
    ["q", readAssignments(readText("/etc/machine-info") ?? "").get("PRETTY_HOSTNAME") ?? hostname()],
    ["v", release()],
    ...osReleaseValues(),
    ...(manager === "user" ? userValues() : systemValues),
  ]);
  return new Map([...values].flatMap(([letter, value]) => (value === undefined ? [] : [[letter, value]])));
}

/** Node's names of processor architectures and systemd's (measured; others are left out). */
const architectures: ReadonlyMap<string, string> = new Map([
  ["x64", "x86-64"],
  ["ia32", "x86"],
  ["arm64", "arm64"],
  ["arm", "arm"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"],
  ["loong64", "loongarch64"],
]);

/** The service manager's environment has none of the variables that would move them. */
const systemValues: readonly (readonly [string, string])[] = [
  ["T", "/tmp"],
  ["V", "/var/tmp"],
];

const osReleaseFields: readonly (readonly [string, string])[] = [
  ["A", "IMAGE_VERSION"],
  ["B", "BUILD_ID"],
  ["M", "IMAGE_ID"],
  ["o", "ID"],
  ["w", "VERSION_ID"],
  ["W", "VARIANT_ID"],
];

/** A field that os-release lacks stands for nothing; without the file nothing is known. */
function osReleaseValues(): readonly (readonly [string, string])[] {
  const text = readText("/etc/os-release") ?? readText("/usr/lib/os-release");
  if (text === undefined) return [];
  const fields = readAssignments(text);
  return osReleaseFields.map(([letter, field]) => [letter, fields.get(field) ?? ""]);
}

/** Folders and the shell are left out: they come from the manager's own environment, which may differ from ours. */
function userValues(): readonly (readonly [string, string])[] {
  const { username, uid, gid, homedir } = userInfo();
  return [
    ["u", username],
    ["U", `${uid}`],
    ["G", `${gid}`],
    ["h", homedir],
  ];
}

function readId(path: string): string | undefined {
  return readText(path)?.trim().replaceAll("-", "");
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
