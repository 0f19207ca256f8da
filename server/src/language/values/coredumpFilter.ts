import type { Grammar, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { plainWords } from "./wordSplit.ts";

/**
 * The kernel's mask in hexadecimal, with or without `0x`; undefined for what is none or has more than 64 bits. A minus is
 * looked for behind common blanks only: behind a form feed it counts down from the highest mask (measured).
 */
function readMask(content: string): bigint | undefined {
  const match = /^[ \t\n\r]*([\v\f][ \t\n\v\f\r]*)?([+-]?)(?:0[xX])?([0-9a-fA-F]+)$/.exec(content);
  if (match === null) return undefined;
  const [, blanks, sign, digits = "0"] = match;
  const mask = BigInt(`0x${digits}`);
  if (mask >= 2n ** 64n) return undefined;
  if (sign !== "-" || mask === 0n) return mask;
  return blanks === undefined ? undefined : 2n ** 64n - mask;
}

/** CoredumpFilter=: kinds of memory by name, each a bit of the mask in this order, sets of them, or the mask itself. */
export function coredumpFilter(kinds: readonly Word[], sets: readonly Word[]): Grammar {
  const words = keyword([...sets, ...kinds]);
  return list(plainWords, "assignment", {
    judge(text, context, findings) {
      if (readMask(text.content) === undefined) words.judge(text, context, findings);
    },
    explain(text, context, explanation) {
      const mask = readMask(text.content);
      if (mask !== undefined) {
        const named = kinds
          .filter((_kind, bit) => (mask >> BigInt(bit)) & 1n)
          .map((kind) => `\`${kind.text}\``);
        const meaning = named.length === 0 ? "No kind of memory." : `${named.join(", ")}.`;
        explanation.token("number", text, 0, text.content.length, meaning);
      }
      words.explain(text, context, explanation);
    },
  });
}
