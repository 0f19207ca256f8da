import { type EffectiveUnit, expandedValue } from "../../effectiveUnit.ts";
import { pathOfUnitName } from "../../names/pathName.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { headerOf, placeOf, type UnitRule } from "./unitRule.ts";

/** A mount needs something to mount; its place may follow from its name. */
export const mountHasSource: UnitRule = (unit, report) => {
  if (unit.type === "mount" && unit.inEffect("Mount", "What").length === 0)
    report("no-mount-source", headerOf(unit, "Mount"));
};

/** Nobody else may mount what systemd or the kernel has mounted (measured). */
export const mountPointIsFree: UnitRule = (unit, report) => {
  if (unit.type !== "mount") return;
  const where = unit.inEffect("Mount", "Where").at(-1);
  const written = where && expandedValue(where);
  const path = simplified(written ?? ownPath(unit));
  if (path === undefined || !isTaken(path, unit.version)) return;
  const place = where === undefined ? headerOf(unit, "Mount") : placeOf(where);
  report("mounts-kernel-files", place, { args: [path] });
};

const mountPoints: ReadonlySet<string> = new Set([
  "/proc",
  "/proc/kmsg",
  "/proc/sys",
  "/proc/sys/kernel/random/boot_id",
  "/sys",
  "/sys/firmware/efi/efivars",
  "/sys/fs/bpf",
  "/sys/fs/cgroup",
  "/sys/fs/pstore",
  "/sys/fs/selinux",
  "/sys/fs/smackfs",
  "/sys/kernel/security",
  "/dev",
  "/dev/console",
  "/dev/pts",
  "/dev/shm",
  "/run",
]);

/** Measured on 252, 257 and 262: /run/lock became a mount like any other, and the credentials of services none. */
function isTaken(path: string, version: number): boolean {
  if (mountPoints.has(path) || isBelow(path, "/sys/fs/cgroup") || isBelow(path, "/run/host")) return true;
  return version >= 257 ? isBelow(path, "/run/credentials") : path === "/run/lock";
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function ownPath({ name }: EffectiveUnit): string | undefined {
  const path = name?.kind === "plain" ? pathOfUnitName(name.name) : undefined;
  return path?.ok ? path.text : undefined;
}

/** The path without what means nothing in it, as systemd keeps it; undefined where it is not known. */
function simplified(path: string | undefined): string | undefined {
  if (path === undefined || hasUnknownPiece(path)) return undefined;
  return `/${path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/")}`;
}
