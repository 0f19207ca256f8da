import process from "node:process";
import type { Problem } from "../language/problems/catalogue.ts";
import type { UnitsAround } from "../language/unitsAround.ts";
import { Machines } from "../workspace/machines.ts";
import { mayBePart, type PartNames, partNamesOf } from "../workspace/partNames.ts";
import { type UnitParts, UnitPartsFinder } from "../workspace/unitParts.ts";
import { UnitSurroundings } from "../workspace/unitSurroundings.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenDocuments, OpenUnit } from "./documents.ts";
import { filePathOf } from "./fromLsp.ts";
import { UnfinishedUnits } from "./unfinishedUnits.ts";
import type { UnitFinder } from "./unitFinder.ts";

/** What the units are made of that open documents are part of: the editor's texts count before the disk. */
export class WholeUnits {
  readonly #finder: UnitPartsFinder;
  readonly #surroundings: UnitSurroundings;
  readonly #machines = new Machines("checked");
  readonly #units: UnitFinder;
  readonly #documents: OpenDocuments;
  readonly #tellsSaves: boolean;
  readonly #unfinished = new UnfinishedUnits();
  readonly #names = new Map<string, PartNames>();
  readonly #said = new Map<string, string>();

  constructor(documents: OpenDocuments, units: UnitFinder, { tellsSaves }: ClientAbilities) {
    this.#documents = documents;
    this.#tellsSaves = tellsSaves;
    const { texts } = documents;
    this.#finder = new UnitPartsFinder("checked", documents, texts);
    this.#surroundings = new UnitSurroundings("checked", documents, texts);
    this.#units = units;
  }

  /** To be called when a file has come, changed or gone, on disk or in the editor, whose unit others may speak of. */
  changed(): void {
    this.#surroundings.changed();
  }

  /** Whether what a document says of other units, or is to them, is new since this was last asked. */
  saysNews(uri: string, document: string | undefined): boolean {
    const says = document === undefined ? undefined : whatOthersHear(document);
    const isNew = this.#said.get(uri) !== says;
    if (says === undefined) this.#said.delete(uri);
    else this.#said.set(uri, says);
    return isNew;
  }

  /** The units that the document's unit stands among; undefined where it does not lie in any folder. */
  async #aroundOf({ uri, unit, settings }: OpenUnit): Promise<UnitsAround | undefined> {
    const path = filePathOf(uri);
    if (path === undefined) return undefined;
    const { templateSuffixes, target } = settings;
    const workspace = await this.#units.unitFolders(path, templateSuffixes);
    return this.#surroundings.find(
      { path, file: unit.file, scope: unit.scope },
      { root: "/", environment: process.env, workspace: [] },
      { templateSuffixes, version: target.newest, workspace },
    );
  }

  /** What the document's unit is made of beside it; undefined where it does not lie in any folder. */
  async partsOf({ uri, unit, settings }: OpenUnit): Promise<UnitParts | undefined> {
    const path = filePathOf(uri);
    if (path === undefined) return undefined;
    const { file, scope } = unit;
    const asked = partNamesOf(file.name === undefined ? [] : [file.name]);
    const workspace = await this.#units.foldersWith(path, asked, settings.templateSuffixes);
    const places = { root: "/", environment: process.env, workspace };
    const parts = this.#finder.find({ path, file, scope }, places, settings.templateSuffixes);
    this.#names.set(uri, parts.names);
    return parts;
  }

  /**
   * Everything wrong with a document, as part of its unit where that is known, but what a unit that is being written
   * lacks: that is told once it is saved.
   */
  async problemsOf(open: OpenUnit): Promise<readonly Problem[]> {
    const parts = await this.partsOf(open);
    const around = await this.#aroundOf(open);
    const path = filePathOf(open.uri);
    const isRead = path !== undefined && around?.isWholeSystem === true;
    const problems = open.problems(parts?.kind === "known" ? parts.rest : undefined, {
      around,
      machine: isRead ? this.#machines.find("/", path) : undefined,
    });
    const isSaved = !this.#tellsSaves || this.#documents.isSaved(open);
    return this.#unfinished.toBeTold(open.uri, isSaved ? "saved" : "unsaved", problems);
  }

  /** The documents, so far as asked about, whose unit the file at a path may be part of. */
  concernedBy(path: string): readonly string[] {
    return [...this.#names].filter(([, names]) => mayBePart(path, names)).map(([uri]) => uri);
  }

  forget(uri: string): void {
    this.#names.delete(uri);
    this.#unfinished.forget(uri);
  }
}

/** The lines of a text that matter to other units, and whether there is anything at all: an empty file masks its unit. */
function whatOthersHear(document: string): string {
  return [document === "", ...document.matchAll(heardByOthers)].join("\n");
}

const heardByOthers =
  /^[ \t]*(?:After|Before|Wants|Requires|Requisite|BindsTo|Upholds|Conflicts|WantedBy|RequiredBy|UpheldBy|DefaultInstance|DefaultDependencies|BusName|Service|Unit|Accept|OnCalendar)[ \t]*=.*$/gm;
