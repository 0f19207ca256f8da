import { offsetOf, type Text } from "../text/text.ts";
import { reportSplit } from "./fields.ts";
import { type Grammar, hasUnknownPiece, unknownPiece } from "./grammar.ts";
import { isExpansionShort, judgePath, noteLegacyRun } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

const colons: WordRules = { quotes: "ordinary", backslash: "dropped", separators: ":", emptyWords: "count" };

/** ExecSearchPath=: absolute paths with colons between; the first bad one costs those after it (measured). */
export const searchPath: Grammar = {
  judge(text, context, findings) {
    for (let at = 0; ; ) {
      const word = nextWord(text, at, colons);
      if (word === undefined) return;
      if (word.kind !== "word") return reportSplit(text, word, findings, "words");
      const expansion = expandSpecifiers(word.text, context);
      if (expansion.kind !== "expanded") {
        const { at: from, letter } = expansion;
        return findings.report("unknown-specifier", word.text, from, from + 2, [letter], "words");
      }
      if (!judgePath(expansion.text, context, findings, { form: "absolute" }, "words")) return;
      at = word.next;
    }
  },
  explain(text, _context, explanation) {
    for (let at = 0; ; ) {
      const word = nextWord(text, at, colons);
      if (word?.kind !== "word") return;
      const { length } = word.text.content;
      if (length > 0) explanation.token("path", word.text, 0, length);
      explanation.expect(word.text, 0, length, { kind: "paths" });
      at = word.next;
    }
  },
};

/**
 * PIDFile=: a path, seen from /run where it is relative. A bad one stops systemd reading the file; a bad specifier, or
 * more than 4095 bytes as written, cost only the line (measured).
 */
export const pidFile: Grammar = {
  judge(text, context, findings) {
    const expansion = expandSpecifiers(text, context);
    if (expansion.kind !== "expanded") {
      const { at, letter } = expansion;
      return findings.report("unknown-specifier", text, at, at + 2, [letter], "line");
    }
    const { content } = expansion.text;
    if (!isExpansionShort(content)) {
      return findings.report("path-not-valid", text, 0, text.content.length, [content], "line");
    }
    const path = belowRun(expansion.text);
    const rules = { form: "absolute", apiFileSystems: "refused" } as const;
    if (judgePath(path, context, findings, rules, "rest"))
      noteLegacyRun(path, context, findings, "simplified");
  },
  explain(text, { scope }, explanation) {
    const { content } = text;
    const { length } = content;
    const isRelative = scope !== "user" && !content.startsWith("/") && !hasUnknownPiece(content);
    const place = isRelative ? `The same as \`/run/${content}\`.` : undefined;
    if (length > 0) explanation.token("path", text, 0, length, place);
    explanation.expect(text, 0, length, { kind: "paths" });
  },
};

/** A relative path as systemd completes it; what it adds stands at the beginning of what is written. */
function belowRun(text: Text): Text {
  const { content } = text;
  if (content.startsWith("/") || content.startsWith(unknownPiece)) return text;
  const start = offsetOf(text, 0);
  const origin = Array.from({ length: content.length + 1 }, (_, index) => offsetOf(text, index));
  return { content: `/run/${content}`, origin: [start, start, start, start, start, ...origin] };
}
