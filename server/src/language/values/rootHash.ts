import { slice } from "../text/text.ts";
import { base64 } from "./base64.ts";
import type { Grammar } from "./grammar.ts";

const leastBytes = 16;

/** RootHash=: a path, which is taken as it is, or at least 16 bytes in hexadecimal digits, among blanks (measured). */
export const rootHash: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    if (content.startsWith("/")) return;
    const bad = content.search(/[^0-9a-fA-F \t\n\r]/);
    const digits = content.replace(/[ \t\n\r]/g, "").length;
    const report = (from: number, to: number, why: string) =>
      findings.report("not-root-hash", text, from, to, [why]);
    if (bad >= 0)
      report(bad, bad + 1, `\`${content[bad]}\` is no hexadecimal digit, and a path begins with a slash`);
    else if (digits % 2 !== 0) report(0, content.length, "two digits make a byte, and one is left over");
    else if (digits < 2 * leastBytes) report(0, content.length, `it has less than ${2 * leastBytes} digits`);
  },
  explain(text, _context, explanation) {
    const { length } = text.content;
    if (text.content.startsWith("/"))
      explanation.token("path", text, 0, length, "The file that holds the hash.");
    else if (length > 0)
      explanation.token("number", text, 0, length, "The hash of the root of the Verity tree.");
    explanation.expect(text, 0, length, { kind: "paths" });
  },
};

const inBase64 = "base64:";

/** RootHashSignature=: a path, which is taken as it is, or `base64:` and the signature. */
export const rootHashSignature: Grammar = {
  judge(text, context, findings) {
    const { content } = text;
    if (content.startsWith("/")) return;
    if (content.startsWith(inBase64))
      base64.judge(slice(text, inBase64.length, content.length), context, findings);
    else findings.report("not-root-hash-signature", text, 0, content.length, [content]);
  },
  explain(text, context, explanation) {
    const { content } = text;
    const { length } = content;
    if (content.startsWith("/"))
      explanation.token("path", text, 0, length, "The file that holds the signature.");
    else if (content.startsWith(inBase64)) {
      explanation.token("keyword", text, 0, inBase64.length, "The signature itself follows, in Base64.");
      base64.explain(slice(text, inBase64.length, length), context, explanation);
    }
    explanation.expect(text, 0, length, { kind: "paths" });
  },
};
