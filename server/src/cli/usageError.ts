/** A call that cannot be obeyed; the message says to a user what is wrong with it. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** What parseArgs throws: the first sentence of its messages is for users, the others are on its own rules. */
  static of(error: unknown): UsageError {
    const message = error instanceof Error ? error.message : String(error);
    const sentence = message.split(/\.\s/)[0]?.replace(/\.$/, "") ?? message;
    return new UsageError(`${sentence.replace(/'([^']*)'/g, "`$1`")}. See unitwright --help.`);
  }
}
