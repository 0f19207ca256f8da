// What is in effect of a unit, drop-ins merged in, as a read-only document beside the file that one looks at. It follows
// the files while it is open: one writes a drop-in on the left and sees on the right what becomes of the unit.
import {
  commands,
  Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { EffectiveUnitAnswer } from "../../../server/src/protocol/messages.ts";
import type { LanguageServer } from "../languageClient.ts";
import { unitLanguage } from "../settings.ts";

/** `unitwright-effective:/shop.service?file:///etc/…`: the unit, and the file by which it is found. */
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

class EffectiveUnits implements TextDocumentContentProvider, Disposable {
  readonly #ask: AskEffectiveUnit;
  readonly #changed = new EventEmitter<Uri>();
  /** The last text of each document: it stays when the file can be asked about no more. */
  readonly #texts = new Map<string, string>();
  readonly #registered: Disposable;
  #soon: NodeJS.Timeout | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(ask: AskEffectiveUnit) {
    this.#ask = ask;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidChangeTextDocument(({ document: { uri, languageId } }) => {
        if (languageId === unitLanguage && uri.scheme !== scheme) this.#refreshSoon();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
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
    const uri = Uri.from({ scheme, path: `/${answer.name}`, query: source.toString() });
    const document = await workspace.openTextDocument(uri);
    this.#changed.fire(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const answer = await this.#ask(Uri.parse(uri.query)).catch(() => null);
    const last = this.#texts.get(uri.toString()) ?? "";
    const text = answer?.kind === "known" ? answer.text : answer === null ? last : `# ${answer.why}\n`;
    this.#texts.set(uri.toString(), text);
    return text;
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
