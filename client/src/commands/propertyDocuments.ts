// All properties of a unit as a read-only document: an editor can search, fold away and copy like nothing else.
import {
  Disposable,
  EventEmitter,
  languages,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import { readScope } from "../systemd/scope.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { reachable, type Target, targets } from "./target.ts";

/** `unitwright-properties:/nginx.service (all properties)?system`: it must not end as a unit file does. */
const scheme = "unitwright-properties";
const ending = " (all properties)";

/** The documents, and the function behind "Show All Properties". */
export class PropertyDocuments implements TextDocumentContentProvider, Disposable {
  readonly #live: LiveUnits;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor({ live }: Pick<CommandContext, "live">) {
    this.#live = live;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
    );
  }

  /** Shows those of chosen units; of one that is shown already they are read again. */
  async show(row?: unknown, rows?: unknown): Promise<void> {
    if (!isTrusted()) return;
    for (const { scope, name } of await targets(
      this.#live,
      row,
      rows,
      "Show all properties of a unit",
      () => true,
    )) {
      const uri = Uri.from({ scheme, path: `/${name}${ending}`, query: scope });
      const document = await workspace.openTextDocument(uri);
      this.#changed.fire(uri);
      // VS Code's own language for lines of names and values.
      const coloured = await languages.setTextDocumentLanguage(document, "properties");
      await window.showTextDocument(coloured, { preview: false });
    }
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const name = uri.path.slice(1, -ending.length);
    const lines = await this.#lines({ scope: readScope(uri.query) ?? "system", name });
    return `${lines.join("\n")}\n`;
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #lines({ scope, name }: Target): Promise<readonly string[]> {
    const manager = await reachable(this.#live, scope);
    if (manager === undefined) return [];
    try {
      return await manager.propertyLines(name);
    } catch (error) {
      if (!(error instanceof SystemdError)) throw error;
      return [`# The properties of ${name} could not be read: ${error.message}`];
    }
  }
}
