import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver/node";
import { shownSeverity } from "../language/chosenSeverity.ts";
import type { Problem } from "../language/problems/catalogue.ts";
import type { OpenDocument, OpenDocuments } from "./documents.ts";
import { schemeOf } from "./fromLsp.ts";
import { guarded, type LogFailure } from "./guard.ts";
import { diagnosticOf } from "./toLsp.ts";

/** A document that takes longer to judge than this (in ms) waits until nothing was typed for the quiet time. */
const quickly = 4;
/** In milliseconds: a burst of keystrokes then costs one judgement. */
const quietTime = 25;

/** Editors show no more of one file, and a file of garbage has as many as lines. */
const shownAtMost = 1000;

/** Addresses of past versions, of other people's and of what is made up from files: to be read, not to be mended. */
const readOnlySchemes: ReadonlySet<string> = new Set([
  "git",
  "gitlens",
  "review",
  "pr",
  "vscode-local-history",
  "unitwright-effective",
]);

type SendDiagnostics = (params: PublishDiagnosticsParams) => Promise<void>;

/** Finds everything wrong with a document. */
type FindProblems = (open: OpenDocument) => Promise<readonly Problem[]>;

interface Sent {
  readonly open: OpenDocument | undefined;
  readonly problems: readonly Problem[];
}

/** Keeps the editor's list of problems right for all open documents. */
export class DiagnosticsPublisher {
  readonly #documents: OpenDocuments;
  readonly #find: FindProblems;
  readonly #send: SendDiagnostics;
  readonly #publish: (uri: string) => Promise<void>;
  /** Calls off a judgement that is yet to come. */
  readonly #waiting = new Map<string, () => void>();
  readonly #sent = new Map<string, Sent>();
  /** How long it took to judge a document when that was last done, in milliseconds. */
  readonly #cost = new Map<string, number>();

  constructor(documents: OpenDocuments, find: FindProblems, log: LogFailure, send: SendDiagnostics) {
    this.#documents = documents;
    this.#find = find;
    this.#send = guarded("sending problems", log, undefined, send);
    this.#publish = guarded("judging", log, undefined, (uri) => this.#judge(uri));
  }

  /** Judges a document: at once where that is quickly done, but once for all edits that have come in by then. */
  schedule(uri: string): void {
    if (readOnlySchemes.has(schemeOf(uri))) return;
    this.#waiting.get(uri)?.();
    const judge = () => {
      this.#waiting.delete(uri);
      void this.#publish(uri);
    };
    if ((this.#cost.get(uri) ?? 0) < quickly) {
      const turn = setImmediate(judge);
      this.#waiting.set(uri, () => clearImmediate(turn));
    } else {
      const timer = setTimeout(judge, quietTime);
      this.#waiting.set(uri, () => clearTimeout(timer));
    }
  }

  /** Takes a closed document's problems off the list. */
  clear(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    this.#sent.delete(uri);
    this.#cost.delete(uri);
    void this.#send({ uri, diagnostics: [] });
  }

  async #judge(uri: string): Promise<void> {
    const open = await this.#documents.get(uri);
    const begun = performance.now();
    const problems = open === undefined ? [] : await this.#find(open);
    const version = this.#documents.versionOf(uri);
    // Closed in the meantime; an edit in the meantime has scheduled the next turn.
    if (version === undefined || this.#waiting.has(uri)) return;
    const sent = this.#sent.get(uri);
    if (open !== undefined && sent?.open === open && sent.problems === problems) return;
    const diagnostics = open === undefined ? [] : diagnosticsOf(open, problems);
    this.#cost.set(uri, performance.now() - begun);
    this.#sent.set(uri, { open, problems });
    await this.#send({ uri, version, diagnostics });
  }
}

/** The problems of a document as the editor lists them; of very many, the worst. */
export function diagnosticsOf(open: OpenDocument, found: readonly Problem[]): Diagnostic[] {
  const order = ["error", "warning", "information", "hint"];
  const rank = (index: number) => {
    const problem = found[index];
    return problem === undefined
      ? order.length
      : order.indexOf(shownSeverity(problem, open.settings.severities));
  };
  const shown =
    found.length <= shownAtMost
      ? found
      : [...found.keys()]
          .sort((a, b) => rank(a) - rank(b) || a - b)
          .slice(0, shownAtMost)
          .flatMap((index) => found[index] ?? []);
  return shown.map((problem) => diagnosticOf(open, problem));
}
