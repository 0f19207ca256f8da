// Unit files on this machine's disk, read directly: asking systemd for all of them takes it seconds.
import { type Dirent, existsSync } from "node:fs";
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

/** What people put on this machine: into folders that no package writes to. */
export interface OwnFiles {
  /** Units with a file there, but for links that mask a unit or give it another name. */
  readonly units: ReadonlySet<UnitName>;
  /** Templates with a file there: only their instances can run. */
  readonly templates: ReadonlySet<UnitName>;
  /** Units and templates with a folder for drop-ins there. */
  readonly changed: ReadonlySet<UnitName>;
}

/** Reads the own ones among the folders. */
export async function ownUnitFiles(folders: readonly string[]): Promise<OwnFiles> {
  const found = (await Promise.all(ownFolders(folders).map(entriesOf))).flat();
  const namesOf = (wanted: OwnEntry["kind"]) =>
    new Set(found.flatMap(({ kind, name }) => (kind === wanted ? [name] : [])));
  return { units: namesOf("unit"), templates: namesOf("template"), changed: namesOf("drop-ins") };
}

/** Whether a unit, or the template it comes from, is among them. */
export function isAmong({ units, templates, changed }: OwnFiles, name: UnitName): boolean {
  if (units.has(name) || changed.has(name)) return true;
  if (!name.includes("@")) return false;
  const parsed = parseUnitName(name);
  const template = parsed && templateOf(parsed);
  return template !== undefined && (templates.has(template) || changed.has(template));
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

interface OwnEntry {
  readonly kind: "unit" | "template" | "drop-ins";
  readonly name: UnitName;
}

async function entriesOf(folder: string): Promise<readonly OwnEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const links = await Promise.all(
    entries.map((entry) => entry.isSymbolicLink() && readlink(join(folder, entry.name)).catch(() => "")),
  );
  return entries.flatMap((entry, at) => entryOf(entry, links[at] || undefined) ?? []);
}

/** What an entry of a folder is; `target` is where it leads, if it is a link. */
function entryOf(entry: Dirent, target: string | undefined): OwnEntry | undefined {
  const { name } = entry;
  if (name.endsWith(".d") && entry.isDirectory()) {
    const unit = name.slice(0, -2);
    return isValidUnitName(unit) ? { kind: "drop-ins", name: unit } : undefined;
  }
  // An editor's temporary file may be named like a unit but for the dot in front; systemd skips it.
  if (name.startsWith(".") || !isValidUnitName(name)) return undefined;
  const isOwn = entry.isFile() || (target !== undefined && basename(target) === name);
  if (!isOwn) return undefined;
  return { kind: isValidUnitName(name, ["template"]) ? "template" : "unit", name };
}

/** True for the files that packages bring, and those that generators make at boot: the next update or boot undoes what is changed there. */
export const isShipped = (path: string) =>
  /^\/(?:usr\/)?lib\/systemd\/|^\/usr\/share\/|^\/run\/(?:user\/\d+\/)?systemd\/generator/.test(path);
