// What is in effect of a unit, drop-ins merged in, as a read-only document beside the file that one looks at. It follows
// the files while it is open: one writes a drop-in on the left and sees on the right what becomes of the unit.
import {
  commands,
  Disposable,
  DocumentLink,
  type DocumentLinkProvider,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { EffectiveUnitAnswer } from "../../../server/src/protocol/messages.ts";
import type { LanguageServer } from "../languageClient.ts";
import { unitLanguage } from "../settings.ts";
import { namedPlaces, type ShownFile, withShownPaths } from "./effectiveLinks.ts";

/**
 * `unitwright-effective:/Effective shop.service?file:///etc/…`: the title of the tab, so that it is not taken for the
 * unit's own, and the file by which the unit is found.
 */
const scheme = "unitwright-effective";

type AskEffectiveUnit = LanguageServer["effectiveUnit"];

/** While someone types, the text is asked for this long after the last key; in milliseconds. */
const quietTime = 200;

/** Registers "Show Effective Unit" and its documents. */
export function showEffectiveUnits(ask: AskEffectiveUnit): Disposable {
  const documents = new EffectiveUnits(ask);
  return Disposable.from(
    documents,
    commands.registerCommand("unitwright.showEffectiveUnit", (uri?: unknown) => {
      const source = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
      return source === undefined ? undefined : documents.show(source);
    }),
  );
}

interface Shown {
  readonly text: string;
  readonly files: readonly ShownFile[];
}

class EffectiveUnits implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  readonly #ask: AskEffectiveUnit;
  readonly #changed = new EventEmitter<Uri>();
  /** What each document showed last: it stays when the file can be asked about no more. */
  readonly #shown = new Map<string, Shown>();
  readonly #registered: Disposable;
  #soon: NodeJS.Timeout | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(ask: AskEffectiveUnit) {
    this.#ask = ask;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      languages.registerDocumentLinkProvider({ scheme }, this),
      workspace.onDidChangeTextDocument(({ document: { uri, languageId } }) => {
        if (languageId === unitLanguage && uri.scheme !== scheme) this.#refreshSoon();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
    );
  }

  async show(source: Uri): Promise<void> {
    if (source.scheme === scheme) return;
    // The server knows of open documents only.
    await workspace.openTextDocument(source);
    const answer = await this.#answer(source);
    if (answer === undefined) return;
    if (answer.kind === "unknown") {
      void window.showInformationMessage(answer.why);
      return;
    }
    const uri = Uri.from({ scheme, path: `/Effective ${answer.name}`, query: source.toString() });
    const document = await workspace.openTextDocument(uri);
    this.#changed.fire(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const answer = await this.#ask(Uri.parse(uri.query)).catch(() => null);
    const known = this.#shown.get(uri.toString());
    const shown = answer === null ? known : shownOf(answer);
    if (shown === undefined) return "";
    this.#shown.set(uri.toString(), shown);
    return shown.text;
  }

  /** Each line's file and line number opens that place. */
  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const files = this.#shown.get(document.uri.toString())?.files ?? [];
    return namedPlaces(document.getText(), files).map(({ path, sourceLine, line, from, to }) => {
      const target = Uri.file(path).with({ fragment: `L${sourceLine + 1}` });
      const link = new DocumentLink(new Range(line, from, line, to), target);
      link.tooltip = path;
      return link;
    });
  }

  dispose(): void {
    clearTimeout(this.#soon);
    this.#registered.dispose();
  }

  /** Undefined where there is nothing to show; then the user has been told. */
  async #answer(source: Uri): Promise<EffectiveUnitAnswer | undefined> {
    try {
      const answer = await this.#ask(source);
      if (answer !== null) return answer;
      void window.showInformationMessage("This is no unit file of systemd, nor a drop-in of one.");
    } catch (error) {
      void window.showErrorMessage(`The language server does not answer: ${String(error)}`);
    }
    return undefined;
  }

  #refreshSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) this.#changed.fire(uri);
    }, quietTime);
  }
}

/** Paths in the workspace are shown from its folder on, as everywhere in the editor. */
function shownOf(answer: EffectiveUnitAnswer): Shown {
  if (answer.kind === "unknown") return { text: `# ${answer.why}\n`, files: [] };
  const files = answer.files.map((path) => ({ path, shown: workspace.asRelativePath(path) }));
  return { text: withShownPaths(answer.text, files), files };
}
