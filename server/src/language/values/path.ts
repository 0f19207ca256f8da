import type { Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { type Findings, type Grammar, hasUnknownPiece, unknownPiece } from "./grammar.ts";

/**
 * Judges a path that must be absolute, without `..`, with parts of at most 255 bytes and 4095 in all (measured).
 * Doubled slashes and `.` parts are simplified away before systemd looks. Returns whether it is good, as far as
 * anyone can tell: what an unknown piece hides stays unjudged.
 */
function judgeAbsolutePath(text: Text, findings: Findings): boolean {
  const { content } = text;
  const report = (
    code: "path-not-absolute" | "path-not-normalized" | "path-not-valid",
    from: number,
    to: number,
  ) => {
    findings.report(code, text, from, to, [content]);
    return false;
  };
  if (!content.startsWith("/") && !content.startsWith(unknownPiece)) {
    return report("path-not-absolute", 0, content.length);
  }
  const parentAt = findParentPart(content);
  if (parentAt >= 0) return report("path-not-normalized", parentAt, parentAt + 2);
  return isLengthValid(content) || report("path-not-valid", 0, content.length);
}

/** Where a part of the path is `..`, or -1. */
function findParentPart(content: string): number {
  const match = /(?:^|\/)\.\.(?=\/|$)/.exec(content);
  if (match === null) return -1;
  return match.index + (match[0].startsWith("/") ? 1 : 0);
}

/** Whether the path and each of its parts are short enough; true where an unknown piece leaves that open. */
export function isLengthValid(content: string): boolean {
  if (content.length < 255 || hasUnknownPiece(content)) return true;
  const parts = content.split("/").filter((part) => part !== "" && part !== ".");
  const simplified = (content.startsWith("/") ? "/" : "") + parts.join("/");
  return byteLength(simplified) < 4096 && parts.every((part) => byteLength(part) <= 255);
}

/** One absolute path. */
export const absolutePath: Grammar = {
  judge: (text, _context, findings) => void judgeAbsolutePath(text, findings),
  explain(text, _context, explanation) {
    const { length } = text.content;
    if (length > 0) explanation.token("path", text, 0, length);
    explanation.expect(text, 0, length, { kind: "paths" });
  },
};
