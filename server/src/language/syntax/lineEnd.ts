import type { Span } from "../text/text.ts";

/** Whether systemd ends a line at this character: LF, CR and NUL. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0;
}

/** Where the content of the line that begins at `from` ends. */
export function endOfContent(document: string, from: number): number {
  let at = from;
  while (at < document.length && !isLineEnd(document.charCodeAt(at))) at++;
  return at;
}

/** A run of different line ends (CR LF, LF CR, LF NUL …) counts as one; the same one twice is a new line; NUL ends it. */
export function afterLineEnd(document: string, from: number): number {
  let at = from;
  let seenLf = false;
  let seenCr = false;
  while (at < document.length) {
    const code = document.charCodeAt(at);
    if (code === 0) return at + 1;
    if (code === 10 && !seenLf) seenLf = true;
    else if (code === 13 && !seenCr) seenCr = true;
    else break;
    at++;
  }
  return at;
}

/** Where the content of a node ends: before the line ends that it reaches over. */
export function endWithoutLineEnd(document: string, { from, to }: Span): number {
  let end = to;
  while (end > from && isLineEnd(document.charCodeAt(end - 1))) end--;
  return end;
}

/** What to end new lines with in this document: CR LF where one of its lines does. */
export function lineEndFor(document: string): "\r\n" | "\n" {
  return document.includes("\r\n") ? "\r\n" : "\n";
}
