import { slice, type Text } from "../text/text.ts";
import { offerSigns, type Prefix, prefixed } from "./choice.ts";
import type { Findings, Grammar, ValueContext, Word } from "./grammar.ts";
import { booleanOr, isBoolean, keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { plainWords } from "./wordSplit.ts";

/** What the two booleans and the sign `~` mean for a set of words. */
interface SetMeanings {
  readonly yes: string;
  readonly no: string;
  readonly allBut: string;
}

/** A yes or no for all of the words or none, or some of them, or behind `~` all but some; one bad word costs them all. */
export function flagSet(words: readonly Word[], meanings: SetMeanings): Grammar {
  const allBut: Prefix = { sign: "~", meaning: meanings.allBut };
  const some = prefixed([allBut], list(plainWords, "assignment", keyword(words)));
  const alone = booleanOr([
    { text: "yes", meaning: meanings.yes },
    { text: "no", meaning: meanings.no },
    ...words,
  ]);
  return {
    judge(text, context, findings) {
      if (!isBoolean(text.content)) some.judge(text, context, findings);
    },
    explain(text, context, explanation) {
      (/^~|[ \t]/.test(text.content) ? some : alone).explain(text, context, explanation);
      if (text.content === "") offerSigns(text, 0, [allBut], explanation);
    },
  };
}

/** DelegateNamespaces=: as any set of namespaces, but user namespaces cannot be among those handed over (measured). */
export function delegatedNamespaces(words: readonly Word[], meanings: SetMeanings): Grammar {
  const anyOf = flagSet(words, meanings);
  const others = flagSet(
    words.filter(({ text }) => text !== "user"),
    meanings,
  );
  const isUser: Grammar = {
    judge: (text, _context, findings) => judgeUserNamespace(text, findings),
    explain: () => {},
  };
  const noUser = list(plainWords, "assignment", isUser);
  return {
    judge(text, context, findings) {
      anyOf.judge(text, context, findings);
      if (!text.content.startsWith("~")) noUser.judge(withoutDefects(text), context, findings);
    },
    explain(text: Text, context: ValueContext, explanation) {
      (text.content.startsWith("~") ? anyOf : others).explain(text, context, explanation);
    },
  };
}

function judgeUserNamespace(text: Text, findings: Findings): void {
  if (text.content === "user") findings.report("user-namespace-delegated", text, 0, 4);
}

/** Up to a backslash at the end, which has been reported. */
function withoutDefects(text: Text): Text {
  return slice(text, 0, text.content.replace(/\\+$/, "").length);
}
