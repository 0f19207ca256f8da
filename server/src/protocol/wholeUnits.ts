import process from "node:process";
import type { Problem } from "../language/problems/catalogue.ts";
import { mayBePart, type PartNames, partNamesOf } from "../workspace/partNames.ts";
import { type UnitParts, UnitPartsFinder } from "../workspace/unitParts.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenDocuments, OpenUnit } from "./documents.ts";
import { filePathOf } from "./fromLsp.ts";
import { UnfinishedUnits } from "./unfinishedUnits.ts";
import type { UnitFinder } from "./unitFinder.ts";

/** What the units are made of that open documents are part of: the editor's texts count before the disk. */
export class WholeUnits {
  readonly #finder: UnitPartsFinder;
  readonly #units: UnitFinder;
  readonly #documents: OpenDocuments;
  readonly #tellsSaves: boolean;
  readonly #unfinished = new UnfinishedUnits();
  readonly #names = new Map<string, PartNames>();

  constructor(documents: OpenDocuments, units: UnitFinder, { tellsSaves }: ClientAbilities) {
    this.#documents = documents;
    this.#tellsSaves = tellsSaves;
    this.#finder = new UnitPartsFinder("checked", documents);
    this.#units = units;
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
    const problems = open.problems(parts?.kind === "known" ? parts.rest : undefined);
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
