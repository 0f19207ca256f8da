// Keeps one connection to a bus open: connects, notices the end, waits for the bus to come back, connects again.
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Bus } from "./bus.ts";
import { errorCode } from "./errors.ts";
import { watchFolder } from "./watchFolder.ts";

export interface KeeperOptions {
  readonly open: (socket: string) => Promise<Bus>;
  /** The sockets to try, best first; asked anew at each attempt. */
  readonly sockets: () => readonly string[];
  /**
   * A connection is open. It counts as established when this resolves, and is closed when it rejects; the error's
   * `code` goes on to `onDown`.
   */
  readonly onUp: (bus: Bus) => Promise<void>;
  /** There is no connection, and why (an error code as of {@link openBus}). Heard at every failed attempt. */
  readonly onDown: (code: string) => void;
}

export interface Keeper {
  close(): void;
}

/** Waits between attempts, in milliseconds. A change in the socket's folder cuts any wait short. */
const waits = [250, 1000, 2000, 5000, 15_000, 30_000] as const;

/** Begins to connect at once, and goes on, again whenever the connection ends, until closed. Never throws. */
export function keepConnected(options: KeeperOptions): Keeper {
  let closed = false;
  let attempt = 0;
  let current: Bus | undefined;
  let wake: (() => void) | undefined;

  const establish = async (socket: string) => {
    const bus = await options.open(socket);
    if (closed) return bus.close();
    current = bus;
    const ended = new Promise<void>((resolve) => bus.onClosed(resolve));
    try {
      await Promise.race([options.onUp(bus), ended.then(() => Promise.reject(lost()))]);
    } catch (error) {
      bus.close();
      throw error;
    }
    attempt = 0;
    await ended;
    if (!closed) options.onDown("LOST");
  };
  /** Tries each socket until one has been a connection; the first error says what is wrong. */
  const connect = async () => {
    let first: unknown = Object.assign(new Error("No bus address is known."), { code: "ENOENT" });
    for (const [index, socket] of options.sockets().entries()) {
      try {
        return await establish(socket);
      } catch (error) {
        if (index === 0) first = error;
      }
    }
    if (!closed) options.onDown(errorCode(first) ?? "LOST");
  };
  const run = async () => {
    while (!closed) {
      await connect();
      if (closed) return;
      const wait = waits[Math.min(attempt, waits.length - 1)] ?? 30_000;
      attempt += 1;
      await new Promise<void>((resolve) => {
        wake = afterWaitOrChange(wait, options.sockets(), resolve);
      });
    }
  };
  void run();
  return {
    close: () => {
      closed = true;
      current?.close();
      wake?.();
    },
  };
}

/**
 * Calls `done` once: after the wait, or when a socket appeared, vanished or was made anew. Gives a way to end it early.
 */
function afterWaitOrChange(wait: number, sockets: readonly string[], done: () => void): () => void {
  const before = appearance(sockets);
  let settling: NodeJS.Timeout | undefined;
  const finish = () => {
    clearTimeout(timer);
    clearTimeout(settling);
    for (const watcher of watchers) watcher.close();
    done();
  };
  const changed = () => {
    // Other files come and go beside it; and the socket appears a moment before somebody listens on it.
    if (appearance(sockets) !== before) settling ??= setTimeout(finish, 50);
  };
  const timer = setTimeout(finish, wait);
  const folders = new Set(sockets.map(nearestFolder));
  const watchers = [...folders].flatMap((folder) => watchFolder(folder, changed));
  return finish;
}

/** What can be told of sockets without connecting: which file each is, or how much of its path exists. */
function appearance(sockets: readonly string[]): string {
  const parts = sockets.map((socket) => {
    const found = statOf(socket);
    return found === undefined ? nearestFolder(socket) : `${found.ino}.${found.ctimeMs}`;
  });
  return parts.join("\n");
}

/** Undefined also for what lies in a folder of another user's. */
function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function nearestFolder(path: string): string {
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

const lost = () => Object.assign(new Error("The connection ended."), { code: "LOST" });
