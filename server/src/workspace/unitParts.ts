import type { UnitName } from "../language/names/unitName.ts";
import { fileNameOf, folderOf, pathIn } from "../language/units/filePath.ts";
import { isForeignContent, type UnitFile, unitFileOf, withoutEditMark } from "../language/units/unitFile.ts";
import type { RestOfUnit } from "../language/units/unitSource.ts";
import type { Scope } from "../language/values/grammar.ts";
import { FolderListings, type Freshness } from "./folderListings.ts";
import { systemLoadPath, userLoadPath } from "./loadPath.ts";
import { openNames } from "./openNames.ts";
import { noPartNames, type PartNames, partNamesOf } from "./partNames.ts";
import { existingFolders, type SearchFolder, type SearchPlaces, searchFolders } from "./searchFolders.ts";
import { findDropIns } from "./unitDropIns.ts";
import { aliasesOf, type Fragment, findFragment, heldIn, type SearchedFolders } from "./unitFragments.ts";
import { type OpenTexts, type UnitPart, UnitTexts } from "./unitTexts.ts";

/** A unit file or drop-in, by its absolute path. */
export interface UnitPlace {
  readonly path: string;
  readonly file: UnitFile;
  /** The manager it is for. */
  readonly scope: Scope;
}

/** What a unit is made of beside one of its files. */
export type UnitParts =
  | {
      readonly kind: "known";
      /** The unit's own name. */
      readonly name: UnitName;
      readonly rest: RestOfUnit<UnitPart>;
      readonly names: PartNames;
    }
  | { readonly kind: "unknown"; readonly why: WhyUnknown; readonly names: PartNames };

/** Why nobody can tell what the unit is made of. */
export type WhyUnknown =
  /** The drop-in extends all units of a type or with a prefix. */
  | "many-units"
  /** No unit file is found that the drop-in extends. */
  | "no-unit-file"
  /** A part is the source of a file that is made some day. */
  | "template-source"
  /** The unit is masked: systemd reads none of it. */
  | "masked"
  /** systemd takes an equally named drop-in of a more important folder. */
  | "hidden"
  /** Several places could be meant. */
  | "ambiguous"
  /** A part may not be read. */
  | "unreadable";

/** More places than files of are open or checked at a time. */
const foldersAtMost = 500;

type ExistingFolders = Pick<SearchedFolders, "folders" | "holds">;

interface KnownFolders {
  readonly paths: readonly SearchFolder[];
  /** As they were when they were last asked about. */
  readonly existing: ExistingFolders;
}

/** Finds out what units are made of. Each question is answered for the moment; nothing blocks, nothing throws. */
export class UnitPartsFinder {
  readonly #listings: FolderListings;
  readonly #texts: UnitTexts;
  readonly #open: OpenTexts;
  readonly #freshness: Freshness;
  readonly #folders = new Map<string, KnownFolders>();

  constructor(
    freshness: Freshness,
    open: OpenTexts,
    texts = new UnitTexts(freshness, open),
    listings = new FolderListings(freshness),
  ) {
    this.#freshness = freshness;
    this.#listings = listings;
    this.#texts = texts;
    this.#open = open;
  }

  /** What the unit is made of that the file at `place` belongs to. */
  find(place: UnitPlace, places: SearchPlaces, templateSuffixes: readonly string[]): UnitParts {
    const { file, scope } = place;
    if (file.template !== undefined) return { kind: "unknown", why: "template-source", names: noPartNames };
    if (file.name === undefined) return { kind: "unknown", why: "many-units", names: noPartNames };
    const folder = folderOf(place.path);
    const ownName = withoutEditMark(fileNameOf(place.path));
    const own = pathIn(folder, ownName);
    const base = file.kind === "unit" ? folder : folderOf(folder);
    const opened = [...this.#open.paths()];
    const isOnDisk = this.#listings.list(folder).names.has(ownName);
    const { folders, holds } = this.#foldersFor(base, scope, places);
    const searched: SearchedFolders = {
      folders,
      holds,
      listings: this.#listings,
      open: openNames(isOnDisk ? opened : [own, ...opened]),
      templateSuffixes,
    };
    const fragment = this.#fragmentOf(place, own, places, searched);
    if (typeof fragment === "string") {
      return { kind: "unknown", why: fragment, names: partNamesOf([file.name]) };
    }
    const aliases = aliasesOf(fragment.name, fragment.file, searched);
    const names = partNamesOf([file.name, fragment.name, ...aliases]);
    const rest = this.#restOf(own, file, fragment, aliases, searched);
    return typeof rest === "string"
      ? { kind: "unknown", why: rest, names }
      : { kind: "known", name: fragment.name, rest, names };
  }

  /** Which paths these are is found out once; which of them exist, as fresh as folders are. */
  #foldersFor(base: string, scope: Scope, places: SearchPlaces): ExistingFolders {
    const key = [base, scope, ...places.workspace].join("\0");
    const known = this.#folders.get(key);
    if (known !== undefined && this.#freshness === "once") return known.existing;
    const paths = known?.paths ?? searchFolders(base, scope, places);
    const folders = existingFolders(paths, base, this.#listings);
    const existing = { folders, holds: heldIn(folders, this.#listings) };
    if (this.#folders.size >= foldersAtMost) this.#folders.clear();
    this.#folders.set(key, { paths, existing });
    return existing;
  }

  /** The unit file: the file asked about itself, or the one that the drop-in extends. */
  #fragmentOf(
    place: UnitPlace,
    own: string,
    places: SearchPlaces,
    searched: SearchedFolders,
  ): FoundFragment | WhyUnknown {
    const { name, kind } = place.file;
    if (name === undefined) return "many-units";
    if (searched.holds.hidden) return "unreadable";
    const folder = folderOf(own);
    const here = searched.folders.find(({ path }) => path === folder);
    if (kind === "unit" && here !== undefined) {
      // Opened under an alias, it is the file of the unit that the alias stands for.
      const isLink = this.#listings.list(here.path).links.has(name.name);
      const real = isLink ? findFragment(name, searched) : undefined;
      const { name: its, file } = real?.kind === "found" ? real : { name, file: name.name };
      return { kind: "found", path: own, in: here, name: its, file };
    }
    const found = findFragment(name, searched);
    if (found.kind !== "found") return found.kind === "none" ? "no-unit-file" : found.kind;
    return this.#isAmbiguous(found, place, places, searched) ? "ambiguous" : found;
  }

  /** Whether another unit of that name could be meant: in the workspace, or of the other manager. */
  #isAmbiguous(
    { in: folder, name }: FoundFragment,
    { scope }: UnitPlace,
    { root, environment }: SearchPlaces,
    { folders }: SearchedFolders,
  ): boolean {
    const units = [...partNamesOf([name]).units()];
    const holds = (path: string) => units.some((unit) => this.#listings.list(path).names.has(unit));
    if (folder.origin === "workspace") {
      return folders.some((other) => other.origin === "workspace" && other !== folder && holds(other.path));
    }
    if (folder.origin !== "machine" || scope !== "unknown") return false;
    const own = new Set(systemLoadPath(root));
    return userLoadPath(root, environment).some((path) => !own.has(path) && holds(path));
  }

  #restOf(
    own: string,
    file: UnitFile,
    fragment: FoundFragment,
    aliases: readonly UnitName[],
    searched: SearchedFolders,
  ): RestOfUnit<UnitPart> | WhyUnknown {
    const dropIns = findDropIns([fragment.name, ...aliases], searched);
    if (dropIns.kind !== "found") return dropIns.kind;
    // Most units are a file alone.
    if (dropIns.paths.length === 0 && fragment.path === own) return nothingElse;
    const paths = [fragment.path, ...dropIns.paths];
    const at = paths.indexOf(own);
    if (at < 0) return "hidden";
    const named = { ...file, name: fragment.name };
    const before = this.#read(paths.slice(0, at), fragment.path, named);
    const after = this.#read(paths.slice(at + 1), fragment.path, named);
    if (typeof before === "string") return before;
    return typeof after === "string" ? after : { before, after };
  }

  /** The texts at these paths; empty drop-ins are left out, for they only keep others away. */
  #read(paths: readonly string[], fragment: string, file: UnitFile): readonly UnitPart[] | WhyUnknown {
    const parts: UnitPart[] = [];
    for (const path of paths) {
      const reading = this.#texts.read(path);
      const isEmpty = reading.kind === "masked" || (reading.kind === "text" && reading.text === "");
      if (isEmpty && path === fragment) return "masked";
      if (isEmpty) continue;
      if (reading.kind !== "text" || isForeignContent(reading.text)) return "unreadable";
      parts.push(this.#texts.part(path, reading.text, partFile(path, fragment, file)));
    }
    return parts;
  }
}

const nothingElse: RestOfUnit<UnitPart> = { before: [], after: [] };

/** What a part is, with the name and the scope of the unit. */
function partFile(path: string, fragment: string, { type, name, template, scope }: UnitFile): UnitFile {
  const unit = { type, name, template, scope };
  if (path === fragment) return { kind: "unit", ...unit };
  const isShared = unitFileOf(path)?.name === undefined;
  return { kind: "drop-in", ...unit, ...(isShared ? { isShared } : {}) };
}

type FoundFragment = Extract<Fragment, { kind: "found" }>;
