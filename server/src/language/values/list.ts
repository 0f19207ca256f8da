import { slice, type Text } from "../text/text.ts";
import { reportSplit } from "./fields.ts";
import type { Effect, Findings, Grammar, ValueContext } from "./grammar.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

/** What a word that systemd does not take costs. */
export type BadWord = Extract<Effect, "word" | "words" | "assignment">;

/**
 * Words one after the other, each read by `item`. All bad ones are told; but where one costs those after it, the first.
 */
export function list(rules: WordRules, badWord: BadWord, item: Grammar): Grammar {
  return {
    judge(text, context, findings) {
      // What cannot be split costs those after it; those before it systemd has kept by then (measured).
      const effect = badWord === "assignment" ? badWord : "words";
      judgeWords(text, rules, context, reaching(badWord, findings), { item, effect });
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
  rules: WordRules,
  context: ValueContext,
  findings: Findings,
  { item, effect }: { readonly item: Grammar; readonly effect: Effect },
): void {
  let at = 0;
  for (let word = nextWord(text, at, rules); word !== undefined; word = nextWord(text, at, rules)) {
    if (word.kind !== "word") {
      reportSplit(text, word, findings, effect);
      return;
    }
    item.judge(word.text, context, findings);
    at = word.next;
  }
}

/** Findings about one word of several, with what that costs. */
function reaching(badWord: BadWord, findings: Findings): Findings {
  switch (badWord) {
    case "word":
      return perWord(findings);
    case "words":
      return upToFirst(findings);
    case "assignment":
      return findings;
    default:
      return badWord satisfies never;
  }
}

/** The first finding that costs something says that those after it cost nothing more. */
function upToFirst(findings: Findings): Findings {
  let isOver = false;
  return {
    report(code, place, from, to, args, effect = "words") {
      if (isOver) return;
      isOver = effect !== "noted" && effect !== "none";
      findings.report(code, place, from, to, args, effect);
    },
  };
}

/** Findings about one word of several: only that word is ignored, unless the grammar says more. */
function perWord(findings: Findings): Findings {
  return {
    report: (code, place, from, to, args, effect) =>
      findings.report(code, place, from, to, args, effect ?? "word"),
  };
}

/** The same words, of which systemd keeps none where they cannot all be split. */
export function keptAllOrNone(inner: Grammar): Grammar {
  return {
    judge: (text, context, findings) =>
      inner.judge(text, context, {
        report: (code, place, from, to, args, effect) =>
          findings.report(code, place, from, to, args, effect === "words" ? "assignment" : effect),
      }),
    explain: inner.explain,
  };
}
