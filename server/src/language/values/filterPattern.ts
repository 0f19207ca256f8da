import type { Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { type Prefix, prefixed } from "./choice.ts";
import type { Findings, Grammar } from "./grammar.ts";
import { findPatternMistake } from "./pattern.ts";

/** A regular expression, found anywhere in a message. */
const expression: Grammar = {
  judge: (text, _context, findings) => judgePattern(text, findings),
  explain(text, _context, explanation) {
    if (text.content !== "") explanation.token("string", text, 0, text.content.length);
  },
};

function judgePattern(text: Text, findings: Findings): void {
  const { content } = text;
  if (content === "") {
    findings.report("not-pattern", text, 0, 0, ["nothing follows the sign"]);
    return;
  }
  const found = findPatternMistake(content);
  if (found === undefined) return;
  findings.report("not-pattern", text, placeOf(content, found.from), placeOf(content, found.to), [found.why]);
}

/** The index of the character that the byte `index` belongs to. */
function placeOf(content: string, index: number): number {
  let bytes = 0;
  for (let at = 0; at < content.length; at++) {
    if (bytes >= index) return at;
    bytes += byteLength(String.fromCodePoint(content.codePointAt(at) ?? 0));
    if ((content.codePointAt(at) ?? 0) > 0xffff) at++;
  }
  return content.length;
}

const denied: Prefix = { sign: "~", meaning: "Messages that match are dropped." };

/** LogFilterPatterns=: a regular expression that messages must match or, behind `~`, must not. */
export const filterPattern: Grammar = prefixed([denied], expression);
