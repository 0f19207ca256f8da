import type { Text } from "../text/text.ts";
import { type Findings, type Grammar, unknownPiece } from "./grammar.ts";

/** Where a character stands that neither names of file descriptors nor of credentials hold, or -1. */
export function findBadNameCharacter(content: string): number {
  // An unknown piece is no character of the file.
  return content.search(/:|[^ -~\uffff]/);
}

/** Whether such a name is longer than systemd takes it, whatever its unknown pieces are. */
export function isNameTooLong(content: string): boolean {
  return content.length > 255 && content.replaceAll(unknownPiece, "").length > 255;
}

function judgeName(text: Text, findings: Findings): void {
  const { content } = text;
  const bad = findBadNameCharacter(content);
  if (bad >= 0) findings.report("not-descriptor-name", text, bad, bad + 1, [content]);
  else if (isNameTooLong(content)) findings.report("not-descriptor-name", text, 0, content.length, [content]);
}

/** The name of a passed file descriptor: printable ASCII without a colon, at most 255 characters, or empty (measured). */
export const descriptorName: Grammar = {
  judge: (text, _context, findings) => judgeName(text, findings),
  explain(text, _context, explanation) {
    if (text.content !== "") explanation.token("string", text, 0, text.content.length);
  },
};
