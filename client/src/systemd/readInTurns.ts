// Reading from a socket without holding up everything else in the process.

/** The part of a socket that matters here. */
export interface TurnStream {
  read(size?: number): unknown;
  emit(event: "readable"): unknown;
}

/** So long a turn of reading may take, in milliseconds; a window that is held up for 50 feels stuck. */
const turn = 10;

/**
 * Lets a reader that takes all there is (as dbus-next does, two megabytes at a time when signals storm in, for a third
 * of a second; measured) find nothing once its turn is over, and wakes it for the next after all else had its own.
 */
export function readInTurns(stream: TurnStream, now: () => number = () => performance.now()): void {
  const read = stream.read.bind(stream);
  let end: number | undefined;
  let isOver = false;
  const beginTurn = () => {
    end = undefined;
    if (!isOver) return;
    isOver = false;
    stream.emit("readable");
  };
  stream.read = (size) => {
    if (isOver) return null;
    if (end === undefined) {
      end = now() + turn;
      setImmediate(beginTurn);
    } else if (now() > end) {
      isOver = true;
      return null;
    }
    return read(size);
  };
}
