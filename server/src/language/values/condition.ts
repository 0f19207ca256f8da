import { slice, type Text } from "../text/text.ts";
import { offerSigns } from "./choice.ts";
import type { Explanation, Grammar, ValueContext, Word } from "./grammar.ts";
import { isBoolean, isTrue } from "./keyword.ts";
import { expanding } from "./specifierExpansion.ts";

/** The signs before a condition, in their order; blanks may follow each of them. */
const signs = [
  { sign: "|", meaning: "One of the conditions with this sign must hold." },
  { sign: "!", meaning: "Must not hold." },
] as const;

/**
 * Condition*= and Assert*= of anything but a path. systemd takes any text when it loads the unit and looks at the words
 * only when it starts it (measured); `words` are those it knows then, by the directive's name without its beginning.
 */
export function conditionText(words: Readonly<Record<string, readonly Word[]>>): Grammar {
  return expanding({
    judge: () => {},
    explain(text, context, explanation) {
      let at = 0;
      for (const { sign, meaning } of signs) {
        if (text.content[at] !== sign) continue;
        explanation.token("operator", text, at, at + 1, meaning);
        at++;
        while (/^[ \t\n\r]/.test(text.content.slice(at, at + 1))) at++;
      }
      offerSigns(text, at, signs, explanation);
      const known = words[context.directive.replace(/^(?:Condition|Assert)/, "")] ?? [];
      explainWord(slice(text, at, text.content.length), known, context, explanation);
    },
  });
}

function explainWord(
  text: Text,
  known: readonly Word[],
  { version }: ValueContext,
  explanation: Explanation,
): void {
  const { content } = text;
  const isCurrent = ({ since = 0, until = version + 1 }: Word) => since <= version && version < until;
  const words = known.filter(isCurrent);
  const spelling = isBoolean(content) ? (isTrue(content) ? "yes" : "no") : content;
  const word = words.find((one) => one.text === spelling || one.text === content);
  if (word !== undefined) explanation.token("keyword", text, 0, content.length, word.meaning);
  else if (content !== "") explanation.token("string", text, 0, content.length);
  if (words.length > 0) explanation.expect(text, 0, content.length, { kind: "words", words });
}
