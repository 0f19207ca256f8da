// Reading messages from a socket without holding up everything else in the process.
import { type BusMessage, headLength, messageLength, readMessage } from "./busMessage.ts";

/** The part of a socket that matters here. */
export interface MessageStream {
  read(): Buffer | null;
  on(event: "readable" | "end", listener: () => void): unknown;
}

/**
 * In milliseconds: long enough that taking turns costs little, and so short that all who take turns in one round of the
 * event loop, and a drawing, stay far below 50, from which on a window feels stuck.
 */
export const turn = 4;

/**
 * Hands every message of a stream to `receive`, in their order, for some milliseconds at a time: after each such turn all
 * else that waits in the process has its own. Meanwhile the socket fills up and the bus waits. Calls `fail` once,
 * and reads no more, where what comes is no D-Bus message.
 */
export function readInTurns(
  stream: MessageStream,
  receive: (message: BusMessage) => void,
  fail: (error: unknown) => void,
  now: () => number = () => performance.now(),
): void {
  const take = createMessageQueue(() => stream.read());
  let state: "reading" | "waiting" | "failed" = "reading";
  const readUntil = (end: number) => {
    try {
      for (let message = take(); message !== undefined; message = take()) {
        receive(message);
        if (now() < end) continue;
        state = "waiting";
        setImmediate(beginTurn);
        return;
      }
    } catch (error) {
      state = "failed";
      fail(error);
    }
  };
  const beginTurn = () => {
    if (state !== "waiting") return;
    state = "reading";
    readUntil(now() + turn);
  };
  stream.on("readable", () => {
    if (state === "reading") readUntil(now() + turn);
  });
  // Nobody would hear what is left once the end is known.
  stream.on("end", () => {
    if (state !== "failed") readUntil(Number.POSITIVE_INFINITY);
  });
}

/** Gives the next whole message of pieces of any length; undefined until more of it has come. */
function createMessageQueue(read: () => Buffer | null): () => BusMessage | undefined {
  let bytes: Buffer = Buffer.alloc(0);
  let pieces: Buffer[] = [];
  let length = 0;
  /** The pieces of a long message are put together once, when the last of them is there. */
  const has = (wanted: number): boolean => {
    while (length < wanted) {
      const piece = read();
      if (piece === null) return false;
      pieces.push(piece);
      length += piece.length;
    }
    if (pieces.length > 0) bytes = Buffer.concat([bytes, ...pieces]);
    pieces = [];
    return true;
  };
  return () => {
    if (!has(headLength)) return undefined;
    const end = messageLength(bytes);
    if (!has(end)) return undefined;
    const message = readMessage(bytes.subarray(0, end));
    bytes = bytes.subarray(end);
    length -= end;
    return message;
  };
}
