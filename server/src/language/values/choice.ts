import { slice, type Text } from "../text/text.ts";
import {
  costing,
  type Explanation,
  type Grammar,
  type TokenKind,
  type ValueContext,
  type Word,
} from "./grammar.ts";
import { integer, readNumber } from "./number.ts";

/** The grammar that the context or the text asks for: where one parser of systemd serves values of different kinds. */
export function choose(pick: (context: ValueContext, text: Text) => Grammar): Grammar {
  return {
    judge: (text, context, findings) => pick(context, text).judge(text, context, findings),
    explain: (text, context, explanation) => pick(context, text).explain(text, context, explanation),
  };
}

/** What `inner` takes, except that a mistake never costs more than the assignment. */
export function neverFatal(inner: Grammar): Grammar {
  return {
    judge: (text, context, findings) =>
      inner.judge(text, context, {
        report: (code, place, from, to, args, effect) =>
          findings.report(
            code,
            place,
            from,
            to,
            args,
            effect === undefined || effect === "assignment" ? "line" : effect,
          ),
      }),
    explain: inner.explain,
  };
}

/** What `inner` takes, where systemd says nothing of a mistake: all of it is advice. */
export function unsaid(inner: Grammar): Grammar {
  return {
    judge: (text, context, findings) => inner.judge(text, context, costing("none", findings)),
    explain: inner.explain,
  };
}

/** `inner`, or nothing at all, where systemd takes what specifiers left empty for a reset. */
export function orNothing(inner: Grammar): Grammar {
  return {
    judge(text, context, findings) {
      if (text.content !== "") inner.judge(text, context, findings);
    },
    explain: inner.explain,
  };
}

/** A whole number from `low` to `high`, or what `words` reads. */
export function numberOr(low: bigint, high: bigint, words: Grammar): Grammar {
  const numbers = integer(low, high);
  const isNumber = (content: string) => readNumber(content).kind === "number";
  return {
    judge: (text, context, findings) =>
      (isNumber(text.content) ? numbers : words).judge(text, context, findings),
    explain(text, context, explanation) {
      if (isNumber(text.content)) numbers.explain(text, context, explanation);
      words.explain(text, context, explanation);
    },
  };
}

/** A sign that may stand before a value, and what it does. */
export interface Prefix {
  readonly sign: string;
  readonly meaning: string;
}

/** Signs in this order, each at most once and none of them needed, and then what `inner` reads. */
export function prefixed(signs: readonly Prefix[], inner: Grammar): Grammar {
  const after = (content: string) => {
    let at = 0;
    for (const { sign } of signs) if (content.startsWith(sign, at)) at += sign.length;
    return at;
  };
  return {
    judge(text, context, findings) {
      const at = after(text.content);
      inner.judge(at === 0 ? text : slice(text, at, text.content.length), context, findings);
    },
    explain(text, context, explanation) {
      let at = 0;
      for (const { sign, meaning } of signs) {
        if (!text.content.startsWith(sign, at)) continue;
        explanation.token("operator", text, at, at + sign.length, meaning);
        at += sign.length;
      }
      offerSigns(text, at, signs, explanation);
      inner.explain(slice(text, at, text.content.length), context, explanation);
    },
  };
}

/** Offers the signs that may follow those before `at`, as long as nothing else is written. */
export function offerSigns(text: Text, at: number, signs: readonly Prefix[], explanation: Explanation): void {
  if (at < text.content.length) return;
  const rest = signs.slice(signs.findLastIndex(({ sign }) => text.content.includes(sign)) + 1);
  const words = rest.map(({ sign, meaning }): Word => ({ text: sign, meaning, goesOn: true }));
  if (words.length > 0) explanation.expect(text, at, at, { kind: "words", words });
}

/** What `inner` takes; its parts of a kind that it has no words for mean `meaning`. */
export function described(kind: TokenKind, meaning: string, inner: Grammar): Grammar {
  return {
    judge: inner.judge,
    explain: (text, context, explanation) =>
      inner.explain(text, context, {
        expect: explanation.expect,
        token(found, place, from, to, own) {
          explanation.token(found, place, from, to, own ?? (found === kind ? meaning : undefined));
        },
      }),
  };
}

/** What `inner` takes; these words are offered besides, though it takes others too. */
export function offering(words: readonly Word[], inner: Grammar): Grammar {
  return {
    judge: inner.judge,
    explain(text, context, explanation) {
      inner.explain(text, context, explanation);
      explanation.expect(text, 0, text.content.length, { kind: "words", words, areSamples: true });
    },
  };
}

/** `inner`, or one of the words in the place of it. */
export function wordOr(words: readonly Word[], inner: Grammar): Grammar {
  const find = (content: string) => words.find((word) => word.text === content);
  return {
    judge(text, context, findings) {
      if (find(text.content) === undefined) inner.judge(text, context, findings);
    },
    explain(text, context, explanation) {
      const word = find(text.content);
      if (word === undefined) inner.explain(text, context, explanation);
      else explanation.token("keyword", text, 0, text.content.length, word.meaning);
      explanation.expect(text, 0, text.content.length, { kind: "words", words });
    },
  };
}
