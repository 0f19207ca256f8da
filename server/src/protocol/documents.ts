import { type Connection, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { analysedSource, readAgain } from "../language/analysedSource.ts";
import type { AnalysedUnit } from "../language/analysis.ts";
import { withoutTurnedOff } from "../language/chosenSeverity.ts";
import { judgeBetween } from "../language/judgeBetween.ts";
import { directivesFor } from "../language/knowledge/directives.ts";
import { sectionOfType } from "../language/knowledge/sections.ts";
import type { Machine } from "../language/machine.ts";
import { unitTypes } from "../language/names/unitName.ts";
import type { Problem } from "../language/problems/catalogue.ts";
import { type LineIndex, lineIndexOf } from "../language/text/lineIndex.ts";
import { isForeignContent, type UnitFile, unitFileOf } from "../language/units/unitFile.ts";
import type { RestOfUnit, UnitSource } from "../language/units/unitSource.ts";
import type { UnitsAround } from "../language/unitsAround.ts";
import { type OpenTexts, UnitTexts } from "../workspace/unitTexts.ts";
import { filePathOf, pathOf, schemeOf } from "./fromLsp.ts";
import { isRulesDocument, type OpenRules, openRules } from "./openRules.ts";
import type { Settings, SettingsCache } from "./settings.ts";

/** One version of an open document that is ours: a value, which later edits do not touch. */
export type OpenDocument = OpenUnit | OpenRules;

/** A unit file or drop-in. */
export interface OpenUnit {
  readonly kind: "unit";
  readonly uri: string;
  readonly version: number;
  readonly source: UnitSource;
  readonly unit: AnalysedUnit;
  readonly lines: LineIndex;
  readonly settings: Settings;
  /**
   * What is wrong with it and not turned off, as part of a unit whose `rest` is known, where it stands: the same list for
   * the same of both.
   */
  problems(rest: RestOfUnit | undefined, where: Whereabouts): readonly Problem[];
}

/** Where a unit stands, as far as is known: among which others, and on which machine. */
export interface Whereabouts {
  readonly around: UnitsAround | undefined;
  readonly machine: Machine | undefined;
}

/** The documents that the editor has open, and what they mean. Each version is analysed once, when it is asked for. */
export class OpenDocuments implements OpenTexts {
  /** The texts of all unit files, these before those on disk. */
  readonly texts = new UnitTexts("checked", this);
  readonly #texts = new TextDocuments(TextDocument);
  readonly #uris = new Map<string, string>();
  readonly #units = new Map<string, Analysis>();
  /** The version of each document that was opened or saved last. */
  readonly #saved = new Map<string, number>();
  readonly #settings: SettingsCache;

  constructor(settings: SettingsCache) {
    this.#settings = settings;
  }

  /** Follows what the editor opens, changes, saves and closes. A document that was opened counts as changed. */
  listen(connection: Connection, { changed, saved, closed }: DocumentEvents): void {
    this.#texts.onDidOpen(({ document: { uri, version } }) => {
      this.#saved.set(uri, version);
      const path = filePathOf(uri);
      if (path !== undefined) this.#uris.set(path, uri);
    });
    this.#texts.onDidChangeContent(({ document }) => changed(document.uri));
    this.#texts.onDidSave(({ document: { uri, version } }) => {
      this.#saved.set(uri, version);
      saved(uri);
    });
    this.#texts.onDidClose(({ document }) => {
      this.#saved.delete(document.uri);
      this.#units.delete(document.uri);
      this.#uris.delete(filePathOf(document.uri) ?? "");
      this.#settings.forget(document.uri);
      closed(document.uri);
    });
    this.#texts.listen(connection);
  }

  uris(): readonly string[] {
    return this.#texts.keys();
  }

  textAt(path: string): string | undefined {
    const uri = this.#uris.get(path);
    return uri === undefined ? undefined : this.textOf(uri);
  }

  /** Undefined for documents that are not open. */
  textOf(uri: string): string | undefined {
    return this.#texts.get(uri)?.getText();
  }

  paths(): Iterable<string> {
    return this.#uris.keys();
  }

  /** Undefined for documents that are not open. */
  versionOf(uri: string): number | undefined {
    return this.#texts.get(uri)?.version;
  }

  /** Whether a version is the one that was opened or saved last. */
  isSaved({ uri, version }: OpenDocument): boolean {
    return this.#saved.get(uri) === version;
  }

  /** The present version of a document; undefined where it is not open, or none of ours by its path or content. */
  async get(uri: string): Promise<OpenDocument | undefined> {
    const settings = await this.#settings.get(uri);
    const text = this.#texts.get(uri);
    if (text === undefined) return undefined;
    const known = this.#units.get(uri);
    if (known?.version === text.version && known.settings === settings) return known.open;
    const open = openDocument(text, settings, known?.open, this.texts);
    this.#units.set(uri, { version: text.version, settings, open });
    return open;
  }
}

export interface DocumentEvents {
  readonly changed: (uri: string) => void;
  readonly saved: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

interface Analysis {
  readonly version: number;
  readonly settings: Settings;
  readonly open: OpenDocument | undefined;
}

function openDocument(
  text: TextDocument,
  settings: Settings,
  before: OpenDocument | undefined,
  texts: UnitTexts,
): OpenDocument | undefined {
  const document = text.getText();
  if (isRulesDocument(text, document)) return openRules(text, document, settings);
  const file = fileOf(text.uri, document, settings);
  if (file === undefined || isForeignContent(document)) return undefined;
  const path = filePathOf(text.uri);
  // Whoever looks at the units of a folder gets the same object, so that the file is read but once.
  const source: UnitSource = path === undefined ? { document, file } : texts.part(path, document, file);
  if (before?.kind === "unit") readAgain(source, before.source);
  return openUnit(text, source, settings);
}

function openUnit({ uri, version }: TextDocument, source: UnitSource, settings: Settings): OpenUnit {
  const { document, file } = source;
  const scope = file.scope === "unknown" ? settings.scope : file.scope;
  const { oldest, newest } = settings.target;
  const unit = analysedSource(source, directivesFor(newest), scope);
  let judged: Judged | undefined;
  return {
    kind: "unit",
    uri,
    version,
    source,
    unit,
    lines: lineIndexOf(document),
    settings,
    problems: (rest, where) => {
      if (judged === undefined || !isSamePlace(judged, where) || !isSameRest(judged.rest, rest)) {
        const { around, machine } = where;
        const found = judgeBetween(source, { oldest, newest }, scope, rest, around, machine);
        const problems = withoutTurnedOff(found, settings.severities);
        // What is said already is not said again because other units have changed.
        const known = judged?.problems ?? [];
        judged = { rest, around, machine, problems: isSameText(known, problems) ? known : problems };
      }
      return judged.problems;
    },
  };
}

interface Judged extends Whereabouts {
  readonly rest: RestOfUnit | undefined;
  readonly problems: readonly Problem[];
}

/** Whether two lists of problems are shown alike. */
function isSameText(one: readonly Problem[], other: readonly Problem[]): boolean {
  const spell = ({ code, from, to, args, consequence, related }: Problem) =>
    [
      code,
      from,
      to,
      consequence,
      ...args,
      ...(related ?? []).flatMap((place) => [place.path, place.from]),
    ].join("\0");
  return (
    one.length === other.length &&
    one.every((problem, at) => {
      const now = other[at];
      return now !== undefined && spell(problem) === spell(now);
    })
  );
}

/** Both are the same objects as long as nothing about them is new. */
function isSamePlace(one: Whereabouts, other: Whereabouts): boolean {
  return one.around === other.around && one.machine === other.machine;
}

/** Parts are the same objects as long as nothing about them is new. */
function isSameRest(one: RestOfUnit | undefined, other: RestOfUnit | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return isSameList(one.before, other.before) && isSameList(one.after, other.after);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

function fileOf(uri: string, document: string, settings: Settings): UnitFile | undefined {
  // The tab of an effective unit is called otherwise than the unit's own.
  const path = pathOf(uri)?.replace(/^\/Effective (?=[^/]+$)/, "/");
  const file = path === undefined ? undefined : unitFileOf(path, settings.templateSuffixes);
  return file === undefined && schemeOf(uri) === "untitled" ? unsavedFile(document) : file;
}

/** What was never saved may have no name yet: the section that only one type has tells the type; a service is the likeliest. */
function unsavedFile(document: string): UnitFile {
  const type = unitTypes.find((one) => document.includes(`[${sectionOfType(one)}]`)) ?? "service";
  return { kind: "unit", type, name: undefined, template: undefined, scope: "unknown" };
}
