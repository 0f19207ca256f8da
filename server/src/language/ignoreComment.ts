import type { Span } from "./text/text.ts";

/** A code that a comment asks to leave out, where it stands in the document. */
export interface IgnoredCode extends Span {
  readonly code: string;
}

const request = /^\s*[#;]\s*unitwright:\s*ignore\s*=\s*/;
/** Codes with commas between; whatever follows them is a reason, for people. */
const list = /[^\s,]+(?:\s*,\s*[^\s,]+)*/y;

/** The codes of a comment `# unitwright: ignore=CODE, CODE`, which stands in `document` from `from` to `to`. */
export function ignoredCodes(document: string, { from, to }: Span): readonly IgnoredCode[] {
  const comment = document.slice(from, to);
  const begin = request.exec(comment)?.[0].length;
  if (begin === undefined) return [];
  list.lastIndex = begin;
  const codes = list.exec(comment)?.[0] ?? "";
  return [...codes.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => {
    const at = from + begin + index;
    return { code, from: at, to: at + code.length };
  });
}
