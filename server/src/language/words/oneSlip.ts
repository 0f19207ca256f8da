/** Of shorter names, two may differ by so little on purpose; a swap of letters tells more than a letter more or less. */
const shortest = { swapped: 5, added: 6, wrong: 9 } as const;

/**
 * The one candidate that `name` becomes by a single slip: a letter missing, added or wrong, or two neighbours swapped.
 * Nothing where there are several, where a digit or an `@` is what differs, or the last letter of a part (`crond`).
 */
export function oneSlipFrom(name: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > 1 || !isOneSlip(name, candidate)) continue;
    if (found !== undefined && found !== candidate) return undefined;
    found = candidate;
  }
  return found;
}

function isOneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > from && bEnd > from && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  const [left, right] = [a.slice(from, aEnd), b.slice(from, bEnd)];
  const stem = Math.min(a.length, b.length) - a.length + a.lastIndexOf(".");
  if (/[0-9@]/.test(left + right)) return false;
  if (left.length === 2 && right.length === 2) {
    return stem >= shortest.swapped && left[0] === right[1] && left[1] === right[0];
  }
  if (left.length === 1 && right.length === 1) return stem >= shortest.wrong;
  // Behind the letter more or less the two go on alike.
  return left.length + right.length === 1 && stem >= shortest.added && !/[.@-]/.test(a[aEnd] ?? ".");
}
