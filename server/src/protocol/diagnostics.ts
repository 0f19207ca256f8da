import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver/node";
import { severityOf } from "../language/problems/consequence.ts";
import type { OpenDocuments, OpenUnit } from "./documents.ts";
import { schemeOf } from "./fromLsp.ts";
import { guarded, type LogFailure } from "./guard.ts";
import { diagnosticOf } from "./toLsp.ts";

/** So many milliseconds after the last edit a document is judged: a burst of keystrokes costs one judgement. */
const quietTime = 25;

/** Editors show no more of one file, and a file of garbage has as many as lines. */
const shownAtMost = 1000;

/** Addresses of past versions and of other people's: to be read, not to be mended. */
const readOnlySchemes: ReadonlySet<string> = new Set([
  "git",
  "gitlens",
  "review",
  "pr",
  "vscode-local-history",
]);

type SendDiagnostics = (params: PublishDiagnosticsParams) => Promise<void>;

/** Keeps the editor's list of problems right for all open documents. */
export class DiagnosticsPublisher {
  readonly #documents: OpenDocuments;
  readonly #send: SendDiagnostics;
  readonly #publish: (uri: string) => Promise<void>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(documents: OpenDocuments, log: LogFailure, send: SendDiagnostics) {
    this.#documents = documents;
    this.#send = guarded("sending problems", log, undefined, send);
    this.#publish = guarded("judging", log, undefined, (uri) => this.#judge(uri));
  }

  /** Judges a document when nothing has been typed for a moment. */
  schedule(uri: string): void {
    if (readOnlySchemes.has(schemeOf(uri))) return;
    clearTimeout(this.#waiting.get(uri));
    const timer = setTimeout(() => {
      this.#waiting.delete(uri);
      void this.#publish(uri);
    }, quietTime);
    this.#waiting.set(uri, timer);
  }

  /** Takes a closed document's problems off the list. */
  clear(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    void this.#send({ uri, diagnostics: [] });
  }

  async #judge(uri: string): Promise<void> {
    const open = await this.#documents.get(uri);
    const version = this.#documents.versionOf(uri);
    // Closed in the meantime; an edit in the meantime has scheduled the next turn.
    if (version === undefined || this.#waiting.has(uri)) return;
    await this.#send({ uri, version, diagnostics: open === undefined ? [] : diagnosticsOf(open) });
  }
}

/** The problems of a document as the editor lists them; of very many, the worst. */
export function diagnosticsOf({ unit, lines, problems }: OpenUnit): Diagnostic[] {
  const found = problems();
  const order = ["error", "warning", "information", "hint"];
  const rank = (index: number) => order.indexOf(severityOf(found[index]?.consequence ?? "none"));
  const shown =
    found.length <= shownAtMost
      ? found
      : [...found.keys()]
          .sort((a, b) => rank(a) - rank(b) || a - b)
          .slice(0, shownAtMost)
          .flatMap((index) => found[index] ?? []);
  return shown.map((problem) => diagnosticOf(lines, unit, problem));
}
