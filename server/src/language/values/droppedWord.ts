import type { Text } from "../text/text.ts";
import { capabilities } from "../words/capabilities.ts";
import { nearestWord } from "../words/nearest.ts";
import { type Prefix, prefixed, unsaid } from "./choice.ts";
import type { Findings, Grammar, ValueContext, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { readNumber } from "./number.ts";
import { nextWord, plainWords, quotedWords } from "./wordSplit.ts";

/** A word of the table; any other systemd leaves out of the list without a message (measured). */
function wordOrDropped(words: readonly Word[]): Grammar {
  const known = keyword(words);
  const byText = new Map(words.map((word) => [word.text, word]));
  return {
    judge(text, context, findings) {
      const word = byText.get(text.content);
      if (word === undefined || (word.since ?? 0) > context.version)
        reportDropped(text, words, context, findings);
    },
    explain: known.explain,
  };
}

function reportDropped(
  text: Text,
  words: readonly Word[],
  { version }: ValueContext,
  findings: Findings,
): void {
  const { content } = text;
  const found = words.find((word) => word.text === content);
  const current = words.filter(({ since = 0 }) => since <= version).map((word) => word.text);
  const near = found === undefined ? (nearestWord(content, current) ?? "") : "";
  const since = found?.since === undefined ? "" : `${found.since}`;
  findings.report("dropped-word", text, 0, content.length, [content, near, since], "none");
}

const capabilityWords: readonly Word[] = capabilities.map(({ name, meaning }) => ({ text: name, meaning }));

/** A capability by its name, in upper or lower case, or by its number. */
const capability: Grammar = {
  judge(text, context, findings) {
    const number = readNumber(text.content);
    const highest = context.version >= 257 ? 62n : 63n;
    const isKnown =
      number.kind === "number"
        ? number.value >= 0n && number.value <= highest
        : findCapability(text.content) !== undefined;
    if (!isKnown) reportDropped(text, capabilityWords, context, findings);
  },
  explain(text, _context, explanation) {
    const { content } = text;
    const found = findCapability(content);
    if (found !== undefined) {
      const meaning =
        content.toUpperCase() === found.name ? found.meaning : `\`${found.name}\`: ${found.meaning}`;
      explanation.token("keyword", text, 0, content.length, meaning);
    }
    explanation.expect(text, 0, content.length, { kind: "words", words: capabilityWords });
  },
};

const byName = new Map(capabilities.map((each) => [each.name, each]));

function findCapability(content: string): (typeof capabilities)[number] | undefined {
  const number = readNumber(content);
  if (number.kind === "number") return capabilities.find((each) => BigInt(each.number) === number.value);
  const name = content.toUpperCase();
  return byName.get(name);
}

const allBut: Prefix = { sign: "~", meaning: "All capabilities but these." };

/** CapabilityBoundingSet= and AmbientCapabilities=: capabilities that are kept, or behind `~` those that are not. */
export const capabilitySet: Grammar = unsaid(prefixed([allBut], list(quotedWords, "word", capability)));

/** SecureBits=: words of the table. */
export function secureBits(words: readonly Word[]): Grammar {
  return unsaid(list(quotedWords, "word", wordOrDropped(words)));
}

/** DisableControllers=: words of the table; systemd speaks up only where it knows none of them. */
export function controllersToDisable(words: readonly Word[]): Grammar {
  const lenient = list(plainWords, "assignment", wordOrDropped(words));
  const strict = list(plainWords, "assignment", keyword(words));
  const texts = new Map(words.map((word) => [word.text, word.since ?? 0]));
  return {
    judge(text, context, findings) {
      let hasKnown = false;
      for (let at = 0, word = nextWord(text, at, plainWords); word?.kind === "word"; ) {
        hasKnown ||= (texts.get(word.text.content) ?? Number.POSITIVE_INFINITY) <= context.version;
        at = word.next;
        word = nextWord(text, at, plainWords);
      }
      (hasKnown ? lenient : strict).judge(text, context, findings);
    },
    explain: strict.explain,
  };
}
