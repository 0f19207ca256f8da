import { slice, type Text } from "../text/text.ts";
import { colonFields, readFields, reportSplit } from "./fields.ts";
import {
  costing,
  type Explanation,
  type Findings,
  type Grammar,
  type ValueContext,
  type Word,
} from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { judgePath, missingPrefix, type PathRules } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { nextWord, tupleWords } from "./wordSplit.ts";

/** A directive that lists images: which parts stand before the partitions, and which places are taken. */
interface ImageRules {
  readonly paths: readonly ("source" | "destination")[];
  readonly places: PathRules;
  readonly form: string;
}

const mounted: ImageRules = {
  paths: ["source", "destination"],
  places: { form: "absolute", apiFileSystems: "refused-but-dev" },
  form: "SOURCE:DESTINATION",
};
const extension: ImageRules = {
  paths: ["source"],
  places: { form: "absolute", apiFileSystems: "refused" },
  form: "SOURCE",
};

const pathMeanings = { source: "The image.", destination: "Where it is mounted." } as const;

/** MountImages=: `source:destination`, then options, or partitions with options each; `partitions` are their names. */
export function mountImages(partitions: readonly Word[]): Grammar {
  return images(mounted, partitions);
}

/** ExtensionImages=: the same without a destination. */
export function extensionImages(partitions: readonly Word[]): Grammar {
  return images(extension, partitions);
}

/** Words, each a tuple; a bad one costs only itself, unless it cannot be cut at all (measured). */
function images(rules: ImageRules, partitions: readonly Word[]): Grammar {
  const partition = keyword(partitions);
  return {
    judge(text, context, findings) {
      for (let at = 0; ; ) {
        const tuple = nextWord(text, at, tupleWords);
        if (tuple === undefined) return;
        if (tuple.kind !== "word") return reportSplit(text, tuple, findings, "words");
        if (!judgeImage(tuple.text, rules, partition, context, findings)) return;
        at = tuple.next;
      }
    },
    explain(text, context, explanation) {
      const { length } = text.content;
      for (let at = 0; ; ) {
        const tuple = nextWord(text, at, tupleWords);
        if (tuple?.kind !== "word") break;
        explainImage(tuple.text, rules, partition, context, explanation);
        at = tuple.next;
      }
      if (/(?:^|[ \t])$/.test(text.content)) explanation.expect(text, length, length, { kind: "paths" });
    },
  };
}

/** Judges a tuple; whether systemd reads the next one. */
function judgeImage(
  tuple: Text,
  rules: ImageRules,
  partition: Grammar,
  context: ValueContext,
  findings: Findings,
): boolean {
  const perWord = costing("word", findings);
  const reading = readFields(tuple, colonFields, rules.paths.length);
  if (reading.kind !== "fields") {
    reportSplit(tuple, reading, findings, "words");
    return false;
  }
  if (reading.fields.length === 0) return true;
  for (const [index, which] of rules.paths.entries()) {
    const field = reading.fields[index];
    if (field === undefined) {
      perWord.report("missing-field", tuple, 0, tuple.content.length, [rules.form]);
      return true;
    }
    const from = which === "source" && field.content.startsWith(missingPrefix.sign) ? 1 : 0;
    const path = expanded(slice(field, from, field.content.length), context, perWord);
    if (path === undefined || !judgePath(path, context, perWord, rules.places)) return true;
  }
  return judgePartitions(tuple, reading.next, partition, context, findings, perWord);
}

/** Judges `partition:options` again and again, or options alone; whether systemd reads on behind the tuple. */
function judgePartitions(
  tuple: Text,
  from: number,
  partition: Grammar,
  context: ValueContext,
  findings: Findings,
  perWord: Findings,
): boolean {
  for (let at = from; ; ) {
    const reading = readFields(tuple, colonFields, 2, at);
    if (reading.kind !== "fields") {
      reportSplit(tuple, reading, findings, "words");
      return false;
    }
    const [first, second] = reading.fields;
    if (first === undefined) return true;
    if (second === undefined) expanded(first, context, perWord);
    else {
      let isKnown = true;
      partition.judge(first, context, {
        report: (...report) => {
          isKnown = false;
          perWord.report(...report);
        },
      });
      if (isKnown) expanded(second, context, perWord);
    }
    at = reading.next;
  }
}

function expanded(text: Text, context: ValueContext, findings: Findings): Text | undefined {
  const expansion = expandSpecifiers(text, context);
  if (expansion.kind === "expanded") return expansion.text;
  findings.report("unknown-specifier", text, expansion.at, expansion.at + 2, [expansion.letter]);
  return undefined;
}

function explainImage(
  tuple: Text,
  rules: ImageRules,
  partition: Grammar,
  context: ValueContext,
  explanation: Explanation,
): void {
  const reading = readFields(tuple, colonFields, rules.paths.length);
  if (reading.kind !== "fields") return;
  for (const [index, which] of rules.paths.entries()) {
    const field = reading.fields[index];
    if (field === undefined) return;
    const from = which === "source" && field.content.startsWith(missingPrefix.sign) ? 1 : 0;
    if (from > 0) explanation.token("operator", field, 0, from, missingPrefix.meaning);
    explanation.token("path", field, from, field.content.length, pathMeanings[which]);
    explanation.expect(field, from, field.content.length, { kind: "paths" });
  }
  for (let at = reading.next; ; ) {
    const pair = readFields(tuple, colonFields, 2, at);
    if (pair.kind !== "fields") return;
    const [first, second] = pair.fields;
    if (first === undefined) {
      const { length } = tuple.content;
      if (tuple.content.endsWith(":")) partition.explain(slice(tuple, length, length), context, explanation);
      return;
    }
    if (second !== undefined || tuple.content.length > at) partition.explain(first, context, explanation);
    const options = second ?? first;
    explanation.token("parameter", options, 0, options.content.length, "Options of the mount.");
    at = pair.next;
  }
}

/** RootImageOptions=: words `partition:options`, or options alone for the root; one bad cut spoils the line (measured). */
export function rootImageOptions(partitions: readonly Word[]): Grammar {
  const partition = keyword(partitions);
  return {
    judge(text, context, findings) {
      const pairs = readPairs(text, findings);
      for (const [first, second] of pairs) {
        const perWord = costing("word", findings);
        let isKnown = true;
        if (second !== undefined && second.content !== "") {
          partition.judge(first, context, {
            report: (...report) => {
              isKnown = false;
              perWord.report(...report);
            },
          });
        }
        if (isKnown)
          expanded(second === undefined || second.content === "" ? first : second, context, perWord);
      }
    },
    explain(text, context, explanation) {
      for (const [first, second] of readPairs(text, { report: () => {} })) {
        partition.explain(first, context, explanation);
        const options = second ?? first;
        explanation.token("parameter", options, 0, options.content.length, "Options of the mount.");
      }
      const { length } = text.content;
      if (/(?:^|[ \t])$/.test(text.content))
        partition.explain(slice(text, length, length), context, explanation);
    },
  };
}

function readPairs(text: Text, findings: Findings): readonly (readonly [Text, Text?])[] {
  const pairs: (readonly [Text, Text?])[] = [];
  for (let at = 0; ; ) {
    const tuple = nextWord(text, at, tupleWords);
    if (tuple === undefined) return pairs;
    if (tuple.kind !== "word") {
      reportSplit(text, tuple, findings);
      return [];
    }
    const reading = readFields(tuple.text, colonFields, 2);
    if (reading.kind !== "fields") {
      reportSplit(tuple.text, reading, findings);
      return [];
    }
    if (reading.fields.length > 0 && reading.next < tuple.text.content.length) {
      findings.report("surplus-field", tuple.text, reading.next, tuple.text.content.length, [
        "PARTITION:OPTIONS",
      ]);
      return [];
    }
    const [first, second] = reading.fields;
    if (first !== undefined) pairs.push(second === undefined ? [first] : [first, second]);
    at = tuple.next;
  }
}
