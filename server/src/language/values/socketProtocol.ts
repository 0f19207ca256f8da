import { choose } from "./choice.ts";
import type { Grammar, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { readNumber } from "./number.ts";

/** The numbers of the protocols, by their names; systemd takes one for the other (measured). */
const numbers: Readonly<Record<string, bigint>> = { sctp: 132n, udplite: 136n, mptcp: 262n };

/** SocketProtocol=: a name in any case, or the protocol's number. */
export function socketProtocol(words: readonly Word[]): Grammar {
  const names = keyword(words, "any-case");
  return choose((_context, { content }) => {
    const reading = readNumber(content);
    const word =
      reading.kind === "number" ? words.find(({ text }) => numbers[text] === reading.value) : undefined;
    // The number is judged as its name would be: it comes and goes with the same release.
    return word === undefined ? names : keyword([{ ...word, text: content }]);
  });
}
