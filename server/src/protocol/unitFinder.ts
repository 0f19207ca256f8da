import type { Connection, InitializeParams } from "vscode-languageserver/node";
import { systemLoadPath, userLoadPath } from "../workspace/loadPath.ts";
import { UnitIndex } from "../workspace/unitIndex.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenUnit } from "./documents.ts";
import { pathOf, schemeOf } from "./fromLsp.ts";

/** Finds unit names in the editor's folders, which come and go, and on the load path of the machine. */
export class UnitFinder {
  readonly #index = new UnitIndex();
  readonly #folders: Set<string>;

  constructor({ workspaceFolders, rootUri }: InitializeParams) {
    this.#folders = new Set(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]));
  }

  /** Follows the editor's folders; to be called when the client is initialized. */
  follow(connection: Connection, { hasFolders }: ClientAbilities): void {
    if (!hasFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) this.#folders.delete(uri);
      for (const { uri } of added) this.#folders.add(uri);
    });
  }

  find({ unit, settings }: OpenUnit): Promise<readonly string[]> {
    const workspace = [...this.#folders]
      .filter((uri) => schemeOf(uri) === "file")
      .flatMap((uri) => pathOf(uri) ?? []);
    const loadPath = unit.scope === "user" ? userLoadPath("/", process.env) : systemLoadPath("/");
    return this.#index.namesIn({ workspace, loadPath }, settings.templateSuffixes);
  }
}
