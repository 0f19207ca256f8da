import { fileNameOf, folderOf, pathIn } from "../language/units/filePath.ts";
import { unitFileOf } from "../language/units/unitFile.ts";
import { type UnitLayer, type UnitsAround, unitsAround } from "../language/unitsAround.ts";
import type { Scope } from "../language/values/grammar.ts";
import { type FolderListing, FolderListings, type Freshness } from "./folderListings.ts";
import { systemLoadPath, userLoadPath } from "./loadPath.ts";
import { openNames } from "./openNames.ts";
import { existingFolders, type SearchFolder, type SearchPlaces, searchFolders } from "./searchFolders.ts";
import {
  type FactsCache,
  isPartOf,
  isSameLayer,
  type LayerOptions,
  mergeLayers,
  readLayer,
} from "./unitLayers.ts";
import type { UnitPlace } from "./unitParts.ts";
import type { OpenTexts, UnitTexts } from "./unitTexts.ts";

/** How long what was read is good for where nobody tells of a change; in milliseconds. */
const goodFor = 3000;
/** More sets of folders than files are open in at a time. */
const keptAtMost = 2000;

/** What is asked of the units around a file, beside where to look. */
export interface SurroundingsOptions {
  readonly templateSuffixes: readonly string[];
  /** The release that they are read for. */
  readonly version: number;
  /** All folders of the file's workspace that hold units; the same list as long as they are the same. */
  readonly workspace: readonly string[];
}

interface Known {
  readonly layer: UnitLayer;
  /** In milliseconds since 1970. */
  readonly checked: number;
}

interface Merged extends Known {
  readonly of: readonly UnitLayer[];
}

/** The units around files, read when they are asked about and again when they may have changed. Never throws. */
export class UnitSurroundings {
  readonly #freshness: Freshness;
  readonly #listings: FolderListings;
  readonly #texts: UnitTexts;
  readonly #open: OpenTexts;
  readonly #cache: FactsCache = new Map();
  readonly #layers = new Map<string, Known>();
  #merged = new WeakMap<readonly string[], Map<Scope, Merged>>();
  readonly #around = new Map<string, { readonly of: readonly UnitLayer[]; readonly around: UnitsAround }>();
  /** What all files of a folder are told that ask the same, where nobody expects news. */
  readonly #answered = new Map<
    string,
    { readonly workspace: readonly string[]; readonly around: UnitsAround }
  >();
  readonly #folders = new Map<string, readonly SearchFolder[]>();
  readonly #parts = new WeakMap<UnitLayer, { readonly whole: UnitLayer; readonly isPart: boolean }>();
  #loadPath: ReadonlySet<string> | undefined;
  /** What was read last: where nothing is new, the same layer stays. */
  readonly #last = new Map<string, UnitLayer>();

  constructor(
    freshness: Freshness,
    open: OpenTexts,
    texts: UnitTexts,
    listings = new FolderListings(freshness),
  ) {
    this.#freshness = freshness;
    this.#listings = listings;
    this.#texts = texts;
    this.#open = open;
  }

  /** To be called when a file has come, changed or gone, on disk or in the editor. */
  changed(): void {
    this.#layers.clear();
    this.#merged = new WeakMap();
  }

  /** The units around the file at `place`: the same object as before, as long as nothing about them is new. */
  find(place: UnitPlace, places: SearchPlaces, options: SurroundingsOptions): UnitsAround | undefined {
    const folder = folderOf(place.path);
    const base = place.file.kind === "unit" ? folder : folderOf(folder);
    // There a unit is called after the package, and gets its name when the package is made.
    if (fileNameOf(base) === "debian") return undefined;
    const question = [base, place.scope, options.version].join("\0");
    const answered = this.#answered.get(question);
    if (this.#freshness === "once" && answered?.workspace === options.workspace) return answered.around;
    const around = this.#findFor(base, place, places, options);
    if (this.#answered.size >= keptAtMost) this.#answered.clear();
    if (this.#freshness === "once") this.#answered.set(question, { workspace: options.workspace, around });
    return around;
  }

  #findFor(base: string, place: UnitPlace, places: SearchPlaces, options: SurroundingsOptions): UnitsAround {
    const folders = this.#foldersFor(base, place, places);
    const layerOptions = (reads: LayerOptions["reads"]): LayerOptions => ({
      reads,
      scope: place.scope,
      version: options.version,
      templateSuffixes: options.templateSuffixes,
    });
    const near = folders.filter(({ origin }) => origin === "near");
    const machine = folders.filter(({ origin }) => origin === "machine");
    const isWholeSystem = this.#isWholeSystem(base, places);
    const own = this.#layer(near, layerOptions("all"));
    const others = [
      ...(isWholeSystem ? [] : [this.#workspace(options.workspace, layerOptions("all"))]),
      ...(machine.length === 0 ? [] : [this.#layer(machine, layerOptions("special-targets"))]),
    ];
    const [workspace] = others;
    // Most folders add nothing to the workspace that they are part of: then all share what is known of it.
    const isPart = !isWholeSystem && workspace !== undefined && this.#isPart(own, workspace);
    const layers = isPart ? others : [own, ...others];
    const key = [isPart ? "" : base, place.scope, isWholeSystem].join("\0");
    const known = this.#around.get(key);
    if (known?.of.every((layer, at) => layer === layers[at])) return known.around;
    const around = unitsAround(layers, isWholeSystem);
    if (this.#around.size >= keptAtMost) this.#around.clear();
    this.#around.set(key, { of: layers, around });
    return around;
  }

  /** Which paths these are is found out once; which of them exist, as fresh as folders are. */
  #foldersFor(base: string, { scope }: UnitPlace, places: SearchPlaces): readonly SearchFolder[] {
    const key = [base, scope].join("\0");
    const known = this.#folders.get(key);
    if (known !== undefined && this.#freshness === "once") return known;
    const folders = known ?? searchFolders(base, scope, { ...places, workspace: [] });
    const existing = existingFolders(folders, base, this.#listings);
    if (this.#folders.size >= keptAtMost) this.#folders.clear();
    this.#folders.set(key, this.#freshness === "once" ? existing : folders);
    return existing;
  }

  /** Whether a folder is one of those that a system at hand reads. */
  #isWholeSystem(base: string, { root, environment }: SearchPlaces): boolean {
    this.#loadPath ??= new Set([...systemLoadPath(root), ...userLoadPath(root, environment)]);
    return this.#loadPath.has(base);
  }

  /** All files of a folder ask the same. */
  #isPart(own: UnitLayer, whole: UnitLayer): boolean {
    const known = this.#parts.get(own);
    if (known?.whole === whole) return known.isPart;
    const isPart = isPartOf(own, whole);
    this.#parts.set(own, { whole, isPart });
    return isPart;
  }

  /** Each folder of the workspace by itself, then all of them as one: for the same list the same layer. */
  #workspace(paths: readonly string[], options: LayerOptions): UnitLayer {
    const known = this.#merged.get(paths)?.get(options.scope);
    const now = Date.now();
    if (known !== undefined && this.#isGood(known, now)) return known.layer;
    const of = paths
      .filter((path) => isForManager(path, options.scope))
      .map((path) => this.#layer([{ path, root: "/", origin: "workspace" }], options));
    const isSame = known?.of.length === of.length && known.of.every((one, at) => one === of[at]);
    const layer = known !== undefined && isSame ? known.layer : mergeLayers(of);
    const byScope = this.#merged.get(paths) ?? new Map<Scope, Merged>();
    byScope.set(options.scope, { of, layer, checked: now });
    this.#merged.set(paths, byScope);
    return layer;
  }

  #layer(folders: readonly SearchFolder[], options: LayerOptions): UnitLayer {
    const { reads, scope, version } = options;
    const key = [reads, scope, version, ...folders.map(({ path }) => path)].join("\0");
    const known = this.#layers.get(key);
    const now = Date.now();
    if (known !== undefined && this.#isGood(known, now)) return known.layer;
    // Within one reading a folder is looked at once.
    const listed = new Map<string, FolderListing>();
    const list = (path: string) => {
      const listing = listed.get(path) ?? this.#listings.list(path);
      listed.set(path, listing);
      return listing;
    };
    const open = openNames([...this.#open.paths()]);
    const read = readLayer(folders, options, { list, open, texts: this.#texts }, this.#cache);
    const before = this.#last.get(key);
    const layer = before !== undefined && isSameLayer(before, read) ? before : read;
    if (this.#layers.size >= keptAtMost) this.#layers.clear();
    this.#layers.set(key, { layer, checked: now });
    this.#last.set(key, layer);
    return layer;
  }

  #isGood({ checked }: Known, now: number): boolean {
    return this.#freshness === "once" || now - checked < goodFor;
  }
}

/** Units of the system and those of users know nothing of one another. */
export function isForManager(folder: string, scope: Scope): boolean {
  const own = unitFileOf(pathIn(folder, "any.service"))?.scope ?? "unknown";
  return own === scope || own === "unknown" || scope === "unknown";
}
