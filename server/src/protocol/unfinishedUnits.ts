import type { Problem, ProblemCode } from "../language/problems/catalogue.ts";

/** What a unit or its machine lacks: true of every unit while it is being written. */
const lacks: ReadonlySet<ProblemCode> = new Set([
  "no-command",
  "no-start-command",
  "nothing-remains",
  "no-bus-name",
  "nothing-to-listen-on",
  "no-time",
  "nothing-to-watch",
  "nothing-to-start",
  "no-mount-source",
  "missing-program",
  "missing-account",
  "missing-environment-file",
  "missing-working-directory",
]);

const nothing: ReadonlySet<ProblemCode> = new Set();

/**
 * Holds back what a unit lacks while it is being written: until the text is saved nobody is told that it has no command
 * yet. What the saved text lacks is told all the time.
 */
export class UnfinishedUnits {
  readonly #saved = new Map<string, ReadonlySet<ProblemCode>>();

  /** The problems to be told of a document, whose text at hand is saved or not: the same list where none is held back. */
  toBeTold(uri: string, text: "saved" | "unsaved", problems: readonly Problem[]): readonly Problem[] {
    if (text === "saved") {
      const codes = problems.flatMap(({ code }) => (lacks.has(code) ? [code] : []));
      this.#saved.set(uri, codes.length === 0 ? nothing : new Set(codes));
      return problems;
    }
    const known = this.#saved.get(uri) ?? nothing;
    const isTold = ({ code }: Problem) => !lacks.has(code) || known.has(code);
    return problems.every(isTold) ? problems : problems.filter(isTold);
  }

  forget(uri: string): void {
    this.#saved.delete(uri);
  }
}
