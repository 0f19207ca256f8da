// Unit files on this machine's disk, read directly: asking systemd for all of them takes it seconds.
import { existsSync } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { isValidUnitName, parseUnitName, templateOf } from "../../../server/src/language/names/unitName.ts";
import type { UnitName } from "./manager.ts";
import { watchFolder } from "./watchFolder.ts";

/** Whether a unit, or the template it is an instance of, has a file in one of the folders. */
export function hasUnitFile(folders: readonly string[], name: UnitName): boolean {
  const parsed = parseUnitName(name);
  const template = parsed && templateOf(parsed);
  const names = template === undefined ? [name] : [name, template];
  return folders.some((folder) => names.some((one) => existsSync(join(folder, one))));
}

/** Whether a name is that of an instance, such as `foo@bar.service`. */
export const isInstance = (name: UnitName) => isValidUnitName(name, ["instance"]);

/**
 * The units that people put on this machine: those in folders that no package writes to. Templates are left out,
 * since only their instances can run, and so are links that mask a unit or give it another name.
 */
export async function ownUnitFiles(folders: readonly string[]): Promise<ReadonlySet<UnitName>> {
  const found = await Promise.all(ownFolders(folders).map(unitsIn));
  return new Set(found.flat());
}

/** Calls `changed` soon after something happens in those folders, until the returned function is called. */
export function watchOwnUnitFiles(folders: readonly string[], changed: () => void): () => void {
  let soon: NodeJS.Timeout | undefined;
  const happened = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      changed();
    }, 100);
  };
  const watchers = ownFolders(folders).flatMap((folder) => watchFolder(folder, happened));
  return () => {
    clearTimeout(soon);
    for (const watcher of watchers) watcher.close();
  };
}

/** Not the distribution's folders, and not those that systemd and generators fill (systemd.unit(5), "Unit File Load Path"). */
const ownFolders = (folders: readonly string[]) =>
  folders.filter(
    (folder) =>
      !/\/(usr\/)?lib\/systemd\/|\/generator(\.early|\.late)?$|\.control$|\.attached$|\/transient$/.test(
        withoutLocal(folder),
      ),
  );

const withoutLocal = (folder: string) => folder.replace("/usr/local/lib/", "/usr/local/");

async function unitsIn(folder: string): Promise<readonly UnitName[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.map(async (entry) => {
    // An editor's temporary file may be named like a unit but for the dot in front; systemd skips it.
    if (entry.name.startsWith(".") || !isValidUnitName(entry.name, ["plain", "instance"])) return [];
    if (entry.isFile()) return [entry.name];
    if (!entry.isSymbolicLink()) return [];
    const target = await readlink(join(folder, entry.name)).catch(() => "");
    return basename(target) === entry.name ? [entry.name] : [];
  });
  return (await Promise.all(names)).flat();
}
