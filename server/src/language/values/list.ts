import { slice, type Text } from "../text/text.ts";
import type { Effect, Findings, Grammar, ValueContext } from "./grammar.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

/** What a word that systemd does not take costs. */
export type BadWord = Extract<Effect, "word" | "assignment">;

/** Words one after the other, each read by `item`; a bad word never ends the reading of the others. */
export function list(rules: WordRules, badWord: BadWord, item: Grammar): Grammar {
  return {
    judge(text, context, findings) {
      judgeWords(text, 0, rules, context, badWord === "word" ? perWord(findings) : findings, item);
    },
    explain(text, context, explanation) {
      let at = 0;
      let end = 0;
      for (let word = nextWord(text, at, rules); word?.kind === "word"; word = nextWord(text, at, rules)) {
        item.explain(word.text, context, explanation);
        end = word.to;
        at = word.next;
      }
      // Behind the last blank, or in an empty value, the next word could begin.
      const { length } = text.content;
      if (end < length || length === 0) item.explain(slice(text, length, length), context, explanation);
    },
  };
}

function judgeWords(
  text: Text,
  from: number,
  rules: WordRules,
  context: ValueContext,
  findings: Findings,
  item: Grammar,
): void {
  let at = from;
  for (let word = nextWord(text, at, rules); word !== undefined; word = nextWord(text, at, rules)) {
    if (word.kind !== "word") {
      const written = text.content.slice(word.from, word.to);
      findings.report(
        word.kind === "unbalanced-quote" ? word.kind : "unknown-escape",
        text,
        word.from,
        word.to,
        [written],
      );
      return;
    }
    item.judge(word.text, context, findings);
    at = word.next;
  }
}

/** Findings about one word of several: only that word is ignored, unless the grammar says more. */
function perWord(findings: Findings): Findings {
  return {
    report: (code, place, from, to, args, effect) =>
      findings.report(code, place, from, to, args, effect ?? "word"),
  };
}
