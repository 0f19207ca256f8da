import type { UnitName } from "../language/names/unitName.ts";
import { dropInFolders, isDropInName, mergeDropIns, typeWideFolder } from "../language/units/dropIns.ts";
import { folderOf, pathIn } from "../language/units/filePath.ts";
import type { SearchFolder } from "./searchFolders.ts";
import type { SearchedFolders } from "./unitFragments.ts";

/** The drop-ins of a unit, or why they are not known. */
export type DropIns =
  /** Their paths, in the order in which systemd reads them. */
  | { readonly kind: "found"; readonly paths: readonly string[] }
  | { readonly kind: "template-source" | "ambiguous" | "unreadable" };

/** A unit of more drop-ins is somebody's joke. */
const dropInsAtMost = 500;

/** Finds the drop-ins of a unit by all its names, its own first (systemd.unit(5), measured). */
export function findDropIns(names: readonly [UnitName, ...UnitName[]], searched: SearchedFolders): DropIns {
  const holding = foldersWithDropIns(searched);
  if (holding.length === 0) return noDropIns;
  const found: Found[] = [];
  const collect = (folder: SearchFolder, dropIns: string) => {
    const here = lookInto(folder, dropIns, searched);
    if (here.length === 0) return;
    for (const one of here) found.push(one);
  };
  for (const name of names) {
    const folders = dropInFolders(name);
    for (const folder of holding) {
      for (const dropIns of folders) collect(folder, dropIns);
    }
  }
  for (const folder of holding) {
    // What holds for all units of another place says nothing about this one.
    if (folder.origin === "workspace") continue;
    collect(folder, typeWideFolder(names[0].type));
  }
  if (found.length === 0) return noDropIns;
  for (const kind of ["unreadable", "template-source"] as const) {
    if (found.some((one) => one.kind === kind)) return { kind };
  }
  const places = new Set(found.map((one) => one.in).filter(({ origin }) => origin === "workspace"));
  if (places.size > 1) return { kind: "ambiguous" };
  const paths = found.flatMap((one) => (one.kind === "drop-in" ? [one.path] : []));
  return paths.length > dropInsAtMost
    ? { kind: "unreadable" }
    : { kind: "found", paths: mergeDropIns(paths) };
}

type Found =
  | { readonly kind: "drop-in"; readonly path: string; readonly in: SearchFolder }
  | { readonly kind: "template-source" | "unreadable"; readonly in: SearchFolder };

const noDropIns: DropIns = { kind: "found", paths: [] };

/** On disk or in the editor. */
function foldersWithDropIns({ folders, holds, open }: SearchedFolders): readonly SearchFolder[] {
  if (open.dropInFolders.length === 0) return holds.dropIns;
  const opened = new Set(open.dropInFolders.map(folderOf));
  return folders.filter((folder) => holds.dropIns.includes(folder) || opened.has(folder.path));
}

const nothing: readonly Found[] = [];

/** What lies in one drop-in folder, on disk or in the editor. */
function lookInto(
  folder: SearchFolder,
  dropIns: string,
  { listings, open: opened, templateSuffixes }: SearchedFolders,
): readonly Found[] {
  const isThere = listings.list(folder.path).names.has(dropIns);
  if (!isThere && opened.dropInFolders.length === 0) return nothing;
  const path = pathIn(folder.path, dropIns);
  const open = opened.in(path);
  if (!isThere && open.size === 0) return nothing;
  const { names, isHidden } = listings.list(path);
  if (isHidden) return [{ kind: "unreadable", in: folder }];
  return [...new Set([...names, ...open])].flatMap((name): readonly Found[] => {
    if (isDropInName(name)) return [{ kind: "drop-in", path: pathIn(path, name), in: folder }];
    const isSource = templateSuffixes.some((ending) => name.endsWith(`.conf${ending}`));
    return isSource && folder.origin !== "machine" ? [{ kind: "template-source", in: folder }] : [];
  });
}
