import { fileNameOf, folderOf } from "../language/units/filePath.ts";

/** The names of what an editor holds open, on disk or not. */
export interface OpenNames {
  readonly in: (folder: string) => ReadonlySet<string>;
  /** The folders of drop-ins in which something is open. */
  readonly dropInFolders: readonly string[];
}

/** The names at these paths. */
export function openNames(paths: readonly string[]): OpenNames {
  if (paths.length === 0) return nothingOpen;
  const byFolder = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = folderOf(path);
    const known = byFolder.get(folder);
    if (known === undefined) byFolder.set(folder, new Set([fileNameOf(path)]));
    else known.add(fileNameOf(path));
  }
  return {
    in: (folder) => byFolder.get(folder) ?? noNames,
    dropInFolders: [...byFolder.keys()].filter((folder) => folder.endsWith(".d")),
  };
}

const noNames: ReadonlySet<string> = new Set();
const nothingOpen: OpenNames = { in: () => noNames, dropInFolders: [] };
