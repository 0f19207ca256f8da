import { slice, type Text } from "../text/text.ts";
import { colonFieldsOrEmpty, readFields, reportSplit } from "./fields.ts";
import {
  costing,
  type Explanation,
  type Findings,
  type Grammar,
  type ValueContext,
  type Word,
} from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { isExpansionShort, judgePath, missingPrefix, type PathRules } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { nextWord, quotedWords, type SplitDefect, tupleWords, type WordRules } from "./wordSplit.ts";

/** `source:destination:options`, of which only the source is needed. */
interface Binding {
  readonly kind: "binding";
  readonly fields: readonly Text[];
  /** What is wrong with the escapes in it, so that it has no fields. */
  readonly defect?: { readonly tuple: Text; readonly at: SplitDefect };
  /** Where the next binding begins; behind the value's end after the last one. */
  readonly next: number;
}

const form = "SOURCE:DESTINATION:OPTIONS";
const options: readonly Word[] = [
  { text: "rbind", meaning: "With all that is mounted below it. Default." },
  { text: "norbind", meaning: "Without what is mounted below it." },
];
const option = keyword(options);

/** BindPaths=, BindReadOnlyPaths=: files and folders of the host that the unit finds at another place (measured). */
export const bindPaths: Grammar = {
  judge(text, context, findings) {
    for (let at = 0; ; ) {
      const binding = nextBinding(text, at, context.version);
      if (binding === undefined) return;
      if (binding.kind !== "binding") {
        reportSplit(text, binding, findings, "words");
        return;
      }
      judgeBinding(binding, context, findings);
      at = binding.next;
    }
  },
  explain(text, context, explanation) {
    const { length } = text.content;
    for (let at = 0; ; ) {
      const binding = nextBinding(text, at, context.version);
      if (binding?.kind !== "binding") break;
      explainBinding(binding, context, explanation);
      at = binding.next;
    }
    if (/(?:^|[ \t])$/.test(text.content)) explanation.expect(text, length, length, { kind: "paths" });
  },
};

function nextBinding(text: Text, at: number, version: number): Binding | SplitDefect | undefined {
  return version >= 262 ? nextTuple(text, at) : nextParts(text, at);
}

/** Since 262: a word, which is then cut at its colons. */
function nextTuple(text: Text, at: number): Binding | SplitDefect | undefined {
  const word = nextWord(text, at, tupleWords);
  if (word?.kind !== "word") return word;
  const tuple = word.text;
  const reading = readFields(tuple, colonFieldsOrEmpty, 4);
  if (reading.kind === "fields") return { kind: "binding", fields: reading.fields, next: word.next };
  return { kind: "binding", fields: [], defect: { tuple, at: reading }, next: word.next };
}

/** Before 262 every blank and every colon ends a part, so that two blanks in a row hold an empty source between them. */
const parts: WordRules = { ...quotedWords, separators: ": \t\n\r", emptyWords: "count" };

function nextParts(text: Text, at: number): Binding | SplitDefect | undefined {
  const source = nextWord(text, at, parts);
  if (source?.kind !== "word") return source;
  const isMore = (end: number) => text.content[end] === ":";
  if (!isMore(source.to)) return { kind: "binding", fields: [source.text], next: source.next };
  const destination = nextWord(text, source.next, parts);
  if (destination?.kind !== "word") return destination;
  const fields = [source.text, destination.text];
  if (!isMore(destination.to)) return { kind: "binding", fields, next: destination.next };
  // The options reach to the next blank; blanks before them are skipped.
  const { length } = text.content;
  const third = nextWord(text, destination.next, quotedWords);
  if (third === undefined)
    return { kind: "binding", fields: [...fields, slice(text, length, length)], next: length + 1 };
  if (third.kind !== "word") return third;
  return {
    kind: "binding",
    fields: [...fields, third.text],
    next: third.next < length ? third.next : length + 1,
  };
}

function judgeBinding({ fields, defect }: Binding, context: ValueContext, findings: Findings): void {
  if (defect !== undefined) {
    reportSplit(defect.tuple, defect.at, findings, "word");
    return;
  }
  const [source, destination, third, surplus] = fields;
  const perWord = costing("word", findings);
  if (surplus !== undefined) perWord.report("surplus-field", surplus, 0, surplus.content.length, [form]);
  else if (source !== undefined && judgeEnd(source, "source", context, perWord)) {
    if (destination !== undefined && !judgeEnd(destination, "destination", context, perWord)) return;
    if (third !== undefined && third.content !== "") option.judge(third, context, perWord);
  }
}

/** Judges one of the two paths; whether it is good. A source may begin with `-`, even one out of a specifier. */
function judgeEnd(
  text: Text,
  which: "source" | "destination",
  context: ValueContext,
  findings: Findings,
): boolean {
  const expansion = expandSpecifiers(text, context);
  if (expansion.kind !== "expanded") {
    findings.report("unknown-specifier", text, expansion.at, expansion.at + 2, [expansion.letter]);
    return false;
  }
  const { content } = expansion.text;
  const from = which === "source" && content.startsWith(missingPrefix.sign) ? 1 : 0;
  // What specifiers leave is bounded with the sign before it; the source by a byte more until 257.
  const length: PathRules["length"] = which === "source" && context.version < 257 ? "one-more" : undefined;
  const rules: PathRules = length === undefined ? { form: "absolute" } : { form: "absolute", length };
  if (!isExpansionShort(content, length)) {
    findings.report("path-not-valid", text, 0, text.content.length, [text.content]);
    return false;
  }
  return judgePath(slice(expansion.text, from, content.length), context, findings, rules);
}

function explainBinding({ fields }: Binding, context: ValueContext, explanation: Explanation): void {
  const [source, destination, third] = fields;
  if (source !== undefined) {
    const { length } = source.content;
    const from = source.content.startsWith(missingPrefix.sign) ? 1 : 0;
    if (from > 0) explanation.token("operator", source, 0, from, missingPrefix.meaning);
    explanation.token("path", source, from, length, "Where it lies on the host.");
    explanation.expect(source, from, length, { kind: "paths" });
  }
  if (destination !== undefined) {
    const { length } = destination.content;
    explanation.token("path", destination, 0, length, "Where the unit finds it.");
    explanation.expect(destination, 0, length, { kind: "paths" });
  }
  if (third !== undefined) option.explain(third, context, explanation);
}
