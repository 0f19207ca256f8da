/**
 * The candidate a person most likely meant by `word`: one that differs in case alone, else the one that the fewest
 * slips lead to (a letter missing, added, wrong, or two neighbours swapped), else the only one that `word` is the
 * beginning of. Nothing when no candidate is so near. Of equally near ones the first that begins most alike is taken.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const folded = word.toLowerCase();
  const letters = lettersOf(folded);
  const completions: string[] = [];
  let limit = slipsAllowed(word.length);
  let nearest: string | undefined;
  let nearestPrefix = -1;
  for (const candidate of candidates) {
    if (candidate.length < word.length - limit) continue;
    const other = candidate.toLowerCase();
    if (other === folded) return candidate;
    if (other.startsWith(folded)) completions.push(candidate);
    // A slip can make good for one letter that the other word lacks: most candidates are out at a glance.
    if (candidate.length > word.length + limit || countBits(letters & ~lettersOf(other)) > limit) continue;
    const slips = countSlips(folded, other, limit);
    if (slips > limit) continue;
    const prefix = commonPrefix(folded, other);
    if (slips === limit && nearest !== undefined && prefix <= nearestPrefix) continue;
    limit = slips;
    nearest = candidate;
    nearestPrefix = prefix;
  }
  if (nearest !== undefined) return nearest;
  return word.length >= 4 && completions.length === 1 ? completions[0] : undefined;
}

/** Which letters and digits occur in a word, as bits; a few unlike characters share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** A slip for every third letter, but never so many that the word could be any other. */
function slipsAllowed(length: number): number {
  if (length < 3) return 0;
  return Math.min(3, Math.floor((length + 1) / 3));
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/**
 * The number of slips that turn `a` into `b` (optimal string alignment), or some number above `limit` where there are
 * more: what lies further than that from the diagonal need not be looked at.
 */
function countSlips(a: string, b: string, limit: number): number {
  const many = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return many;
  const newRow = () => Array.from({ length: b.length + 2 }, () => many);
  let [beforeLast, last, row] = [newRow(), newRow(), newRow()];
  for (let j = 0; j <= Math.min(limit, b.length); j++) last[j] = j;
  let leastOfLast = 0;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    let least = from === 1 ? Math.min(i, many) : many;
    row[from - 1] = least;
    for (let j = from; j <= to; j++) {
      const wrong = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let slips = Math.min((last[j - 1] ?? many) + wrong, (last[j] ?? many) + 1, (row[j - 1] ?? many) + 1);
      if (isSwapped(a, b, i, j)) slips = Math.min(slips, (beforeLast[j - 2] ?? many) + 1);
      row[j] = slips;
      least = Math.min(least, slips);
    }
    row[to + 1] = many;
    // A swap reaches back over one row, and can be no cheaper than that row's least plus one.
    if (least > limit && leastOfLast >= limit) return many;
    leastOfLast = least;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length] ?? many;
}

/** Whether the two letters before `i` in `a` are those before `j` in `b`, the other way round. */
function isSwapped(a: string, b: string, i: number, j: number): boolean {
  if (i < 2 || j < 2) return false;
  return (
    a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
    a.charCodeAt(i - 2) === b.charCodeAt(j - 1) &&
    a.charCodeAt(i - 1) !== a.charCodeAt(i - 2)
  );
}
