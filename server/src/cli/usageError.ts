/** A call that cannot be obeyed; the message says to a user what is wrong with it. */
export class UsageError extends Error {
  /** What parseArgs throws: its messages are made for users. */
  static of(error: unknown): UsageError {
    return new UsageError(error instanceof Error ? error.message : String(error));
  }
}
