import { analysedSource } from "../language/analysedSource.ts";
import { effectiveUnit } from "../language/effectiveUnit.ts";
import { directivesFor } from "../language/knowledge/directives.ts";
import { parseUnitName, type UnitName } from "../language/names/unitName.ts";
import { factsOf, type UnitFacts } from "../language/unitFacts.ts";
import { dropInFolders, isDropInName, mergeDropIns, typeWideFolder } from "../language/units/dropIns.ts";
import { pathIn } from "../language/units/filePath.ts";
import { isForeignContent, type UnitFile, unitFileOf } from "../language/units/unitFile.ts";
import type { LayerEntry, UnitLayer } from "../language/unitsAround.ts";
import type { Scope } from "../language/values/grammar.ts";
import { findSpecialUnit } from "../language/words/specialUnits.ts";
import type { FolderListing } from "./folderListings.ts";
import type { OpenNames } from "./openNames.ts";
import type { SearchFolder } from "./searchFolders.ts";
import { readLink } from "./unitFragments.ts";
import type { UnitPart, UnitTexts } from "./unitTexts.ts";

/** A unit file of a layer. */
interface LayerFile {
  readonly name: UnitName;
  readonly path: string;
  /** What its path tells of it, which of all units in a folder is the same but for their names. */
  readonly file: UnitFile | undefined;
  /** Whether its folder was listed with it as a regular file. */
  readonly isListed: boolean;
}

/** How the units of some folders are read. */
export interface LayerOptions {
  /** Whose facts are read: of all units, or of those alone that every systemd has. */
  readonly reads: "all" | "special-targets";
  readonly scope: Scope;
  readonly version: number;
  readonly templateSuffixes: readonly string[];
}

/** What reading takes. */
export interface LayerSources {
  readonly list: (folder: string) => FolderListing;
  readonly open: OpenNames;
  readonly texts: UnitTexts;
}

/** Units of more than these are named, but not read; a system has some hundreds. */
const readAtMost = 5000;

/** What was found out about a unit, and from which texts: good as long as those are the same. */
interface KnownFacts {
  readonly parts: readonly UnitPart[];
  readonly facts: UnitFacts | undefined;
}

/** The facts of units, kept from one reading to the next by the path of the unit file. */
export type FactsCache = Map<string, KnownFacts>;

/** Reads what lies in some folders, the most important first. Never throws. */
export function readLayer(
  folders: readonly SearchFolder[],
  options: LayerOptions,
  sources: LayerSources,
  cache: FactsCache,
): UnitLayer {
  const entries = new Map<string, LayerEntry>();
  const files = new Map<string, LayerFile>();
  const dropIns = new Map<string, string[]>();
  const linked = new Map<string, Set<string>>();
  for (const folder of folders) {
    const { names, links, others } = sources.list(folder.path);
    const anyFile = unitFileOf(pathIn(folder.path, "any.service"));
    for (const name of union(names, sources.open.in(folder.path))) {
      const link = links.get(name);
      if (isDropInFolder(name)) collectDropIns(pathIn(folder.path, name), name, sources, dropIns);
      else if (wantsFolder.test(name)) collectLinks(pathIn(folder.path, name), name, sources, linked);
      else {
        const unit = parseUnitName(name);
        if (unit === undefined) {
          for (const made of madeFrom(name, folder, options)) {
            if (!entries.has(made)) entries.set(made, { kind: "unclear" });
          }
        }
        if (unit === undefined || entries.has(name)) continue;
        const entry = entryOf(unit, link, folder, folders, sources);
        if (entry === undefined) continue;
        entries.set(name, entry);
        if (entry.kind !== "unit") continue;
        const path = pathIn(folder.path, name);
        const file = anyFile && { ...anyFile, type: unit.type, name: unit };
        files.set(name, { name: unit, path, file, isListed: link === undefined && !others.has(name) });
      }
    }
  }
  const facts = new Map<string, UnitFacts>();
  for (const layerFile of [...files.values()].slice(0, readAtMost)) {
    const { name } = layerFile;
    if (options.reads === "special-targets" && !isSpecialTarget(name)) continue;
    const found = factsAt(layerFile, dropIns, options, sources, cache);
    if (found === "masked" || found === "unclear") entries.set(name.name, { kind: found });
    else if (found !== undefined) facts.set(name.name, found);
  }
  return { entries, facts, linked, isElsewhere: folders.every(({ origin }) => origin === "machine") };
}

function union(names: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return others.size === 0 ? names : new Set([...names, ...others]);
}

function isSpecialTarget({ name, type }: UnitName): boolean {
  return type === "target" && findSpecialUnit(name) !== undefined;
}

const wantsFolder = /\.(?:wants|requires|upholds)$/;

function isDropInFolder(name: string): boolean {
  return name.endsWith(".d");
}

function collectDropIns(
  path: string,
  name: string,
  { list, open }: LayerSources,
  dropIns: Map<string, string[]>,
): void {
  const found = [...union(list(path).names, open.in(path))].filter(isDropInName);
  if (found.length === 0) return;
  dropIns.set(name, [...(dropIns.get(name) ?? []), ...found.map((file) => pathIn(path, file))]);
}

function collectLinks(
  path: string,
  name: string,
  { list }: LayerSources,
  linked: Map<string, Set<string>>,
): void {
  const by = name.replace(wantsFolder, "");
  const known = linked.get(by) ?? new Set();
  for (const unit of list(path).names) known.add(unit);
  linked.set(by, known);
}

function entryOf(
  name: UnitName,
  link: string | undefined,
  folder: SearchFolder,
  folders: readonly SearchFolder[],
  { list }: LayerSources,
): LayerEntry | undefined {
  if (link === undefined) return { kind: "unit" };
  if (link === "/dev/null") return { kind: "masked" };
  const entry = readLink(name, link, folder, { folders, listings: { list } });
  if (entry?.kind === "alias") return { kind: "alias", to: entry.to.name };
  return entry === undefined ? undefined : { kind: "unit" };
}

/** The units that are made of a file some day: of a template source, of a file of Podman's, or of a script of old. */
function madeFrom(
  name: string,
  { origin }: SearchFolder,
  { templateSuffixes }: LayerOptions,
): readonly string[] {
  const made = quadlet.exec(name);
  if (made !== null) {
    const [, stem = "", kind = ""] = made;
    return [`${stem}.service`, `${stem}-${kind}.service`];
  }
  if (origin === "machine") return [];
  return templateSuffixes.flatMap((suffix) =>
    name.endsWith(suffix) ? [name.slice(0, name.length - suffix.length)] : [],
  );
}

const quadlet = /^(.+)\.(container|volume|network|pod|kube|image|build)$/;

function factsAt(
  { name, path, file, isListed }: LayerFile,
  dropIns: ReadonlyMap<string, readonly string[]>,
  options: LayerOptions,
  sources: LayerSources,
  cache: FactsCache,
): UnitFacts | "masked" | "unclear" | undefined {
  const paths = [path, ...dropInsOf(name, dropIns)];
  const parts: UnitPart[] = [];
  for (const part of paths) {
    const isFragment = part === path;
    const reading = sources.texts.read(part, isFragment && isListed ? "file" : undefined);
    const text = reading.kind === "text" ? reading.text : "";
    if (isFragment && (reading.kind === "masked" || (reading.kind === "text" && text === "")))
      return "masked";
    if (isFragment && (reading.kind !== "text" || isForeignContent(text))) return "unclear";
    if (text === "") continue;
    const partFile = isFragment ? file : dropInFile(part, name);
    if (partFile !== undefined) parts.push(sources.texts.part(part, text, partFile));
  }
  const key = `${path}\0${options.scope}\0${options.version}`;
  const known = cache.get(key);
  if (known !== undefined && isSameList(known.parts, parts)) return known.facts;
  const facts = factsFrom(parts, options);
  cache.set(key, { parts, facts });
  return facts;
}

function dropInsOf(name: UnitName, dropIns: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (dropIns.size === 0) return [];
  const folders = [...dropInFolders(name), typeWideFolder(name.type)];
  return mergeDropIns(folders.flatMap((folder) => dropIns.get(folder) ?? []));
}

/** What a drop-in is, with the name of the unit: the same as for whoever judges it, so that it is read but once. */
function dropInFile(path: string, name: UnitName): UnitFile | undefined {
  const file = unitFileOf(path);
  return file && { ...file, name, ...(file.name === undefined ? { isShared: true } : {}) };
}

function factsFrom(parts: readonly UnitPart[], { version, scope }: LayerOptions): UnitFacts | undefined {
  const table = directivesFor(version);
  const units = parts.map((source) => analysedSource(source, table, scope));
  const [fragment, ...dropIns] = units;
  if (fragment === undefined) return undefined;
  return factsOf(effectiveUnit(fragment, dropIns), (part) => parts[units.indexOf(part)]?.path ?? "");
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/**
 * The layers of folders that have nothing to do with one another, as one. Of a name that several have, it is known that
 * there is a unit, but not which.
 */
export function mergeLayers(layers: readonly UnitLayer[]): UnitLayer {
  const entries = new Map<string, LayerEntry>();
  const facts = new Map<string, UnitFacts>();
  const linked = new Map<string, Set<string>>();
  for (const layer of layers) {
    for (const [name, entry] of layer.entries) {
      const isTwice = entries.has(name);
      entries.set(name, isTwice ? { kind: "unit" } : entry);
      const own = layer.facts.get(name);
      if (isTwice) facts.delete(name);
      else if (own !== undefined) facts.set(name, own);
    }
    for (const [name, units] of layer.linked) {
      linked.set(name, new Set([...(linked.get(name) ?? []), ...units]));
    }
  }
  return { entries, facts, linked, isElsewhere: false };
}

/** Whether a layer says nothing that a larger one does not say as well. */
export function isPartOf(part: UnitLayer, whole: UnitLayer): boolean {
  for (const [name, entry] of part.entries) {
    const same = whole.entries.get(name);
    if (same?.kind !== entry.kind || part.facts.get(name) !== whole.facts.get(name)) return false;
    if (entry.kind === "alias" && same.kind === "alias" && same.to !== entry.to) return false;
  }
  return [...part.linked.keys()].every((name) => whole.linked.has(name));
}

/** Whether two layers say the same. */
export function isSameLayer(one: UnitLayer, other: UnitLayer): boolean {
  if (one.entries.size !== other.entries.size || one.facts.size !== other.facts.size) return false;
  for (const [name, facts] of one.facts) if (other.facts.get(name) !== facts) return false;
  for (const [name, entry] of one.entries) {
    const now = other.entries.get(name);
    if (now?.kind !== entry.kind) return false;
    if (entry.kind === "alias" && now.kind === "alias" && now.to !== entry.to) return false;
  }
  const links = ({ linked }: UnitLayer) =>
    [...linked].map(([by, names]) => [by, ...names].join(" ")).join("\n");
  return links(one) === links(other);
}
