/** Of shorter names, two may differ by so little on purpose; a swap of letters tells more than a letter more or less. */
const shortest = { swapped: 5, added: 6, wrong: 9 } as const;

/**
 * The one candidate that `name` becomes by a single slip: a letter missing, added or wrong, or two neighbours swapped.
 * Nothing where there are several, where a digit or an `@` is what differs, or the last letter of a part (`crond`).
 */
export function oneSlipFrom(name: string, candidates: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const alike of candidatesLike(name, halvesOf(candidates))) {
    for (const candidate of alike.length > comparedAtMost ? sharingShape(name, alike) : alike) {
      if (candidate === found || !isOneSlip(name, candidate)) continue;
      if (found !== undefined) return undefined;
      found = candidate;
    }
  }
  return found;
}

/** As many as are compared letter by letter: of more, those that may be meant are looked up. */
const comparedAtMost = 16;

/** Candidates that are as long as one another without their endings, by their first and by their last letters. */
interface Halves {
  readonly heads: ReadonlyMap<string, readonly string[]>;
  readonly tails: ReadonlyMap<string, readonly string[]>;
}

/**
 * What a slip could have made of a name: a slip leaves the one half of what was meant as it is or the other. The halves
 * are a letter short of meeting, so that two neighbours that are swapped are never in both.
 */
function* candidatesLike(
  name: string,
  halves: ReadonlyMap<number, Halves>,
): Generator<readonly string[], void> {
  const stem = stemOf(name);
  for (let length = stem.length - 1; length <= stem.length + 1; length++) {
    const { heads, tails } = halves.get(length) ?? noHalves;
    const half = halfOf(length);
    yield heads.get(stem.slice(0, half)) ?? nothing;
    yield tails.get(stem.slice(stem.length - half)) ?? nothing;
  }
}

const nothing: readonly string[] = [];
const noHalves: Halves = { heads: new Map(), tails: new Map() };

function stemOf(name: string): string {
  return name.slice(0, name.lastIndexOf("."));
}

function halfOf(length: number): number {
  return (length - 1) >> 1;
}

/** Many names are held against the same candidates. */
const halvesOfEach = new WeakMap<readonly string[], ReadonlyMap<number, Halves>>();

function halvesOf(candidates: readonly string[]): ReadonlyMap<number, Halves> {
  const known = halvesOfEach.get(candidates);
  if (known !== undefined) return known;
  const byLength = new Map<number, { heads: Map<string, string[]>; tails: Map<string, string[]> }>();
  for (const candidate of candidates) {
    const stem = stemOf(candidate);
    const { length } = stem;
    let halves = byLength.get(length);
    if (halves === undefined) {
      halves = { heads: new Map(), tails: new Map() };
      byLength.set(length, halves);
    }
    const half = halfOf(length);
    addTo(halves.heads, stem.slice(0, half), candidate);
    addTo(halves.tails, stem.slice(length - half), candidate);
  }
  halvesOfEach.set(candidates, byLength);
  return byLength;
}

function addTo(lists: Map<string, string[]>, half: string, candidate: string): void {
  const list = lists.get(half);
  if (list === undefined) lists.set(half, [candidate]);
  else list.push(candidate);
}

/** Those of many candidates that share a shape with a name. */
function* sharingShape(name: string, candidates: readonly string[]): Generator<string, void> {
  const index = indexOf(candidates);
  for (const shape of shapesOf(name)) {
    for (let link = index.get(shape); link !== undefined; link = link.next) yield link.candidate;
  }
}

/** Candidates that share a shape. */
interface Link {
  readonly candidate: string;
  readonly next: Link | undefined;
}

type Index = ReadonlyMap<number, Link>;

const indexes = new WeakMap<readonly string[], Index>();

function indexOf(candidates: readonly string[]): Index {
  const known = indexes.get(candidates);
  if (known !== undefined) return known;
  const index = new Map<number, Link>();
  for (const candidate of candidates) {
    for (const shape of shapesOf(candidate)) index.set(shape, { candidate, next: index.get(shape) });
  }
  indexes.set(candidates, index);
  return index;
}

/**
 * A name by itself and as it is without each of its letters, as numbers: one slip apart, two share one of these. What
 * stands behind the last dot is left out, for there is no slip in it.
 */
function shapesOf(name: string): readonly number[] {
  const length = name.lastIndexOf(".");
  let [before, behind, power] = [0, 0, 1];
  // A polynomial of the letters; those behind the one that is left out have a place less.
  for (let at = length - 1; at >= 0; at--) behind = (Math.imul(behind, base) + name.charCodeAt(at)) | 0;
  const shapes = [(behind ^ length) & unboxed];
  for (let at = 0; at < length; at++) {
    const code = name.charCodeAt(at);
    behind = Math.imul(behind - code, baseInverse);
    shapes.push(((before + Math.imul(behind, power)) ^ (length - 1)) & unboxed);
    before = (before + Math.imul(code, power)) | 0;
    power = Math.imul(power, base);
  }
  return shapes;
}

/** Some odd number, and the one by which it makes 1 in 32 bits. */
const base = 0x01000193;
const baseInverse = inverseOf(base);

function inverseOf(odd: number): number {
  // Each step doubles the number of bits that are right (Newton).
  let inverse = odd;
  for (let step = 0; step < 5; step++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

/** V8 keeps numbers of 31 bits without a box. */
const unboxed = 0x3fff_ffff;

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
