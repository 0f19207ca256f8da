/** Takes what went wrong, for the log of the editor. */
export type LogFailure = (message: string) => void;

/**
 * A handler that never fails: an error is logged under the request's name and answered by `empty`, so that one broken
 * request neither ends the server nor shows a message in the editor.
 */
export function guarded<Params, Answer>(
  name: string,
  log: LogFailure,
  empty: Answer,
  handler: (params: Params) => Answer | Promise<Answer>,
): (params: Params) => Promise<Answer> {
  return async (params) => {
    try {
      return await handler(params);
    } catch (error) {
      log(`${name} failed: ${describe(error)}`);
      return empty;
    }
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
