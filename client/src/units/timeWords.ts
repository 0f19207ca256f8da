// Spans of time in the few words that a row has room for.

/** How far a time is from now, both in milliseconds: `in 3 h`, `2 d ago`, `just now`. Rounded down, as clocks count. */
export function timeWords(time: number, now: number): string {
  const span = spanWords(Math.abs(time - now));
  if (span === undefined) return time > now ? "in a moment" : "just now";
  return time > now ? `in ${span}` : `${span} ago`;
}

/** So long words stay true, in milliseconds: the smallest span that is told. */
export const wordsChange = 60_000;

function spanWords(span: number): string | undefined {
  const minutes = Math.floor(span / 60_000);
  if (minutes < 1) return undefined;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
