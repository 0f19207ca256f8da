import { type Connection, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type AnalysedUnit, analyse } from "../language/analysis.ts";
import { judgeBetween } from "../language/judgeBetween.ts";
import { directivesFor } from "../language/knowledge/directives.ts";
import { sectionOfType } from "../language/knowledge/sections.ts";
import { unitTypes } from "../language/names/unitName.ts";
import type { Problem } from "../language/problems/catalogue.ts";
import { type LineIndex, lineIndexOf } from "../language/text/lineIndex.ts";
import { isForeignContent, type UnitFile, unitFileOf } from "../language/units/unitFile.ts";
import { pathOf, schemeOf } from "./fromLsp.ts";
import type { Settings, SettingsCache } from "./settings.ts";

/** One version of an open document that is ours: a value, which later edits do not touch. */
export interface OpenUnit {
  readonly uri: string;
  readonly version: number;
  readonly unit: AnalysedUnit;
  readonly lines: LineIndex;
  readonly settings: Settings;
  /** What is wrong with it, found when it is first asked for. */
  problems(): readonly Problem[];
}

/** The documents that the editor has open, and what they mean. Each version is analysed once, when it is asked for. */
export class OpenDocuments {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #units = new Map<string, Analysis>();
  readonly #settings: SettingsCache;

  constructor(settings: SettingsCache) {
    this.#settings = settings;
  }

  /** Follows what the editor opens, changes and closes. A document that was opened counts as changed. */
  listen(connection: Connection, { changed, closed }: DocumentEvents): void {
    this.#texts.onDidChangeContent(({ document }) => changed(document.uri));
    this.#texts.onDidClose(({ document }) => {
      this.#units.delete(document.uri);
      this.#settings.forget(document.uri);
      closed(document.uri);
    });
    this.#texts.listen(connection);
  }

  uris(): readonly string[] {
    return this.#texts.keys();
  }

  /** Undefined for documents that are not open. */
  versionOf(uri: string): number | undefined {
    return this.#texts.get(uri)?.version;
  }

  /** The present version of a document; undefined where it is not open, or no unit file by its path or content. */
  async get(uri: string): Promise<OpenUnit | undefined> {
    const settings = await this.#settings.get(uri);
    const text = this.#texts.get(uri);
    if (text === undefined) return undefined;
    const known = this.#units.get(uri);
    if (known?.version === text.version && known.settings === settings) return known.open;
    const open = openUnit(text, settings);
    this.#units.set(uri, { version: text.version, settings, open });
    return open;
  }
}

export interface DocumentEvents {
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

interface Analysis {
  readonly version: number;
  readonly settings: Settings;
  readonly open: OpenUnit | undefined;
}

function openUnit(text: TextDocument, settings: Settings): OpenUnit | undefined {
  const { uri, version } = text;
  const document = text.getText();
  const file = fileOf(uri, document, settings);
  if (file === undefined || isForeignContent(document)) return undefined;
  const scope = file.scope === "unknown" ? settings.scope : file.scope;
  const { oldest, newest } = settings.target;
  const unit = analyse(document, file, directivesFor(newest), scope);
  let problems: readonly Problem[] | undefined;
  return {
    uri,
    version,
    unit,
    lines: lineIndexOf(document),
    settings,
    problems: () => {
      problems ??= judgeBetween({ document, file }, { oldest, newest }, scope);
      return problems;
    },
  };
}

function fileOf(uri: string, document: string, settings: Settings): UnitFile | undefined {
  if (schemeOf(uri) === "untitled") return unsavedFile(document);
  const path = pathOf(uri);
  return path === undefined ? undefined : unitFileOf(path, settings.templateSuffixes);
}

/** What was never saved has no name: the section that only one type has tells the type; a service is the likeliest. */
function unsavedFile(document: string): UnitFile {
  const type = unitTypes.find((one) => document.includes(`[${sectionOfType(one)}]`)) ?? "service";
  return { kind: "unit", type, name: undefined, template: undefined, scope: "unknown" };
}
