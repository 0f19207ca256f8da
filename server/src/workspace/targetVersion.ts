import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { newestVersion } from "../language/knowledge/directives.ts";
import { readOsRelease, systemdOf } from "./osRelease.ts";

/** The systemd releases whose verdict is wanted: one, or a range of which both ends are asked. */
export interface TargetVersion {
  readonly oldest: number;
  readonly newest: number;
  readonly source: /** The user's setting or the command line. */
    | "set"
    /** systemd's own library under the root. */
    | "installed"
    /** What the distribution named in os-release ships. */
    | "distribution"
    /** Nothing was found: the newest release we know. */
    | "newest";
}

/** The oldest release that has a directive table at all (the first tag with one). */
const oldestKnownVersion = 33;

/** Reads `252` or `239-262` as a user writes it; undefined where it is neither. */
export function readTargetVersion(text: string): TargetVersion | undefined {
  const match = /^v?(\d{1,3})(?:\s*-\s*v?(\d{1,3}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const oldest = Number(match[1]);
  const newest = match[2] === undefined ? oldest : Number(match[2]);
  return oldest >= oldestKnownVersion && oldest <= newest ? { oldest, newest, source: "set" } : undefined;
}

/** The systemd of the machine, or of the unpacked system under `root`, found without starting any process. */
export function findTargetVersion(root: string): TargetVersion {
  const installed = installedVersion(root);
  if (installed !== undefined) return { oldest: installed, newest: installed, source: "installed" };
  const shipped = distributionVersion(root);
  if (shipped !== undefined) return { oldest: shipped, newest: shipped, source: "distribution" };
  return { oldest: newestVersion, newest: newestVersion, source: "newest" };
}

/** The number in the file name `libsystemd-shared-NNN.so`, which every systemd since 231 has; the highest of several. */
function installedVersion(root: string): number | undefined {
  const folders = ["usr/lib/systemd", "usr/lib64/systemd", "lib/systemd", ...multiarchFolders(root)];
  const versions = folders
    .flatMap((folder) => namesIn(root, folder))
    .map((name) => Number(/^libsystemd-shared-(\d{3})(?:\D.*)?\.so$/.exec(name)?.[1] ?? 0));
  const highest = Math.max(0, ...versions);
  return highest === 0 ? undefined : highest;
}

/** Debian's folders by architecture, such as `usr/lib/x86_64-linux-gnu/systemd`. */
function multiarchFolders(root: string): readonly string[] {
  return namesIn(root, "usr/lib")
    .filter((name) => name.includes("-linux-"))
    .map((name) => `usr/lib/${name}/systemd`);
}

function distributionVersion(root: string): number | undefined {
  for (const path of ["etc/os-release", "usr/lib/os-release"]) {
    const inside = pathInRoot(root, path);
    if (inside === undefined) continue;
    try {
      return systemdOf(readOsRelease(readFileSync(inside, "utf8")));
    } catch {
      // Not readable here: the other place of os-release(5) may be.
    }
  }
  return undefined;
}

function namesIn(root: string, folder: string): readonly string[] {
  const inside = pathInRoot(root, folder);
  if (inside === undefined) return [];
  try {
    return readdirSync(inside);
  } catch {
    return [];
  }
}

/** Where a path of the system under `root` really lies; undefined where it is missing or its links lead out of the root. */
function pathInRoot(root: string, path: string): string | undefined {
  try {
    const base = realpathSync(root);
    const found = realpathSync(join(base, path));
    return found.startsWith(base.endsWith(sep) ? base : base + sep) ? found : undefined;
  } catch {
    return undefined;
  }
}
