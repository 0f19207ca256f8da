// The journal of a unit as a read-only document that grows. A document and no output channel: it has a tab of its own
// beside the unit's file, the editor's search and links, and it says when nobody reads it any more, so that following
// ends with the tab.
import {
  type Disposable,
  EventEmitter,
  Range,
  TabInputText,
  type TextDocument,
  type TextDocumentContentProvider,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import { isValidUnitName } from "../../../server/src/language/names/unitName.ts";
import { followJournal, type JournalFollower } from "../systemd/journal.ts";
import { journalLine } from "./journalLine.ts";
import { createJournalText, type JournalText } from "./journalText.ts";
import type { Target } from "./target.ts";

/** The scheme of journal documents: `unitwright-journal:/system/nginx.service.log`. */
export const journalScheme = "unitwright-journal";

interface Journal {
  readonly text: JournalText;
  readonly follower: JournalFollower;
  /** Whether the reader looks at the end, and wants to see what comes. */
  atEnd: boolean;
  /** The first line in view, and how many there were, when that was last heard of. */
  seen: { readonly top: number; readonly lines: number };
  soon: NodeJS.Timeout | undefined;
}

/** How much of the past is shown, and how much is kept, in entries: an editor with more than this is slow to change. */
const earlierEntries = 500;
const mostLines = 5000;

export class JournalDocuments implements TextDocumentContentProvider, Disposable {
  readonly #journals = new Map<string, Journal>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: readonly Disposable[];
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registered = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(journalScheme, this),
      // A document without a tab lives on for minutes, so its closing is no sign.
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) if (tab.input instanceof TabInputText) this.#endWithoutTab(tab.input.uri);
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.#showEnd(document)),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#noteReader(textEditor)),
    ];
  }

  /** Opens the unit's journal at its end and follows it until its tab is closed. */
  async show({ scope, name }: Target): Promise<void> {
    const uri = Uri.from({ scheme: journalScheme, path: `/${scope}/${name}.log` });
    const document = await workspace.openTextDocument(uri);
    // The document may still be there from before, with nobody following.
    if (!this.#journals.has(uri.toString()) && this.#begin(uri) !== undefined) this.#changed.fire(uri);
    await window.showTextDocument(document, { preview: false });
    this.#showEnd(document);
  }

  provideTextDocumentContent(uri: Uri): string {
    const journal = this.#journals.get(uri.toString()) ?? this.#begin(uri);
    if (journal === undefined)
      return "(No journal to show: this names no unit, or the workspace is not trusted.)\n";
    return journal.text.read() || "(Nothing in this journal yet. New entries appear here.)\n";
  }

  dispose(): void {
    for (const journal of this.#journals.values()) stop(journal);
    this.#journals.clear();
    for (const one of this.#registered) one.dispose();
  }

  #begin(uri: Uri): Journal | undefined {
    const [, scope, name] = /^\/(system|user)\/(.+)\.log$/.exec(uri.path) ?? [];
    // Anybody can make a link to such a document; journalctl would take a pattern for a name.
    if (name === undefined || !isValidUnitName(name) || !workspace.isTrusted) return undefined;
    const text = createJournalText(mostLines);
    const add = (lines: readonly string[]) => {
      text.append(lines);
      this.#tellSoon(uri);
    };
    const follower = followJournal(
      {
        query: { subject: { scope: scope === "user" ? "user" : "system", units: [name] }, filter: {} },
        lines: earlierEntries,
      },
      {
        entries: (entries) => add(entries.map((entry) => journalLine(entry, "one-unit"))),
        notice: (notice) => add([`(${notice})`]),
      },
    );
    const journal: Journal = { text, follower, atEnd: true, seen: { top: 0, lines: 0 }, soon: undefined };
    this.#journals.set(uri.toString(), journal);
    return journal;
  }

  /** The editor takes the whole text anew at each change, so a long one changes less often. */
  #tellSoon(uri: Uri): void {
    const journal = this.#journals.get(uri.toString());
    if (journal === undefined || journal.soon !== undefined) return;
    const length =
      workspace.textDocuments.find((one) => one.uri.toString() === uri.toString())?.lineCount ?? 0;
    journal.soon = setTimeout(
      () => {
        journal.soon = undefined;
        this.#changed.fire(uri);
      },
      100 + length / 20,
    );
  }

  /** Only a reader moves up: we go to the end, and cutting off the beginning leaves fewer lines than before. */
  #noteReader({ document, visibleRanges }: TextEditor): void {
    const journal = this.#journals.get(document.uri.toString());
    const top = visibleRanges[0]?.start.line;
    const last = visibleRanges.at(-1)?.end.line;
    if (journal === undefined || top === undefined || last === undefined) return;
    const before = journal.seen;
    journal.seen = { top, lines: document.lineCount };
    if (last >= document.lineCount - 2) journal.atEnd = true;
    else if (top < before.top && document.lineCount >= before.lines) journal.atEnd = false;
  }

  #showEnd(document: TextDocument): void {
    const journal = this.#journals.get(document.uri.toString());
    if (journal?.atEnd !== true) return;
    const end = document.lineAt(document.lineCount - 1).range.end;
    for (const editor of window.visibleTextEditors) {
      if (editor.document === document) editor.revealRange(new Range(end, end));
    }
  }

  #endWithoutTab(uri: Uri): void {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.some(
      (tab) => tab.input instanceof TabInputText && tab.input.uri.toString() === uri.toString(),
    );
    if (!shown) this.#end(uri);
  }

  #end(uri: Uri): void {
    const journal = this.#journals.get(uri.toString());
    this.#journals.delete(uri.toString());
    if (journal !== undefined) stop(journal);
  }
}

function stop(journal: Journal): void {
  clearTimeout(journal.soon);
  journal.follower.close();
}
