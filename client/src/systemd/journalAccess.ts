// Whether the user may read the journal, told by the files themselves: journalctl only hints at it, in words.
import { access, constants, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Scope } from "./manager.ts";
import { kindOf, machineOf, userOf } from "./scope.ts";

/** `none`: journald keeps no journal here. */
export type JournalAccess = "readable" | "refused" | "none";

export interface JournalPlace {
  /** Where the file system of the machine begins, `/` when not said. */
  readonly root?: string;
  readonly uid?: number;
}

/**
 * Looks whether the journal of a scope can be read (systemd-journald.service(8), "Files" and "Access control"): that of
 * a user may lie in a file of its own, or among the system's.
 */
export async function journalAccess(scope: Scope, place: JournalPlace = {}): Promise<JournalAccess> {
  const { root = "/", uid = process.getuid?.() ?? 0 } = place;
  // Those of a local machine are reached by whoever may enter it.
  if (machineOf(scope) !== undefined) return uid === 0 ? "readable" : "refused";
  const machine = (await readFile(join(root, "etc/machine-id"), "utf8").catch(() => "")).trim();
  const owner = kindOf(scope) === "system" ? undefined : (userOf(scope)?.uid ?? uid);
  const own = owner === undefined ? [] : [`user-${owner}.journal`];
  const seen = await Promise.all(
    ["var", "run"].flatMap((kept) =>
      [...own, "system.journal"].map((file) => readable(join(root, kept, "log/journal", machine), file)),
    ),
  );
  if (seen.includes("readable")) return "readable";
  return seen.includes("refused") ? "refused" : "none";
}

async function readable(folder: string, file: string): Promise<JournalAccess> {
  try {
    const names = await readdir(folder);
    if (!names.includes(file)) return "none";
    await access(join(folder, file), constants.R_OK);
    return "readable";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EACCES" || code === "EPERM" ? "refused" : "none";
  }
}
