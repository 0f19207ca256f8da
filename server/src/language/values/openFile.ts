import type { Text } from "../text/text.ts";
import { findBadNameCharacter, isNameTooLong } from "./descriptorName.ts";
import { readFields, reportSplit } from "./fields.ts";
import type { Findings, Grammar, ValueContext, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { isLengthValid } from "./path.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

const colons: WordRules = {
  quotes: "ordinary",
  backslash: "c",
  unknownEscape: "refused",
  separators: ":",
  emptyWords: "count",
};
const commas: WordRules = { quotes: "ordinary", backslash: "dropped", separators: "," };

const form = "PATH:NAME:OPTIONS";

/** Of these a file can have one. */
const ways = ["read-only", "append", "truncate"];

/** OpenFile=: `path:name:option,option`, of which only the path is needed (measured). */
export function openFile(flags: readonly Word[]): Grammar {
  const flag = keyword(flags);
  return {
    judge(text, context, findings) {
      const reading = readFields(text, colons, 3);
      if (reading.kind !== "fields") return reportSplit(text, reading, findings);
      const [path, name, options] = reading.fields;
      if (reading.next < text.content.length) {
        return findings.report("surplus-field", text, reading.next, text.content.length, [form]);
      }
      if (options !== undefined && !judgeOptions(options, flag, context, findings)) return;
      if (path !== undefined) judgePlace(path, name, findings);
    },
    explain(text, context, explanation) {
      const reading = readFields(text, colons, 3);
      if (reading.kind !== "fields") return;
      const [path, name, options] = reading.fields;
      if (path !== undefined) {
        explanation.token("path", path, 0, path.content.length, "Opened, or connected to if it is a socket.");
        explanation.expect(path, 0, path.content.length, { kind: "paths" });
      }
      if (name !== undefined) {
        explanation.token("string", name, 0, name.content.length, "The name that the service finds it by.");
      }
      if (options !== undefined) optionList(flag).explain(options, context, explanation);
    },
  };
}

function optionList(flag: Grammar): Grammar {
  return list(commas, "assignment", flag);
}

/** Judges the options; whether they are good. */
function judgeOptions(options: Text, flag: Grammar, context: ValueContext, findings: Findings): boolean {
  const seen: string[] = [];
  for (let at = 0; ; ) {
    const option = nextWord(options, at, commas);
    if (option === undefined) break;
    if (option.kind !== "word") {
      reportSplit(options, option, findings);
      return false;
    }
    const { content } = option.text;
    let isGood = true;
    flag.judge(option.text, context, {
      report: (...report) => {
        isGood = false;
        findings.report(...report);
      },
    });
    const other = seen.find((one) => one === content || (ways.includes(one) && ways.includes(content)));
    if (isGood && other !== undefined) {
      const code = other === content ? "word-twice" : "words-exclude-each-other";
      findings.report(code, option.text, 0, content.length, [content, other]);
      isGood = false;
    }
    if (!isGood) return false;
    seen.push(content);
    at = option.next;
  }
  return true;
}

/** Judges the path, and the name; where that is missing, the last part of the path must do for one. */
function judgePlace(path: Text, name: Text | undefined, findings: Findings): void {
  const { content } = path;
  const { length } = content;
  if (!content.startsWith("/")) {
    findings.report("path-not-absolute", path, 0, length, [content]);
  } else if (!isLengthValid(content)) {
    findings.report("path-not-valid", path, 0, length, [content]);
  } else if (name !== undefined && name.content !== "") {
    judgeName(name, name.content, findings);
  } else {
    const last =
      content
        .split("/")
        .filter((part) => part !== "" && part !== ".")
        .at(-1) ?? "";
    if (last === "" || last === "..") findings.report("path-not-valid", path, 0, length, [content]);
    else judgeName(path, last, findings);
  }
}

function judgeName(place: Text, name: string, findings: Findings): void {
  if (findBadNameCharacter(name) < 0 && !isNameTooLong(name)) return;
  findings.report("not-descriptor-name", place, 0, place.content.length, [name]);
}
