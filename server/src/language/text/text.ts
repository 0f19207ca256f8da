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

/** Adds to `places` the document offsets of the characters of `text` from `from` up to `to`. */
export function addOffsets(places: number[], { origin }: Text, from: number, to: number): void {
  if (typeof origin === "number") for (let at = from; at < to; at++) places.push(origin + at);
  else for (let at = from; at < to; at++) places.push(origin[at] ?? 0);
}

/** The document's span for the characters `from` up to `to` of `text`. */
export function spanOf(text: Text, from: number, to: number): Span {
  return { from: offsetOf(text, from), to: offsetOf(text, to) };
}

/** Whether the blank set of systemd's file parser holds this character: space, tab, line feed, carriage return. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** The first place from `from` on, and at most `to`, at which no blank begins. */
export function afterBlanks(content: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const code = content.charCodeAt(at);
    // Nearly every call ends here, at once.
    if (code > 32 || !isBlank(code)) break;
  }
  return at;
}

/** The last place up to `to`, and at least `from`, at which no blank ends. */
export function beforeBlanks(content: string, from: number, to: number): number {
  let at = to;
  for (; at > from; at--) {
    const code = content.charCodeAt(at - 1);
    if (code > 32 || !isBlank(code)) break;
  }
  return at;
}

/** The part of `text` from its character `from` up to `to`, without blanks at either end. */
export function sliceStripped(text: Text, from: number, to: number): Text {
  const begin = afterBlanks(text.content, from, to);
  return slice(text, begin, beforeBlanks(text.content, begin, to));
}

/** `text` without blanks at either end. */
export function strip(text: Text): Text {
  return sliceStripped(text, 0, text.content.length);
}

/** The same characters in memory of their own: a part of a string keeps the whole of it in memory. */
export function detached(content: string): string {
  // What is joined is written anew as soon as a part of it is taken.
  return ` ${content}`.slice(1);
}

/** The same text where it stands `by` characters farther on. */
export function movedText(text: Text, by: number): Text {
  if (by === 0) return text;
  const { content, origin } = text;
  return { content, origin: typeof origin === "number" ? origin + by : origin.map((at) => at + by) };
}
