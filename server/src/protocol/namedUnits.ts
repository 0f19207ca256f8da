import { basename, dirname, isAbsolute, join } from "node:path/posix";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { analysedSource } from "../language/analysedSource.ts";
import type { AnalysedUnit } from "../language/analysis.ts";
import { type UnitMention, unitMentions } from "../language/features/unitMentions.ts";
import { directivesFor } from "../language/knowledge/directives.ts";
import { knownUnit } from "../language/names/meantUnit.ts";
import { isValidUnitName, parseUnitName, type UnitName } from "../language/names/unitName.ts";
import { type LineIndex, lineIndexOf } from "../language/text/lineIndex.ts";
import type { Span } from "../language/text/text.ts";
import { type AnalysedRules, analyseRules } from "../language/udev/analysedRules.ts";
import { ruleMentions } from "../language/udev/ruleMentions.ts";
import { isRulesFile } from "../language/udev/udevFile.ts";
import { isForeignContent, unitFileOf } from "../language/units/unitFile.ts";
import { hasUnknownPiece, type Scope } from "../language/values/grammar.ts";
import { FolderListings } from "../workspace/folderListings.ts";
import { partNamesOf } from "../workspace/partNames.ts";
import { baseOf, type UnitLocation, UnitLocations } from "../workspace/unitLocations.ts";
import { UnitTexts } from "../workspace/unitTexts.ts";
import type { OpenDocument, OpenDocuments } from "./documents.ts";
import { filePathOf, pathOf, schemeOf } from "./fromLsp.ts";
import type { Settings } from "./settings.ts";
import type { UnitFinder } from "./unitFinder.ts";

/** A place of a file on disk or in the editor. */
export interface FileSpan extends Span {
  readonly path: string;
  readonly lines: LineIndex;
}

/** A mention of a unit, and the file that it stands in. */
export interface FileMention extends FileSpan {
  readonly mention: UnitMention;
  readonly file: NamingFile;
}

/** A file that names units. */
export interface NamingFile {
  readonly path: string;
  readonly scope: Scope;
  readonly lines: LineIndex;
  readonly mentions: readonly (UnitMention & { readonly scope?: Scope })[];
  readonly source:
    | { readonly kind: "unit"; readonly unit: AnalysedUnit }
    | { readonly kind: "rules"; readonly rules: AnalysedRules };
}

/** A folder that belongs to a unit by its name. */
export interface UnitFolder {
  readonly path: string;
  readonly name: UnitName;
  /** What stands behind the unit's name, such as `.d`. */
  readonly ending: string;
}

/** Who asks about a unit: a document, or a file on disk, and the manager that it is about. */
export interface Asker {
  readonly path: string;
  readonly scope: Scope;
  readonly settings: Settings;
}

/** More files than people write; what is beyond is not looked at. */
const filesAtMost = 5000;

/** Where the units lie that documents name, and where else they are named. */
export class NamedUnits {
  readonly #documents: OpenDocuments;
  readonly #units: UnitFinder;
  readonly #texts: UnitTexts;
  readonly #locations: UnitLocations;
  readonly #listings = new FolderListings("checked");
  readonly #rules = new Map<string, AnalysedRules>();

  constructor(documents: OpenDocuments, units: UnitFinder) {
    this.#documents = documents;
    this.#units = units;
    this.#texts = new UnitTexts("checked", documents);
    this.#locations = new UnitLocations("checked", documents, this.#texts);
  }

  /** Who asks, where a document does. */
  asker({ uri, settings }: Pick<OpenDocument, "uri" | "settings">, scope: Scope): Asker {
    const path = pathAmongUnits(uri) ?? join(this.#units.anyFolder(), "unsaved.service");
    return { path, scope, settings };
  }

  /** The files of the unit that somebody means by a name. */
  async find(name: UnitName, { path, scope, settings }: Asker): Promise<UnitLocation> {
    const { templateSuffixes } = settings;
    const workspace = await this.#units.foldersWith(path, partNamesOf([name]), templateSuffixes);
    const places = { root: "/", environment: process.env, workspace };
    return this.#locations.find(name, { base: baseOf(path), scope }, places, templateSuffixes);
  }

  /** The place in a unit's file that stands for all of it: its first section header. */
  beginOf(path: string): FileSpan {
    const reading = this.#texts.read(path);
    const document = reading.kind === "text" ? reading.text : "";
    const header = /^[ \t]*\[[^\]\r\n]*\]/m.exec(document);
    const from = header?.index ?? 0;
    return { path, lines: lineIndexOf(document), from, to: from + (header?.[0].length ?? 0) };
  }

  /**
   * Every place of the editor's folders and open documents that names the same unit: of an instance that one alone, of a
   * template all its instances as well.
   */
  async mentionsOf(meant: string, asker: Asker): Promise<readonly FileMention[]> {
    const wanted = knownUnit(meant);
    if (wanted === undefined) return [];
    const target = await this.find(wanted, asker);
    const { settings } = asker;
    const isOneInstance = target.name.kind === "instance" && !hasUnknownPiece(meant);
    const stems = new Set([wanted, ...target.names].map(stemOf));
    const found: FileMention[] = [];
    const asked = new Map<string, Promise<UnitLocation>>();
    for (const file of await this.#namingFiles(settings)) {
      for (const one of file.mentions) {
        const name = knownUnit(one.name);
        if (name === undefined || !stems.has(stemOf(name))) continue;
        if (isOneInstance && hasUnknownPiece(one.name)) continue;
        const its = one.scope ?? file.scope;
        const key = [dirname(file.path), its, name.name].join("\0");
        const located = asked.get(key) ?? this.find(name, { path: file.path, scope: its, settings });
        asked.set(key, located);
        if (!isSameUnit(target, await located, isOneInstance ? "instance" : "template")) continue;
        const { path, lines } = file;
        found.push({ path, lines, from: one.from, to: one.to, mention: one, file });
      }
    }
    return found;
  }

  /** Whether a file is the user's to change here: it lies in one of the editor's folders, or is open. */
  mayChange(path: string): boolean {
    return this.#units.holds(path) || this.#documents.textAt(path) !== undefined;
  }

  /** Whether there is a file at a path, on disk or in the editor. */
  exists(path: string): boolean {
    return (
      this.#documents.textAt(path) !== undefined ||
      this.#listings.list(dirname(path)).names.has(basename(path))
    );
  }

  /** The folders of drop-ins and of links that are called after a unit, in the editor's folders. */
  async foldersOf(settings: Settings, isWanted: (name: UnitName) => boolean): Promise<readonly UnitFolder[]> {
    const paths = await this.#units.allFolders(settings.templateSuffixes);
    return paths.flatMap((path) => {
      const [, unit = "", ending = ""] = /^(.+)(\.(?:d|wants|requires|upholds))$/.exec(basename(path)) ?? [];
      const name = parseUnitName(unit);
      return name !== undefined && isWanted(name) ? [{ path, name, ending }] : [];
    });
  }

  /**
   * The paths of the links of the editor's folders that are called after a unit, or lead to it. Where one leads is known
   * only of relative ones: the others are another system's, more often than not.
   */
  async linksTo(
    settings: Settings,
    isWanted: (path: string | undefined, name: UnitName) => boolean,
  ): Promise<readonly string[]> {
    const folders = await this.#units.allFolders(settings.templateSuffixes);
    return folders.flatMap((folder) =>
      [...this.#listings.list(folder).links].flatMap(([link, target]) => {
        const path = isAbsolute(target) ? undefined : join(folder, target);
        const names = [link, basename(target)].flatMap((one) => parseUnitName(one) ?? []);
        return names.some((name) => isWanted(path, name)) ? [join(folder, link)] : [];
      }),
    );
  }

  /** The unit files of the editor's folders: their names and paths. */
  async unitFiles(settings: Settings): Promise<readonly { readonly name: string; readonly path: string }[]> {
    const paths = await this.#units.namingFiles(settings.templateSuffixes);
    return paths.flatMap((path) => {
      const file = unitFileOf(path, settings.templateSuffixes);
      return file?.kind === "unit" && file.name !== undefined ? [{ name: file.name.name, path }] : [];
    });
  }

  /** The names of the instances that the files of the editor's folders name. */
  async instanceNames(settings: Settings): Promise<readonly string[]> {
    const files = await this.#namingFiles(settings);
    const names = files.flatMap(({ mentions }) => mentions.map(({ name }) => name));
    return [...new Set(names)].filter((name) => isValidUnitName(name, ["instance"]));
  }

  async #namingFiles(settings: Settings): Promise<readonly NamingFile[]> {
    const onDisk = await this.#units.namingFiles(settings.templateSuffixes);
    const paths = [...new Set([...this.#documents.paths(), ...onDisk])];
    return paths.slice(0, filesAtMost).flatMap((path) => this.read(path, settings) ?? []);
  }

  /** A file that may name units, by its path; undefined where it is none, or cannot be read. */
  read(path: string, { templateSuffixes, target, scope: usual }: Settings): NamingFile | undefined {
    const reading = this.#texts.read(path);
    if (reading.kind !== "text") return undefined;
    const { text } = reading;
    if (isRulesFile(path, text)) {
      const known = this.#rules.get(path);
      const rules =
        known?.tree.document === text && known.version === target.newest
          ? known
          : analyseRules(text, target.newest);
      this.#rules.set(path, rules);
      const source = { kind: "rules", rules } as const;
      return { path, scope: "system", lines: lineIndexOf(text), mentions: ruleMentions(rules), source };
    }
    const file = unitFileOf(path, templateSuffixes);
    if (file === undefined || isForeignContent(text)) return undefined;
    const scope = file.scope === "unknown" ? usual : file.scope;
    const part = this.#texts.part(path, text, file);
    const unit = analysedSource(part, directivesFor(target.newest), scope);
    const source = { kind: "unit", unit } as const;
    return { path, scope, lines: lineIndexOf(text), mentions: unitMentions(unit), source };
  }
}

/** Where a document lies among units; an old version of a file lies where the file does. */
function pathAmongUnits(uri: string): string | undefined {
  return schemeOf(uri) === "git" ? pathOf(uri) : filePathOf(uri);
}

/** What two names of the same unit, or of instances of one template, have in common. */
function stemOf({ prefix, kind, type }: UnitName): string {
  return `${prefix}${kind === "plain" ? "" : "@"}.${type}`;
}

function isSameUnit(one: UnitLocation, other: UnitLocation, by: "instance" | "template"): boolean {
  if (by === "instance" && one.name.name !== other.name.name) return false;
  const files = ({ fragments, dropIns }: UnitLocation) => (fragments.length > 0 ? fragments : dropIns);
  const [its, others] = [files(one), files(other)];
  if (its.length === 0 && others.length === 0) return stemOf(one.name) === stemOf(other.name);
  return its.some((path) => others.includes(path));
}

/** The address of a file on disk, as editors spell it. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
