import type { Scope } from "../language/values/grammar.ts";
import type { FolderListings } from "./folderListings.ts";
import { type LoadPathEnvironment, systemLoadPath, userLoadPath } from "./loadPath.ts";

/** A folder in which the files of a unit are looked for. */
export interface SearchFolder {
  readonly path: string;
  /** The system that the folder is part of: links that begin with `/` lead from there. */
  readonly root: string;
  /** What makes it count: it goes with the file asked about, lies in the same workspace, or is this machine's. */
  readonly origin: "near" | "workspace" | "machine";
}

/** Where to look besides the file's own surroundings. */
export interface SearchPlaces {
  /** The machine's system: `/`, or an unpacked one. */
  readonly root: string;
  readonly environment: LoadPathEnvironment;
  /** Folders of the editor's workspace that hold something of the unit. */
  readonly workspace: readonly string[];
}

/**
 * The folders that the files of a unit are looked for in, most important first, for a file whose unit lies, or would
 * lie, in `base`. Where that is part of a load path, of this machine or of a system that is put together in some
 * folder, it is that load path; else `base` goes first, as with systemd-analyze(1). Then the workspace, then the machine.
 * Those that do not exist are among them.
 */
export function searchFolders(
  base: string,
  scope: Scope,
  { root, environment, workspace }: SearchPlaces,
): readonly SearchFolder[] {
  const system = systemLoadPath(root);
  const user = userLoadPath(root, environment);
  for (const loadPath of [system, user]) if (loadPath.includes(base)) return from(loadPath, root, "near");
  const tree = treeAround(base) ?? { root, loadPath: [base] };
  return [
    ...from(tree.loadPath, tree.root, "near"),
    ...from(workspace, root, "workspace"),
    ...from(scope === "user" ? user : system, root, "machine"),
  ];
}

/**
 * Those of the folders that exist, each once however many paths lead to it; `base` stays, in its own spelling. What may
 * not be read stays too: then nobody can tell what the unit is made of.
 */
export function existingFolders(
  folders: readonly SearchFolder[],
  base: string,
  listings: FolderListings,
): readonly SearchFolder[] {
  const own = listings.list(base).id;
  const seen = new Set<string>();
  return folders.flatMap((folder) => {
    const { id, isHidden } = listings.list(folder.path);
    if (id === undefined) return isHidden || folder.path === base ? [folder] : [];
    if (seen.has(id)) return [];
    seen.add(id);
    return [id === own ? { ...folder, path: base } : folder];
  });
}

function from(
  paths: readonly string[],
  root: string,
  origin: SearchFolder["origin"],
): readonly SearchFolder[] {
  return paths.map((path) => ({ path, root, origin }));
}

/** The load path of the system that is put together around a folder such as `debian/app/usr/lib/systemd/system`. */
function treeAround(
  base: string,
): { readonly root: string; readonly loadPath: readonly string[] } | undefined {
  for (const loadPathOf of [systemLoadPath, (root: string) => userLoadPath(root, {})]) {
    const ends = loadPathOf("/").filter((folder) => base.endsWith(folder));
    const longest = ends.sort((a, b) => b.length - a.length)[0];
    if (longest === undefined) continue;
    const root = base.slice(0, -longest.length) || "/";
    return { root, loadPath: loadPathOf(root) };
  }
  return undefined;
}
