import { closeSync, constants, lstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { textOfBytes } from "./byteText.ts";
import { errorCode, reasonOf } from "./fileErrors.ts";

/** What reading a path gave. */
export type UnitText =
  | { readonly kind: "text"; readonly text: string }
  /** A link to /dev/null: systemd takes the unit for masked and reads nothing. */
  | { readonly kind: "masked" }
  /** Something else than a regular file; `what` names it, as in "a FIFO". */
  | { readonly kind: "not-a-file"; readonly what: string }
  /** A file that cannot be read; `why` says so in words, as in "permission denied". */
  | { readonly kind: "unreadable"; readonly why: string };

/** More than any unit file has; whatever is larger got its name by mistake. In bytes. */
export const sizeLimit = 16 * 1024 * 1024;

/**
 * Reads a unit file or drop-in. Never blocks and never throws: only regular files are opened (opening a device can
 * already do something), and those without waiting, since some files of /proc and /sys would wait. What its folder was
 * just listed with as a `file` is not looked at first.
 */
export function readUnitText(path: string, listed?: "file" | undefined): UnitText {
  try {
    if (listed === "file") return readRegularFile(path, undefined);
    const stats = statSync(path);
    if (isNullDevice(stats)) return { kind: "masked" };
    if (!stats.isFile()) return { kind: "not-a-file", what: kindOf(stats) };
    return stats.size > sizeLimit ? tooLarge : readRegularFile(path, stats.size);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" && isLink(path)) return { kind: "not-a-file", what: "a link to nothing" };
    if (code === "ELOOP") return { kind: "not-a-file", what: "a link that leads in a circle" };
    return { kind: "unreadable", why: reasonOf(error) };
  }
}

/** Should it have become something else since it was looked at, reading it still ends, and soon. */
function readRegularFile(path: string, size: number | undefined): UnitText {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const bytes = readUpTo(file, size, sizeLimit);
    return bytes === undefined ? tooLarge : { kind: "text", text: textOfBytes(bytes) };
  } finally {
    closeSync(file);
  }
}

const tooLarge: UnitText = { kind: "unreadable", why: "larger than 16 MiB, which no unit file is" };

/** Files are read one after the other, and the text of one is no longer in here when the next is read. */
const roomForMost = Buffer.allocUnsafeSlow(65_536);

/** All bytes of an open file, or undefined where there are more than `limit`. The size may be a guess: /proc says 0. */
function readUpTo(file: number, size: number | undefined, limit: number): Buffer | undefined {
  let buffer = size === undefined || size < roomForMost.length ? roomForMost : Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    if (count === 0) return buffer.subarray(0, length);
    length += count;
    if (length > limit) return undefined;
    if (length === size) return buffer.subarray(0, length);
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
  }
}

function isNullDevice(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === statSync("/dev/null").rdev;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a FIFO";
  if (stats.isSocket()) return "a socket";
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return "a device";
  return "no regular file";
}
