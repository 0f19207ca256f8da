/** Texts to try where nobody knows what stands: of whatever is taken there, one of each kind. */
export interface Fillings {
  readonly texts: readonly string[];
  /** Whole words, of which a part may be written before the unknown piece. */
  readonly words: readonly string[];
}

/**
 * Whether a value with an unknown piece is refused whatever stands there, judged by trying. Of a value with two such
 * pieces nothing is said: what is taken may take one text here and another there.
 */
export function isRefusedAnyway(
  content: string,
  { texts, words }: Fillings,
  isRefused: (filled: string) => boolean,
): boolean {
  const [before, after, ...others] = content.split(/\uffff+/);
  if (before === undefined || after === undefined || others.length > 0) return false;
  const isRefusedWith = (text: string) => isRefused(before + text + after);
  if (!texts.every(isRefusedWith)) return false;
  const begun = /[A-Za-z]*$/.exec(before)?.[0] ?? "";
  return words
    .filter((word) => word.toLowerCase().startsWith(begun.toLowerCase()))
    .every((word) => isRefusedWith(word.slice(begun.length)));
}

/** What to say of such a value. */
export const whateverStands = "whatever its specifiers stand for";
