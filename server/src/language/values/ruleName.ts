import { slice, type Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { findBadNameCharacter, isNameTooLong } from "./descriptorName.ts";
import { costing, type Explanation, type Findings, type Grammar } from "./grammar.ts";
import { keptAllOrNone, list } from "./list.ts";
import { nextWord, plainWords, tupleWords } from "./wordSplit.ts";

function explainName(text: Text, explanation: Explanation): void {
  if (text.content !== "") explanation.token("string", text, 0, text.content.length);
}

/** What neither names of rules nor of sessions hold: control characters, quotes, backslashes and `*?[`. */
function findUnsafe(content: string): number {
  return content.search(/["'\\*?[]|[^ -~\u0080-\uffff]/);
}

function judgeRule(text: Text, findings: Findings): void {
  const { content } = text;
  const unsafe = findUnsafe(content);
  const bad = unsafe >= 0 ? unsafe : content.indexOf("/");
  if (bad >= 0) {
    findings.report("not-rule-name", text, bad, bad + 1, [content, `it must not hold \`${content[bad]}\``]);
  } else if (content === "" || content === "." || content === ".." || byteLength(content) > 255) {
    const why = content === "" ? "it is empty" : content.length > 2 ? "it is too long" : "it means a folder";
    findings.report("not-rule-name", text, 0, content.length, [content, why]);
  }
}

/** OOMRules=: names of files with rules, without their folder. */
export const oomRules: Grammar = keptAllOrNone(
  list(tupleWords, "word", {
    judge: (text, _context, findings) => judgeRule(text, findings),
    explain: (text, _context, explanation) => explainName(text, explanation),
  }),
);

function judgeSession(text: Text, earlier: ReadonlySet<string>, findings: Findings): void {
  const { content } = text;
  const unsafe = findUnsafe(content);
  const blank = content.search(/[ \t\n\r]/);
  const bad = [findBadNameCharacter(content), unsafe, blank].find((at) => at >= 0);
  if (bad !== undefined) {
    findings.report("not-session-name", text, bad, bad + 1, [content]);
  } else if (content === "" || isNameTooLong(content)) {
    findings.report("not-session-name", text, 0, content.length, [content]);
  } else if (earlier.has(content)) {
    findings.report("session-twice", text, 0, content.length, [content]);
  }
}

/** LUOSession=: names of sessions, each once. */
export const luoSessions: Grammar = {
  judge(text, _context, findings) {
    const earlier = new Set<string>();
    const perWord = costing("word", findings);
    let at = 0;
    for (
      let word = nextWord(text, at, plainWords);
      word !== undefined;
      word = nextWord(text, at, plainWords)
    ) {
      if (word.kind !== "word") return findings.report(word.kind, text, word.from, word.to, [], "word");
      judgeSession(word.text, earlier, perWord);
      earlier.add(word.text.content);
      at = word.next;
    }
  },
  explain(text, _context, explanation) {
    let at = 0;
    for (
      let word = nextWord(text, at, plainWords);
      word?.kind === "word";
      word = nextWord(text, at, plainWords)
    ) {
      explainName(slice(word.text, 0, word.text.content.length), explanation);
      at = word.next;
    }
  },
};
