/** What two states of a document have in common: characters at the beginning, and behind those at the end. */
export interface Edit {
  readonly head: number;
  readonly tail: number;
  /** How much farther from the beginning the characters at the end stand now. */
  readonly by: number;
}

/** Compares two states of a document. */
export function editBetween(before: string, now: string): Edit {
  const shorter = Math.min(before.length, now.length);
  const by = now.length - before.length;
  const head = inCommon(shorter, (from, to) => before.slice(from, to) === now.slice(from, to));
  const tail = inCommon(shorter - head, (from, to) => {
    const [begin, end] = [now.length - to, now.length - from];
    return before.slice(begin - by, end - by) === now.slice(begin, end);
  });
  return { head, tail, by };
}

/** How far, up to a limit, two texts are alike, of which whole pieces are compared: at once where they are long. */
function inCommon(limit: number, isAlike: (from: number, to: number) => boolean): number {
  let count = 0;
  for (let length = 4096; length >= 1; length = length >> 2) {
    while (count < limit && isAlike(count, Math.min(count + length, limit)))
      count = Math.min(count + length, limit);
  }
  return count;
}
