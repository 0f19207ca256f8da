import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { parseUnitName, templateOf, type UnitName } from "../language/names/unitName.ts";
import { unitFileOf } from "../language/units/unitFile.ts";
import type { Scope } from "../language/values/grammar.ts";
import { FolderListings, type Freshness } from "./folderListings.ts";
import { openNames } from "./openNames.ts";
import { existingFolders, type SearchFolder, type SearchPlaces, searchFolders } from "./searchFolders.ts";
import { findDropIns } from "./unitDropIns.ts";
import { aliasesOf, type Fragment, findFragment, heldIn, type SearchedFolders } from "./unitFragments.ts";
import { isForManager } from "./unitSurroundings.ts";
import type { OpenTexts, UnitTexts } from "./unitTexts.ts";

/** A document that names a unit. */
export interface NamingPlace {
  /** The folder in which units lie that are nearest to it. */
  readonly base: string;
  /** The manager whose units it names. */
  readonly scope: Scope;
}

/** Where the unit of a name lies. */
export interface UnitLocation {
  /** Its own name, aliases followed. */
  readonly name: UnitName;
  /** All its names, as far as links give it others. */
  readonly names: readonly UnitName[];
  /** The unit file; several where several folders of the workspace have one, and none where there are drop-ins alone. */
  readonly fragments: readonly string[];
  /** The drop-ins that are for this unit, or for its template, in the order in which systemd reads them. */
  readonly dropIns: readonly string[];
}

/** The folder in which units lie that are nearest to a file: its own, or that around a drop-in's. */
export function baseOf(path: string): string {
  const folder = dirname(path);
  return folder.endsWith(".d") && unitFileOf(path) !== undefined ? dirname(folder) : folder;
}

/** Finds the files of units by their names. Each question is answered for the moment; nothing throws. */
export class UnitLocations {
  readonly #listings: FolderListings;
  readonly #texts: UnitTexts;
  readonly #open: OpenTexts;

  constructor(freshness: Freshness, open: OpenTexts, texts: UnitTexts) {
    this.#listings = new FolderListings(freshness);
    this.#texts = texts;
    this.#open = open;
  }

  /**
   * The files of the unit that a document means by a name: those near to it before those of the workspace, those before
   * the machine's. No files where there are none, where the unit is masked and where nobody can tell.
   */
  find(
    name: UnitName,
    from: NamingPlace,
    places: SearchPlaces,
    templateSuffixes: readonly string[],
  ): UnitLocation {
    const found = this.#findFor(from.scope, name, from.base, places, templateSuffixes);
    const isFound = found.fragments.length + found.dropIns.length > 0;
    if (isFound || from.scope !== "unknown") return found;
    return this.#findFor("user", name, from.base, places, templateSuffixes);
  }

  #findFor(
    scope: Scope,
    name: UnitName,
    base: string,
    places: SearchPlaces,
    templateSuffixes: readonly string[],
  ): UnitLocation {
    const workspace = places.workspace.filter((folder) => isForManager(folder, scope));
    const paths = searchFolders(base, scope, { ...places, workspace });
    const folders = existingFolders(paths, base, this.#listings);
    const searched: SearchedFolders = {
      folders,
      listings: this.#listings,
      holds: heldIn(folders, this.#listings),
      open: openNames([...this.#open.paths()]),
      templateSuffixes,
    };
    const first = this.#locate(name, searched);
    if (first.in !== "workspace") return first;
    // Each folder of a workspace may be another system's: which one is meant nobody can tell.
    const apart = folders
      .filter(({ origin }) => origin === "workspace")
      .map((folder) => this.#locate(name, { ...searched, folders: [folder] }))
      .filter(({ fragments }) => fragments.length > 0);
    return apart.length < 2
      ? first
      : { ...first, fragments: unique(apart.flatMap(({ fragments }) => fragments)), dropIns: [] };
  }

  #locate(
    name: UnitName,
    searched: SearchedFolders,
  ): UnitLocation & { readonly in: SearchFolder["origin"] | undefined } {
    const fragment = findFragment(name, searched);
    if (fragment.kind === "template-source") {
      const sources = templateSources(name, searched);
      const fragments = sources.map(({ path }) => path);
      return { name, names: [name], fragments, dropIns: [], in: sources[0]?.in };
    }
    const fragments = this.#readable(fragment);
    const isMasked = fragment.kind === "found" && fragments.length === 0;
    const found = fragment.kind === "found" ? fragment : { name, file: name.name };
    const origin = fragment.kind === "found" ? fragment.in.origin : undefined;
    const aliases = aliasesOf(found.name, found.file, searched);
    const location = { name: found.name, names: [found.name, ...aliases], fragments, in: origin };
    if (isMasked) return { ...location, dropIns: [] };
    const dropIns = findDropIns([found.name, ...aliases], searched);
    const paths = dropIns.kind === "found" ? dropIns.paths : [];
    // What extends other units as well says little about this one.
    const own = paths.filter((path) => unitFileOf(path)?.name !== undefined);
    return { ...location, dropIns: own };
  }

  /** The path of a unit file that can be opened: where a link leads out of the folders, that of the file itself. */
  #readable(fragment: Fragment): readonly string[] {
    if (fragment.kind !== "found") return [];
    const reading = this.#texts.read(fragment.path);
    if (reading.kind !== "text") return [];
    const isLink = this.#listings.list(dirname(fragment.path)).links.has(basename(fragment.path));
    return [isLink ? realPath(fragment.path) : fragment.path];
  }
}

function unique(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)];
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The file that the unit is made of some day. */
function templateSources(
  name: UnitName,
  { folders, listings, templateSuffixes }: SearchedFolders,
): readonly { readonly path: string; readonly in: SearchFolder["origin"] }[] {
  const template = templateOf(name);
  const names = template === undefined ? [name.name] : [name.name, template];
  for (const file of names.filter((one) => parseUnitName(one) !== undefined)) {
    for (const { path, origin } of folders) {
      const suffix = templateSuffixes.find((one) => listings.list(path).names.has(file + one));
      if (suffix !== undefined && origin !== "machine")
        return [{ path: join(path, file + suffix), in: origin }];
    }
  }
  return [];
}
