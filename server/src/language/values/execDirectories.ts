import type { Text } from "../text/text.ts";
import { colonFields, colonFieldsOrEmpty, readFields, reportSplit } from "./fields.ts";
import {
  costing,
  type Explanation,
  type Findings,
  type Grammar,
  type ValueContext,
  type Word,
} from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { judgePath } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { nextWord, type SplitWord, tupleWords } from "./wordSplit.ts";

/** The first release that reads a third field, and takes two colons in a row for an empty field. */
const readsFlags = 257;

const form = "DIRECTORY:SYMLINK";

/** RuntimeDirectory=, StateDirectory= …: words `directory:symlink:flags` below the folder of their kind (measured). */
export function execDirectories(flags: readonly Word[]): Grammar {
  const flag = keyword(flags);
  return {
    judge(text, context, findings) {
      for (let at = 0; ; ) {
        const tuple = nextWord(text, at, tupleWords);
        if (tuple === undefined) return;
        if (tuple.kind !== "word") return reportSplit(text, tuple, findings, "words");
        if (!judgeTuple(tuple.text, flag, context, findings)) return;
        at = tuple.next;
      }
    },
    explain(text, context, explanation) {
      for (let at = 0; ; ) {
        const tuple = nextWord(text, at, tupleWords);
        if (tuple?.kind !== "word") return;
        explainTuple(tuple, flag, context, explanation);
        at = tuple.next;
      }
    },
  };
}

function fieldsOf(tuple: Text, version: number): ReturnType<typeof readFields> {
  return version >= readsFlags ? readFields(tuple, colonFieldsOrEmpty, 3) : readFields(tuple, colonFields, 2);
}

/** Judges a tuple; whether systemd reads the next one. */
function judgeTuple(tuple: Text, flag: Grammar, context: ValueContext, findings: Findings): boolean {
  const reading = fieldsOf(tuple, context.version);
  if (reading.kind !== "fields") {
    reportSplit(tuple, reading, findings, "words");
    return false;
  }
  const [directory, symlink, third] = reading.fields;
  if (directory === undefined) {
    findings.report("missing-field", tuple, 0, tuple.content.length, [form], "words");
    return false;
  }
  const perWord = costing("word", findings);
  const path = judgeRelative(directory, context, perWord);
  if (path === undefined) return true;
  if (/^(?:\.?\/)*private(?:\/|$)/.test(path.content)) {
    perWord.report("reserved-directory", directory, 0, directory.content.length);
    return true;
  }
  if (symlink !== undefined && symlink.content !== "") {
    if (context.directive === "ConfigurationDirectory") {
      perWord.report("no-symlink-here", symlink, 0, symlink.content.length);
      return true;
    }
    if (judgeRelative(symlink, context, perWord) === undefined) return true;
  }
  if (third !== undefined && third.content !== "") flag.judge(third, context, perWord);
  return true;
}

/** The path with its specifiers expanded; undefined where it is not good. */
function judgeRelative(text: Text, context: ValueContext, findings: Findings): Text | undefined {
  const expansion = expandSpecifiers(text, context);
  if (expansion.kind === "expanded") {
    return judgePath(expansion.text, context, findings, { form: "relative" }) ? expansion.text : undefined;
  }
  findings.report("unknown-specifier", text, expansion.at, expansion.at + 2, [expansion.letter]);
  return undefined;
}

/** Where the system's manager makes the directories of each kind. */
const places: Readonly<Record<string, string>> = {
  RuntimeDirectory: "/run",
  StateDirectory: "/var/lib",
  CacheDirectory: "/var/cache",
  LogsDirectory: "/var/log",
  ConfigurationDirectory: "/etc",
};

function explainTuple(
  { text }: SplitWord,
  flag: Grammar,
  context: ValueContext,
  explanation: Explanation,
): void {
  const reading = fieldsOf(text, context.version);
  if (reading.kind !== "fields") return;
  const [directory, symlink, third] = reading.fields;
  const place = context.scope === "user" ? undefined : places[context.directive];
  const below = (path: Text, what: string) => {
    const isKnown = place !== undefined && path.content !== "";
    const meaning = isKnown ? `${what} \`${place}/${path.content}\`.` : undefined;
    explanation.token("path", path, 0, path.content.length, meaning);
  };
  if (directory !== undefined) below(directory, "Made at the start as");
  if (symlink !== undefined) below(symlink, "A link to it, made as");
  if (third !== undefined) flag.explain(third, context, explanation);
}
