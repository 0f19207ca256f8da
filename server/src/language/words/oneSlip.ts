/** Of shorter names, two may differ by so little on purpose; a swap of letters tells more than a letter more or less. */
const shortest = { swapped: 5, added: 6, wrong: 9 } as const;

/**
 * The one candidate that `name` becomes by a single slip: a letter missing, added or wrong, or two neighbours swapped.
 * Nothing where there are several, where a digit or an `@` is what differs, or the last letter of a part (`crond`).
 */
export function oneSlipFrom(name: string, candidates: readonly string[]): string | undefined {
  const index = indexOf(candidates);
  const near = [name, ...withoutOne(name)].flatMap((shape) => index.get(shape) ?? []);
  let found: string | undefined;
  for (const candidate of near) {
    if (Math.abs(candidate.length - name.length) > 1 || !isOneSlip(name, candidate)) continue;
    if (found !== undefined && found !== candidate) return undefined;
    found = candidate;
  }
  return found;
}

type Index = ReadonlyMap<string, readonly string[]>;

/** Many names are held against the same candidates: each is looked up instead of being compared with all of them. */
const indexes = new WeakMap<readonly string[], Index>();

/** The candidates by themselves and by what each becomes without one letter: one slip apart, two share one of these. */
function indexOf(candidates: readonly string[]): Index {
  const known = indexes.get(candidates);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const candidate of candidates) {
    for (const shape of [candidate, ...withoutOne(candidate)]) {
      const others = index.get(shape);
      if (others === undefined) index.set(shape, [candidate]);
      else others.push(candidate);
    }
  }
  indexes.set(candidates, index);
  return index;
}

function withoutOne(name: string): readonly string[] {
  return Array.from({ length: name.length }, (_, at) => name.slice(0, at) + name.slice(at + 1));
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
