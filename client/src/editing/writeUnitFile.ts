import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path/posix";
import type { CommandContext } from "../commands/act.ts";
import type { Errands } from "../commands/errands.ts";
import { reachable } from "../commands/target.ts";
import { errorCode } from "../systemd/errors.ts";

/**
 * Writes a file and the folder it lies in: as the user where they may, else as root. Throws an Error with a sentence of
 * why it was not written; the file then is as it was.
 */
export async function writeUnitFile(
  context: CommandContext,
  errands: Errands,
  path: string,
  content: Uint8Array,
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    const code = errorCode(error);
    if (code !== "EACCES" && code !== "EPERM") throw error;
    const manager = await reachable(context.live, "system");
    if (manager === undefined) throw error;
    await errands.writeFile(manager, { path, bytes: content });
  }
}
