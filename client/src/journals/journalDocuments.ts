// Journals as read-only documents that grow. A document and no output channel: it has a tab of its own beside the
// unit's file, the editor's search and links, and it says when nobody reads it any more, so that following ends with
// the tab.
import {
  commands,
  type Disposable,
  EventEmitter,
  languages,
  Range,
  TabInputText,
  type TextDocument,
  type TextDocumentContentProvider,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import type { Target } from "../commands/target.ts";
import type { JournalFilter, JournalQuery, JournalSubject } from "../systemd/journalQuery.ts";
import { journalAddress, journalScheme, readJournalAddress } from "./journalAddress.ts";
import { type OpenJournal, openJournal } from "./openJournal.ts";

/** The language of these documents. */
export const journalLanguage = "systemd-journal";

interface ShownJournal {
  readonly journal: OpenJournal;
  /** Whether the reader looks at the end, and wants to see what comes. */
  atEnd: boolean;
  /** The first line in view, and how many there were, when that was last heard of. */
  seen: { readonly top: number; readonly lines: number };
  soon: NodeJS.Timeout | undefined;
}

export class JournalDocuments implements TextDocumentContentProvider, Disposable {
  readonly #journals = new Map<string, ShownJournal>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: readonly Disposable[];
  readonly onDidChange = this.#changed.event;

  readonly #namespacesOf: (subject: JournalSubject) => Promise<readonly string[]>;

  /** `namespacesOf` says in which journal the entries are, and never rejects. */
  constructor(namespacesOf: (subject: JournalSubject) => Promise<readonly string[]>) {
    this.#namespacesOf = namespacesOf;
    this.#registered = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(journalScheme, this),
      workspace.onDidOpenTextDocument((document) => void asJournal(document)),
      // A document without a tab lives on for minutes, so its closing is no sign.
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) if (tab.input instanceof TabInputText) this.#endWithoutTab(tab.input.uri);
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.#showEnd(document)),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#noteReader(textEditor)),
    ];
  }

  /** Opens the unit's journal at its end and follows it until its tab is closed. */
  show({ scope, name }: Target): Promise<void> {
    return this.showAll({ scope, units: [name] });
  }

  /** The same for several units, those of a pattern, or all of a scope. */
  async showAll(subject: JournalSubject): Promise<void> {
    const uri = Uri.from({ scheme: journalScheme, ...journalAddress(subject) });
    const document = await asJournal(await workspace.openTextDocument(uri));
    // The document may still be there from before, with nobody following.
    if (!this.#journals.has(uri.toString()) && this.#begin(uri) !== undefined) this.#changed.fire(uri);
    await window.showTextDocument(document, { preview: false });
    this.#showEnd(document);
  }

  /** What a document shows; undefined for one that shows no journal. */
  query(uri: Uri): JournalQuery | undefined {
    return this.#journals.get(uri.toString())?.journal.query();
  }

  choose(uri: Uri, filter: JournalFilter): void {
    const shown = this.#journals.get(uri.toString());
    if (shown === undefined) return;
    shown.atEnd = true;
    shown.journal.choose(filter);
    this.#tellPaused();
  }

  /** Has the text stand still, or go on with what has come meanwhile. */
  set(uri: Uri, wanted: "paused" | "following"): void {
    const shown = this.#journals.get(uri.toString());
    if (wanted === "paused") shown?.journal.pause();
    else shown?.journal.resume();
    this.#changed.fire(uri);
    this.#tellPaused();
  }

  provideTextDocumentContent(uri: Uri): string {
    const shown = this.#journals.get(uri.toString()) ?? this.#begin(uri);
    return shown === undefined
      ? "(No journal to show: this names no unit, or the workspace is not trusted.)\n"
      : shown.journal.read();
  }

  dispose(): void {
    for (const shown of this.#journals.values()) stop(shown);
    this.#journals.clear();
    for (const one of this.#registered) one.dispose();
  }

  #begin(uri: Uri): ShownJournal | undefined {
    const subject = readJournalAddress(uri.query);
    if (subject === undefined || !workspace.isTrusted) return undefined;
    const journal = openJournal(subject, this.#namespacesOf, () => this.#tellSoon(uri));
    const shown: ShownJournal = { journal, atEnd: true, seen: { top: 0, lines: 0 }, soon: undefined };
    this.#journals.set(uri.toString(), shown);
    return shown;
  }

  /** The editor takes the whole text anew at each change, so a long one changes less often. */
  #tellSoon(uri: Uri): void {
    const shown = this.#journals.get(uri.toString());
    if (shown === undefined || shown.soon !== undefined) return;
    const length =
      workspace.textDocuments.find((one) => one.uri.toString() === uri.toString())?.lineCount ?? 0;
    shown.soon = setTimeout(
      () => {
        shown.soon = undefined;
        this.#changed.fire(uri);
      },
      100 + length / 20,
    );
  }

  /** Tells the manifest which documents offer to go on instead of to pause. */
  #tellPaused(): void {
    const paused = [...this.#journals].flatMap(([uri, { journal }]) => (journal.isPaused() ? [uri] : []));
    void commands.executeCommand("setContext", "unitwright.pausedJournals", paused);
  }

  /** Only a reader moves up: we go to the end, and cutting off the beginning leaves fewer lines than before. */
  #noteReader({ document, visibleRanges }: TextEditor): void {
    const shown = this.#journals.get(document.uri.toString());
    const top = visibleRanges[0]?.start.line;
    const last = visibleRanges.at(-1)?.end.line;
    if (shown === undefined || top === undefined || last === undefined) return;
    const before = shown.seen;
    shown.seen = { top, lines: document.lineCount };
    if (last >= document.lineCount - 2) shown.atEnd = true;
    else if (top < before.top && document.lineCount >= before.lines) shown.atEnd = false;
  }

  #showEnd(document: TextDocument): void {
    const shown = this.#journals.get(document.uri.toString());
    if (shown?.atEnd !== true) return;
    const end = document.lineAt(document.lineCount - 1).range.end;
    for (const editor of window.visibleTextEditors) {
      if (editor.document === document) editor.revealRange(new Range(end, end));
    }
  }

  #endWithoutTab(uri: Uri): void {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const isShown = tabs.some(
      (tab) => tab.input instanceof TabInputText && tab.input.uri.toString() === uri.toString(),
    );
    if (!isShown) this.#end(uri);
  }

  #end(uri: Uri): void {
    const shown = this.#journals.get(uri.toString());
    this.#journals.delete(uri.toString());
    if (shown === undefined) return;
    stop(shown);
    this.#tellPaused();
  }
}

/** No file's name says that language, since such documents are no files. */
async function asJournal(document: TextDocument): Promise<TextDocument> {
  const isOther = document.uri.scheme === journalScheme && document.languageId !== journalLanguage;
  return isOther ? languages.setTextDocumentLanguage(document, journalLanguage) : document;
}

function stop({ journal, soon }: ShownJournal): void {
  clearTimeout(soon);
  journal.close();
}
