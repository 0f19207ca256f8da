/** Texts to try where nobody knows what stands: of whatever is taken there, one of each kind. */
export interface Fillings {
  readonly texts: readonly string[];
  /** Whole words, of which a part may be written before the unknown piece, and one behind it. */
  readonly words: readonly string[];
}

/** Trying takes so many texts for each piece: three pieces would be thousands. */
const piecesAtMost = 2;

/**
 * Whether a value with unknown pieces is refused whatever stands there, judged by trying every text in each place. Of a
 * value with more than a few such pieces nothing is said.
 */
export function isRefusedAnyway(
  content: string,
  fillings: Fillings,
  isRefused: (filled: string) => boolean,
): boolean {
  const [begin, ...others] = content.split(/\uffff+/);
  if (begin === undefined || others.length > piecesAtMost) return false;
  return isRefusedBehind(begin, others, fillings, isRefused);
}

/** The same of what is filled in so far, with the rest of the value between its unknown pieces. */
function isRefusedBehind(
  filled: string,
  [after, ...others]: readonly string[],
  fillings: Fillings,
  isRefused: (filled: string) => boolean,
): boolean {
  if (after === undefined) return isRefused(filled);
  const isRefusedWith = (text: string) => isRefusedBehind(filled + text + after, others, fillings, isRefused);
  if (!fillings.texts.every(isRefusedWith)) return false;
  return missingParts(fillings.words, filled, after).every(isRefusedWith);
}

/** What makes the letters before and behind a place whole words, in upper or lower case. */
function missingParts(words: readonly string[], before: string, after: string): readonly string[] {
  const begun = /[A-Za-z]*$/.exec(before)?.[0].toLowerCase() ?? "";
  const ended = /^[A-Za-z]*/.exec(after)?.[0].toLowerCase() ?? "";
  return words
    .filter((word) => word.toLowerCase().startsWith(begun))
    .flatMap((word) => {
      const end = word.slice(begun.length);
      const isEnded = ended !== "" && end.toLowerCase().endsWith(ended);
      return isEnded ? [end, end.slice(0, end.length - ended.length)] : [end];
    });
}

/** What to say of such a value. */
export const whateverStands = "whatever its specifiers stand for";
