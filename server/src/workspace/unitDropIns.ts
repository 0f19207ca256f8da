import { join } from "node:path/posix";
import type { UnitName } from "../language/names/unitName.ts";
import { dropInFolders, isDropInName, mergeDropIns, typeWideFolder } from "../language/units/dropIns.ts";
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
  const found: Found[] = [];
  for (const name of names) {
    const folders = dropInFolders(name);
    for (const folder of searched.folders) {
      for (const dropIns of folders) found.push(...lookInto(folder, dropIns, searched));
    }
  }
  for (const folder of searched.folders) {
    // What holds for all units of another place says nothing about this one.
    if (folder.origin === "workspace") continue;
    found.push(...lookInto(folder, typeWideFolder(names[0].type), searched));
  }
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

/** As `join` would have it: load paths are normal already, and nearly all of these folders do not exist. */
function pathIn({ path }: SearchFolder, name: string): string {
  return path.endsWith("/") ? path + name : `${path}/${name}`;
}

/** What lies in one drop-in folder, on disk or in the editor. */
function lookInto(
  folder: SearchFolder,
  dropIns: string,
  { listings, openIn, templateSuffixes }: SearchedFolders,
): readonly Found[] {
  const path = pathIn(folder, dropIns);
  const open = openIn(path);
  const isThere = listings.list(folder.path).names.has(dropIns);
  if (!isThere && open.size === 0) return [];
  const { names, isHidden } = listings.list(path);
  if (isHidden) return [{ kind: "unreadable", in: folder }];
  return [...new Set([...names, ...open])].flatMap((name): readonly Found[] => {
    if (isDropInName(name)) return [{ kind: "drop-in", path: join(path, name), in: folder }];
    const isSource = templateSuffixes.some((ending) => name.endsWith(`.conf${ending}`));
    return isSource && folder.origin !== "machine" ? [{ kind: "template-source", in: folder }] : [];
  });
}
