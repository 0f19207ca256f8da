import { slice, type Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { type Fields, readFields, reportSplit } from "./fields.ts";
import { costing, type Findings, type Grammar, type ValueContext, type Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { nextWord, type SplitWord, tupleWords, type WordRules } from "./wordSplit.ts";

const fieldRules: WordRules = {
  quotes: "ordinary",
  backslash: "c",
  unknownEscape: "refused",
  separators: ":",
};

/**
 * NFTSet=: words of the form `source:family:table:set`. What is wrong with one ends the reading of the line (measured).
 * `sources` and `families` are the words of their fields.
 */
export function nftSets(sources: readonly Word[], families: readonly Word[]): Grammar {
  const source = keyword(sources);
  const family = keyword(families);
  return {
    judge(text, context, findings) {
      const fromHere = costing("words", findings);
      for (let at = 0; ; ) {
        const tuple = nextWord(text, at, tupleWords);
        if (tuple === undefined) return;
        if (tuple.kind !== "word") return reportSplit(text, tuple, fromHere);
        if (!judgeTuple(tuple.text, source, family, context, fromHere)) return;
        at = tuple.next;
      }
    },
    explain(text, context, explanation) {
      let end = 0;
      for (let at = 0; ; ) {
        const tuple = nextWord(text, at, tupleWords);
        if (tuple?.kind !== "word") break;
        const { fields } = fieldsOf(tuple);
        const [first, second, table, set] = fields;
        if (first !== undefined) source.explain(first, context, explanation);
        if (second !== undefined) family.explain(second, context, explanation);
        if (table !== undefined)
          explanation.token("string", table, 0, table.content.length, "The table of the set.");
        if (set !== undefined) explanation.token("string", set, 0, set.content.length, "The set.");
        if (fields.length === 1 && /:$/.test(tuple.text.content)) {
          family.explain(
            slice(tuple.text, tuple.text.content.length, tuple.text.content.length),
            context,
            explanation,
          );
        }
        end = tuple.to;
        at = tuple.next;
      }
      const { length } = text.content;
      if (end < length || length === 0) source.explain(slice(text, length, length), context, explanation);
    },
  };
}

function fieldsOf(tuple: SplitWord): Pick<Fields, "fields"> {
  const reading = readFields(tuple.text, fieldRules, 4);
  return reading.kind === "fields" ? reading : { fields: [] };
}

function judgeTuple(
  tuple: Text,
  source: Grammar,
  family: Grammar,
  context: ValueContext,
  findings: Findings,
): boolean {
  const reading = readFields(tuple, fieldRules, 4);
  if (reading.kind !== "fields") {
    reportSplit(tuple, reading, findings);
    return false;
  }
  const [first, second, table, set] = reading.fields;
  const { length } = tuple.content;
  if (first === undefined || second === undefined || table === undefined || set === undefined) {
    findings.report("missing-field", tuple, 0, length, ["SOURCE:FAMILY:TABLE:SET"]);
    return false;
  }
  if (reading.next < length) {
    findings.report("surplus-field", tuple, reading.next, length, ["SOURCE:FAMILY:TABLE:SET"]);
    return false;
  }
  let isGood = true;
  const watched: Findings = {
    report: (...report) => {
      isGood = false;
      findings.report(...report);
    },
  };
  source.judge(first, context, watched);
  if (isGood) family.judge(second, context, watched);
  if (isGood) judgeName(table, context, watched);
  if (isGood) judgeName(set, context, watched);
  return isGood;
}

/** A name in nftables: a letter, then letters, digits and `/ \ _ .`; 31 characters at most, since 262 as the kernel 255. */
function judgeName(text: Text, { version }: ValueContext, findings: Findings): void {
  const { content } = text;
  const longest = version >= 262 ? 255 : 31;
  const report = (from: number, to: number, why: string) =>
    findings.report("not-nft-name", text, from, to, [content, why]);
  const bad = content.search(/^[^A-Za-z]|[^A-Za-z0-9/\\_.]/);
  if (bad >= 0)
    report(bad, bad + 1, bad === 0 ? "it begins with a letter" : `it must not hold \`${content[bad]}\``);
  else if (byteLength(content) > longest)
    report(longest, content.length, `it has more than ${longest} characters`);
}
