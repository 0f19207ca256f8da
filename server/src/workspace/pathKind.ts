import { lstatSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { join } from "node:path/posix";
import type { PathKind } from "../language/machine.ts";
import { errorCode } from "./fileErrors.ts";

/** More links than the kernel follows. */
const mostLinks = 40;

/** Where a path of a system leads in the end, and what is there. */
export interface PathEnd {
  /** As this machine sees it. */
  readonly path: string;
  readonly kind: PathKind;
}

/**
 * Follows a path of the system in the folder `root`, whose links do not lead out of it. Goes below none of the `slow`
 * mounts, so that it never waits. Never throws.
 */
export function followPath(root: string, path: string, slow: ReadonlySet<string>): PathEnd {
  const left = path.split("/").filter(Boolean);
  let links = 0;
  let folder = "/";
  let stats: Stats | undefined;
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === ".") continue;
    const place = join(folder, part);
    const real = join(root, place);
    if (slow.has(real)) return { path: real, kind: "unclear" };
    const found = statsOf(real);
    if (found === "unclear") return { path: real, kind: "unclear" };
    if (found === "absent") return { path: real, kind: mayBeMounted(root, folder) ? "unclear" : "absent" };
    if (found.isSymbolicLink()) {
      const target = targetOf(real);
      if (target === undefined || ++links > mostLinks) return { path: real, kind: "unclear" };
      left.unshift(...target.split("/").filter(Boolean));
      if (target.startsWith("/")) folder = "/";
    } else if (found.isDirectory() || left.length === 0) {
      folder = place;
      stats = found;
    } else return { path: real, kind: "absent" };
  }
  return { path: join(root, folder), kind: stats === undefined ? "folder" : kindOf(stats) };
}

function statsOf(path: string): Stats | "absent" | "unclear" {
  try {
    return lstatSync(path);
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" || code === "ENOTDIR" ? "absent" : "unclear";
  }
}

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/** Whether something may yet be mounted on a folder: it is empty, and none of those that come with every system. */
function mayBeMounted(root: string, folder: string): boolean {
  if (/^\/(?:usr|bin|sbin|lib\w*|etc)(?:\/|$)/.test(folder)) return false;
  try {
    return readdirSync(join(root, folder)).length === 0;
  } catch {
    return true;
  }
}

function kindOf(stats: Stats): PathKind {
  if (stats.isDirectory()) return "folder";
  if (!stats.isFile()) return "other";
  return (stats.mode & 0o111) === 0 ? "file" : "program";
}
