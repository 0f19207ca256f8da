/** Half-open range of offsets in a document: UTF-16 code units, as JavaScript counts. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A string whose every character knows where it stands in the document.
 *
 * `origin` is the document offset of the first character where the content was taken verbatim. Where a quote,
 * an escape, a specifier or a continuation made the content differ from the document, it is an array with the
 * offset of each character and, last, the offset at which the text ends.
 */
export interface Text {
  readonly content: string;
  readonly origin: number | readonly number[];
}

/** The part of `text` from its character `from` up to `to`. */
export function slice(text: Text, from: number, to: number): Text {
  if (from === 0 && to === text.content.length) return text;
  const content = text.content.slice(from, to);
  if (typeof text.origin === "number") return { content, origin: text.origin + from };
  return { content, origin: text.origin.slice(from, to + 1) };
}

/** The document offset at which the character `index` of `text` begins; `index` may be the text's length. */
export function offsetOf(text: Text, index: number): number {
  if (typeof text.origin === "number") return text.origin + index;
  return text.origin[Math.min(index, text.origin.length - 1)] ?? 0;
}

/** The document's span for the characters `from` up to `to` of `text`. */
export function spanOf(text: Text, from: number, to: number): Span {
  return { from: offsetOf(text, from), to: offsetOf(text, to) };
}

/** Whether the blank set of systemd's file parser holds this character: space, tab, line feed, carriage return. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** The part of `text` from its character `from` up to `to`, without blanks at either end. */
export function sliceStripped(text: Text, from: number, to: number): Text {
  const { content } = text;
  let begin = from;
  let end = to;
  while (begin < end && isBlank(content.charCodeAt(begin))) begin++;
  while (end > begin && isBlank(content.charCodeAt(end - 1))) end--;
  return slice(text, begin, end);
}

/** `text` without blanks at either end. */
export function strip(text: Text): Text {
  return sliceStripped(text, 0, text.content.length);
}

/** The same text where it stands `by` characters farther on. */
export function movedText(text: Text, by: number): Text {
  if (by === 0) return text;
  const { content, origin } = text;
  return { content, origin: typeof origin === "number" ? origin + by : origin.map((at) => at + by) };
}
