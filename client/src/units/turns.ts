// Much work that is asked for at once, a piece each, done without holding up everything else in the process.

import { turn } from "../systemd/readInTurns.ts";

/** Does a piece of work at once while its turn lasts, and else in one of the next, in the order of asking. */
export type InTurns = <Result>(work: () => Result) => Result | Promise<Result>;

/** `now` gives the time in milliseconds. */
export function createTurns(now: () => number = () => performance.now()): InTurns {
  const waiting: (() => void)[] = [];
  let end: number | undefined;
  const begin = () => {
    end = now() + turn;
    setImmediate(goOn);
  };
  const goOn = () => {
    end = undefined;
    if (waiting.length === 0) return;
    begin();
    let done = 0;
    while (done < waiting.length && !isOver()) waiting[done++]?.();
    waiting.splice(0, done);
  };
  const isOver = () => end !== undefined && now() >= end;
  return (work) => {
    if (waiting.length === 0 && !isOver()) {
      if (end === undefined) begin();
      return work();
    }
    return new Promise((resolve, reject) => {
      waiting.push(() => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
    });
  };
}
