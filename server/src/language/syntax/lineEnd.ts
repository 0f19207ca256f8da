import type { Span } from "../text/text.ts";

/** Whether systemd ends a line at this character: LF, CR and NUL. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0;
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
