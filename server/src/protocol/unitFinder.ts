import type { Connection, InitializeParams } from "vscode-languageserver/node";
import type { Scope } from "../language/values/grammar.ts";
import { systemLoadPath, userLoadPath } from "../workspace/loadPath.ts";
import type { PartNames } from "../workspace/partNames.ts";
import { UnitIndex } from "../workspace/unitIndex.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenUnit } from "./documents.ts";
import { filePathOf } from "./fromLsp.ts";
import type { Settings } from "./settings.ts";

/** Finds unit names in the editor's folders, which come and go, and on the load path of the machine. */
export class UnitFinder {
  readonly #index = new UnitIndex();
  readonly #folders: Set<string>;

  constructor({ workspaceFolders, rootUri }: InitializeParams) {
    this.#folders = new Set(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]));
  }

  /** Follows the editor's folders; to be called when the client is initialized. */
  follow(connection: Connection, { hasFolders, watchesFiles }: ClientAbilities): void {
    if (watchesFiles) this.#index.watched();
    if (!hasFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) this.#folders.delete(uri);
      for (const { uri } of added) this.#folders.add(uri);
      this.#index.changed();
    });
  }

  /** The names of the units that a document could refer to. */
  find({ unit, settings }: OpenUnit): Promise<readonly string[]> {
    return this.names(unit.scope, settings);
  }

  /** The names of the units in the editor's folders and on the load path of a manager. */
  names(scope: Scope, settings: Settings): Promise<readonly string[]> {
    const loadPath = scope === "user" ? userLoadPath("/", process.env) : systemLoadPath("/");
    return this.#index.namesIn({ workspace: this.#paths(), loadPath }, settings.templateSuffixes);
  }

  /** The folders that hold something of these names in the editor's folder that the file at `path` lies in. */
  async foldersWith(
    path: string,
    names: PartNames,
    templateSuffixes: readonly string[],
  ): Promise<readonly string[]> {
    const root = this.#rootOf(path);
    const units = names.units();
    if (root === undefined || units.size === 0) return [];
    return this.#index.foldersWith(root, new Set([...units, ...names.folders()]), templateSuffixes);
  }

  /** All folders that hold units in the editor's folder that the file at `path` lies in. */
  async unitFolders(path: string, templateSuffixes: readonly string[]): Promise<readonly string[]> {
    const root = this.#rootOf(path);
    return root === undefined ? none : this.#index.unitFolders(root, templateSuffixes);
  }

  /** All folders that hold units in any of the editor's folders. */
  async workspaceUnitFolders(): Promise<readonly string[]> {
    const folders = this.#paths().map((root) => this.#index.unitFolders(root, none));
    return (await Promise.all(folders)).flat();
  }

  /** The paths of all files in the editor's folders that may name units. */
  async namingFiles(templateSuffixes: readonly string[]): Promise<readonly string[]> {
    const files = await Promise.all(
      this.#paths().map((folder) => this.#index.namingFiles(folder, templateSuffixes)),
    );
    return [...new Set(files.flat())];
  }

  /** The paths of all the editor's folders and the folders in them. */
  async allFolders(templateSuffixes: readonly string[]): Promise<readonly string[]> {
    const folders = this.#paths().map((root) => this.#index.foldersBelow(root, templateSuffixes));
    return [...new Set((await Promise.all(folders)).flat())];
  }

  /** Whether a path lies in one of the editor's folders. */
  holds(path: string): boolean {
    return this.#rootOf(path) !== undefined;
  }

  /** A folder for what lies in none: the first of the editor's. */
  anyFolder(): string {
    return this.#paths()[0] ?? "/";
  }

  /** To be called when files have come, changed or gone, where the editor tells of that. */
  changed(): void {
    this.#index.changed();
  }

  /** The innermost of the editor's folders around a path. */
  #rootOf(path: string): string | undefined {
    const around = this.#paths().filter((folder) => path.startsWith(`${folder}/`));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  #paths(): readonly string[] {
    return [...this.#folders].flatMap((uri) => filePathOf(uri)?.replace(/(?<=.)\/+$/, "") ?? []);
  }
}

const none: readonly string[] = [];
