import { dirname, isAbsolute, join } from "node:path/posix";
import { instantiate, parseUnitName, templateOf, type UnitName } from "../language/names/unitName.ts";
import { mayAlias } from "../language/units/alias.ts";
import { pathIn } from "../language/units/filePath.ts";
import type { FolderListings } from "./folderListings.ts";
import type { OpenNames } from "./openNames.ts";
import type { SearchFolder } from "./searchFolders.ts";

/** Folders in the order in which they count, and what lies in them. */
export interface SearchedFolders {
  readonly folders: readonly SearchFolder[];
  readonly listings: FolderListings;
  readonly holds: HeldThings;
  readonly open: OpenNames;
  readonly templateSuffixes: readonly string[];
}

/** What some folders hold any of at all, found out once for all units that are looked for in them. */
export interface HeldThings {
  /** Those of the folders that have links. */
  readonly links: readonly SearchFolder[];
  /** Those of the folders that have folders of drop-ins. */
  readonly dropIns: readonly SearchFolder[];
  /** One of the folders may not be read. */
  readonly hidden: boolean;
}

export function heldIn(folders: readonly SearchFolder[], listings: FolderListings): HeldThings {
  return {
    links: folders.filter(({ path }) => listings.list(path).links.size > 0),
    dropIns: folders.filter(({ path }) => listings.list(path).hasDropIns),
    hidden: folders.some(({ path }) => listings.list(path).isHidden),
  };
}

/** What a name stands for in the first folder that has it. */
type Entry =
  | { readonly kind: "file"; readonly name: UnitName; readonly path: string; readonly in: SearchFolder }
  | { readonly kind: "alias"; readonly to: UnitName }
  /** A source such as `a.service.in` lies there, of which the unit is made some day. */
  | { readonly kind: "template-source" };

/** The unit file of a name, followed through aliases. */
export type Fragment =
  | {
      readonly kind: "found";
      readonly path: string;
      readonly in: SearchFolder;
      /** The unit's own name, which is that of the file, with the instance asked for. */
      readonly name: UnitName;
      /** The name of the file, which is that of the template where the instance has none of its own. */
      readonly file: string;
    }
  | { readonly kind: "none" }
  | { readonly kind: "template-source" };

/** systemd follows no more links than these from one name to the next. */
const followedAtMost = 8;

/** Finds the unit file of a unit, or of its template where an instance has none of its own (systemd.unit(5)). */
export function findFragment(name: UnitName, searched: SearchedFolders): Fragment {
  const own = follow(name, name, searched);
  const template = templateNameOf(name);
  return own.kind === "none" && template !== undefined ? follow(template, name, searched) : own;
}

function follow(first: UnitName, wanted: UnitName, searched: SearchedFolders): Fragment {
  let name = first;
  for (let hops = 0; hops < followedAtMost; hops++) {
    const template = hops > 0 ? templateNameOf(name) : undefined;
    const entry = findEntry(name, searched) ?? (template && findEntry(template, searched));
    if (entry === undefined) return { kind: "none" };
    if (entry.kind === "template-source") return entry;
    if (entry.kind === "file") {
      const { name: file } = entry;
      return { ...entry, kind: "found", name: withInstanceOf(file, wanted), file: file.name };
    }
    name = entry.to;
  }
  return { kind: "none" };
}

/**
 * All other names of the unit `name`, which is its own: links of the search folders that lead to it or to its unit file,
 * whose own name is `file`. An instance with a file of its own has nothing to do with links to its template (measured).
 */
export function aliasesOf(name: UnitName, file: string, searched: SearchedFolders): readonly UnitName[] {
  const { listings, holds } = searched;
  const leadsHere = ({ path }: SearchFolder) => {
    const { linksTo } = listings.list(path);
    return linksTo.has(name.name) || linksTo.has(file);
  };
  if (!holds.links.some(leadsHere)) return noNames;
  const targets = new Set([name.name, file]);
  const aliases = new Map<string, UnitName>();
  for (let hops = 0; hops < followedAtMost; hops++) {
    const links = holds.links.flatMap((folder) => linksIn(folder, targets, searched));
    const fitting = links.filter(
      (link) => withInstanceOf(link, name).kind === name.kind && isSameInstance(link, name),
    );
    if (fitting.length === 0) break;
    for (const link of fitting) {
      targets.add(link.name);
      const alias = withInstanceOf(link, name);
      if (alias.name !== name.name) aliases.set(alias.name, alias);
    }
  }
  return [...aliases.values()];
}

function isSameInstance(link: UnitName, name: UnitName): boolean {
  return link.kind !== "instance" || (name.kind === "instance" && link.instance === name.instance);
}

/** The names, new to `targets`, of a folder's links that lead to one of them and count. */
function linksIn(
  folder: SearchFolder,
  targets: ReadonlySet<string>,
  searched: SearchedFolders,
): readonly UnitName[] {
  const { linksTo } = searched.listings.list(folder.path);
  const links = [...targets].flatMap((target) => (target && linksTo.get(target)) || []);
  return links.flatMap((link) => {
    if (targets.has(link)) return [];
    const name = parseUnitName(link);
    const entry = name && findEntry(name, searched);
    return name !== undefined && entry?.kind === "alias" && targets.has(entry.to.name) ? [name] : [];
  });
}

const noNames: readonly UnitName[] = [];

function findEntry(name: UnitName, searched: SearchedFolders): Entry | undefined {
  for (const folder of searched.folders) {
    const { names, links } = searched.listings.list(folder.path);
    const open = searched.open.in(folder.path);
    const link = links.get(name.name);
    if (link !== undefined) {
      const entry = readLink(name, link, folder, searched);
      if (entry !== undefined) return entry;
    } else if (names.has(name.name) || open.has(name.name)) {
      return { kind: "file", name, path: pathIn(folder.path, name.name), in: folder };
    }
    const isSource = (suffix: string) => names.has(name.name + suffix) || open.has(name.name + suffix);
    if (folder.origin !== "machine" && searched.templateSuffixes.some(isSource)) {
      return { kind: "template-source" };
    }
  }
  return undefined;
}

/** The folders among which a link is an alias. */
interface LinkFolders {
  readonly folders: readonly SearchFolder[];
  readonly listings: Pick<FolderListings, "list">;
}

/** A link within the search folders is an alias, any other a file that lies elsewhere. What is no right alias is passed over. */
export function readLink(
  name: UnitName,
  link: string,
  folder: SearchFolder,
  { folders, listings }: LinkFolders,
): Entry | undefined {
  const target = isAbsolute(link) ? join(folder.root, link) : join(folder.path, link);
  const home = dirname(target);
  const { id } = listings.list(home);
  const isInside = folders.some(
    ({ path }) => path === home || (id !== undefined && listings.list(path).id === id),
  );
  if (!isInside) {
    const isElsewhere = isAbsolute(link) && folder.root !== "/" && link !== "/dev/null";
    const path = isElsewhere ? target : join(folder.path, name.name);
    return { kind: "file", name, path, in: folder };
  }
  const to = parseUnitName(target.slice(target.lastIndexOf("/") + 1));
  return to !== undefined && mayAlias(name, to) ? { kind: "alias", to } : undefined;
}

function templateNameOf(name: UnitName): UnitName | undefined {
  const template = name.kind === "instance" ? templateOf(name) : undefined;
  return template === undefined ? undefined : parseUnitName(template);
}

/** A template as the instance that another name is of. */
function withInstanceOf(name: UnitName, wanted: UnitName): UnitName {
  if (name.kind !== "template" || wanted.kind !== "instance") return name;
  return instantiate(name, wanted.instance) ?? name;
}
