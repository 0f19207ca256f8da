import type { Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { type Findings, type Grammar, hasUnknownPiece, unknownPiece, type ValueContext } from "./grammar.ts";

/**
 * Judges a path that must be absolute, without `..`, with parts of at most 255 bytes and 4095 in all (measured).
 * Doubled slashes and `.` parts are simplified away before systemd looks, and since 257 `..` of the root folder too.
 * What an unknown piece hides stays unjudged.
 */
function judgeAbsolutePath(text: Text, { version }: ValueContext, findings: Findings): void {
  const { content } = text;
  const report = (
    code: "path-not-absolute" | "path-not-normalized" | "path-not-valid",
    from: number,
    to: number,
  ) => findings.report(code, text, from, to, [content]);
  const rootEnd = version >= 257 ? (/^(?:\/+\.{1,2}(?=\/|$))+/.exec(content)?.[0].length ?? 0) : 0;
  const parentAt = findParentPart(content, rootEnd);
  if (!content.startsWith("/") && !content.startsWith(unknownPiece)) {
    report("path-not-absolute", 0, content.length);
  } else if (parentAt >= 0) {
    report("path-not-normalized", parentAt, parentAt + 2);
  } else if (!isLengthValid(content)) {
    report("path-not-valid", 0, content.length);
  }
}

/** Where a part of the path from `from` on is `..`, or -1. */
function findParentPart(content: string, from: number): number {
  const at = content.slice(from).search(/\/\.\.(?=\/|$)/);
  return at < 0 ? -1 : from + at + 1;
}

/** Whether the path and each of its parts are short enough; true where an unknown piece leaves that open. */
export function isLengthValid(content: string): boolean {
  // No character takes more than three bytes for each of its code units.
  if (content.length * 3 <= 255) return true;
  const parts = content.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.some((part) => !hasUnknownPiece(part) && byteLength(part) > 255)) return false;
  return hasUnknownPiece(content) || byteLength(parts.join("/")) + (content.startsWith("/") ? 1 : 0) < 4096;
}

/** One absolute path. */
export const absolutePath: Grammar = {
  judge: judgeAbsolutePath,
  explain(text, _context, explanation) {
    const { length } = text.content;
    if (length > 0) explanation.token("path", text, 0, length);
    explanation.expect(text, 0, length, { kind: "paths" });
  },
};
