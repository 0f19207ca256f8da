import { type Span, slice, type Text } from "../text/text.ts";
import { type Findings, type Grammar, unknownPiece } from "./grammar.ts";
import { list } from "./list.ts";
import { expanding } from "./specifierExpansion.ts";
import { commandWords } from "./wordSplit.ts";

/** `FIELD=value`: names hold capital letters, digits and `_`, begin with a letter and have at most 64 characters. */
const field: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    const equals = content.indexOf("=");
    const open = content.indexOf(unknownPiece);
    if (equals >= 0) judgeName(slice(text, 0, equals), findings);
    // The equals sign may come out of the unknown piece; what stands before that belongs to the name.
    else if (open < 0) findings.report("variable-without-value", text, 0, content.length, [content]);
    else if (open > 0) judgeName(slice(text, 0, open), findings);
  },
  explain(text, _context, explanation) {
    const { content } = text;
    const equals = content.indexOf("=");
    const end = equals < 0 ? content.length : equals;
    if (end > 0) explanation.token("variable", text, 0, end);
    if (equals < 0) return;
    explanation.token("operator", text, equals, equals + 1);
    if (equals + 1 < content.length) explanation.token("string", text, equals + 1, content.length);
  },
};

function judgeName(name: Text, findings: Findings): void {
  const bad = findNameMistake(name.content);
  if (bad !== undefined) findings.report("not-field-name", name, bad.from, bad.to, [name.content]);
}

function findNameMistake(content: string): Span | undefined {
  if (content === "") return { from: 0, to: 0 };
  if (/^[0-9_]/.test(content)) return { from: 0, to: 1 };
  const bad = content.search(/[^A-Z0-9_\uffff]/);
  if (bad >= 0) return { from: bad, to: bad + 1 };
  return content.replaceAll(unknownPiece, "").length > 64 ? { from: 0, to: content.length } : undefined;
}

/** LogExtraFields=: fields that every message of the unit gets, with quotes and C escapes. */
export const journalFields: Grammar = list(commandWords, "word", expanding(field));
