// What a command of ours started or mounted, ended in the reverse order however the command ends.
import { constants } from "node:os";

type Close = () => void | Promise<void>;

/** No single ending may hold up the rest for longer than this. */
const LONGEST_CLOSE = 20_000;

/**
 * The endings that a run owes. `add` takes one and gives back a function that does it now, once.
 * What is added after closing began is closed at once, so that nothing slips through while a signal is handled.
 */
export class Closing {
  readonly #open: { readonly what: string; readonly close: Close }[] = [];
  #closing: Promise<void> | undefined;

  add(what: string, close: Close): () => Promise<void> {
    const entry = { what, close };
    this.#open.push(entry);
    const closeNow = async (): Promise<void> => {
      const at = this.#open.indexOf(entry);
      if (at < 0) return;
      this.#open.splice(at, 1);
      await closeInTime(what, close);
    };
    if (this.#closing) this.#closing = this.#closing.then(closeNow);
    return closeNow;
  }

  /** Ends everything, last started first. Failures are written to standard error and do not stop the rest. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    for (let entry = this.#open.pop(); entry; entry = this.#open.pop()) {
      await closeInTime(entry.what, entry.close);
    }
  }
}

/**
 * Runs a command: closes everything when it is done, when it fails and on SIGINT, SIGTERM and SIGHUP, then exits.
 * The command gives its exit status; a failure is one line on standard error and status 1.
 */
export async function runCommand(command: (closing: Closing) => Promise<number>): Promise<never> {
  const closing = new Closing();
  // A terminal that was closed takes no more words, and must not keep us from closing.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => resolve(128 + constants.signals[signal]));
    }
  });
  const finished = command(closing).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  });
  const status = await Promise.race([interrupted, finished]);
  if (status > 128) {
    // What the command says of its children dying is noise once a signal was given.
    console.error = () => {};
    console.log = () => {};
  }
  await closing.close();
  process.exit(status);
}

async function closeInTime(what: string, close: Close): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it took too long")), LONGEST_CLOSE);
  });
  try {
    await Promise.race([close(), late]);
  } catch (error) {
    process.stderr.write(`Cannot end ${what}: ${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    clearTimeout(timer);
  }
}
