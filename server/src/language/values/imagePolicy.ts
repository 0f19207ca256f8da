import { slice, strip, type Text } from "../text/text.ts";
import type { Effect, Explanation, Findings, Grammar, ValueContext, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

const colons: WordRules = { quotes: "ordinary", backslash: "dropped", separators: ":", emptyWords: "count" };
const equals: WordRules = { ...colons, separators: "=" };
const pluses: WordRules = { ...colons, separators: "+" };

/** From this release on, partitions and flags that systemd does not know are skipped without a word (measured). */
const skipsUnknown = 262;

/**
 * RootImagePolicy= and the like: `partition=flag+flag:…:=flag`, the last of them for all other partitions, or one sign
 * for all. A mistake stops systemd reading the file (measured).
 */
export function imagePolicy(
  partitions: readonly Word[],
  flags: readonly Word[],
  signs: readonly Word[],
): Grammar {
  const partition = keyword(partitions);
  const flag = keyword(flags);
  const isSign = (content: string) => signs.some(({ text }) => text === content);
  return {
    judge(text, context, findings) {
      if (isSign(text.content)) return;
      judgeRules(text, partition, flag, context, findings);
    },
    explain(text, context, explanation) {
      const sign = signs.find((known) => known.text === text.content);
      const { length } = text.content;
      if (sign !== undefined) explanation.token("operator", text, 0, length, sign.meaning);
      else for (const rule of rulesOf(text)) explainRule(rule, partition, flag, context, explanation);
      if (!text.content.includes("=")) explanation.expect(text, 0, length, { kind: "words", words: signs });
    },
  };
}

/** `name=flags`, cut at its first sign of equality, without the blanks around its parts. */
interface PolicyRule {
  readonly whole: Text;
  readonly name: Text;
  /** Absent where there is no sign of equality. */
  readonly flags?: readonly Text[];
  /** A backslash that is left at the end of it, or of one of its flags, once the backslashes before were taken away. */
  readonly endsOpen: boolean;
}

function rulesOf(text: Text): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (let at = 0; ; ) {
    const word = nextWord(text, at, colons);
    if (word?.kind !== "word") return rules;
    const name = nextWord(word.text, 0, equals);
    const whole = word.text;
    if (name?.kind !== "word") return [...rules, { whole, name: strip(whole), endsOpen: true }];
    const isWhole = name.next > whole.content.length;
    const rest = isWhole ? undefined : slice(whole, name.next, whole.content.length);
    const read = rest === undefined ? { endsOpen: false } : flagsOf(strip(rest));
    rules.push({ whole, name: strip(name.text), ...read });
    at = word.next;
  }
}

function flagsOf(text: Text): Required<Pick<PolicyRule, "flags" | "endsOpen">> {
  const flags: Text[] = [];
  if (text.content === "" || text.content === "-") return { flags, endsOpen: false };
  for (let at = 0; ; ) {
    const word = nextWord(text, at, pluses);
    if (word?.kind !== "word") return { flags, endsOpen: word !== undefined };
    flags.push(strip(word.text));
    at = word.next;
  }
}

function judgeRules(
  text: Text,
  partition: Grammar,
  flag: Grammar,
  context: ValueContext,
  findings: Findings,
): void {
  const trailing = /(?<!\\)(?:\\\\)*\\$/.exec(text.content);
  if (trailing !== null) {
    const { length } = text.content;
    findings.report("unbalanced-quote", text, length - 1, length, ["\\"], "rest");
    return;
  }
  const seen = new Set<string>();
  for (const { whole, name, flags, endsOpen } of rulesOf(text)) {
    if (flags === undefined) {
      findings.report("missing-field", whole, 0, whole.content.length, ["PARTITION=FLAGS"], "rest");
      return;
    }
    const isKnown = name.content === "" || judgeWord(name, partition, context, findings);
    if (!isKnown && context.version < skipsUnknown) return;
    if (isKnown && seen.has(name.content)) {
      findings.report("word-twice", name, 0, name.content.length, [name.content], "rest");
      return;
    }
    if (isKnown) seen.add(name.content);
    if (isKnown && endsOpen) {
      findings.report("unbalanced-quote", whole, 0, whole.content.length, ["\\"], "rest");
      return;
    }
    for (const each of flags) {
      if (!judgeWord(each, flag, context, findings) && context.version < skipsUnknown) return;
    }
  }
}

/** Judges a word that older releases refuse and newer ones skip in silence; whether it is known. */
function judgeWord(word: Text, words: Grammar, context: ValueContext, findings: Findings): boolean {
  const effect: Effect = context.version < skipsUnknown ? "rest" : "none";
  let isKnown = true;
  words.judge(word, context, {
    report: (code, place, from, to, args) => {
      isKnown = false;
      findings.report(code, place, from, to, args, effect);
    },
  });
  return isKnown;
}

function explainRule(
  { whole, name, flags }: PolicyRule,
  partition: Grammar,
  flag: Grammar,
  context: ValueContext,
  explanation: Explanation,
): void {
  partition.explain(name, context, explanation);
  for (const each of flags ?? []) flag.explain(each, context, explanation);
  const { length } = whole.content;
  if (flags?.length === 0) flag.explain(slice(whole, length, length), context, explanation);
}
