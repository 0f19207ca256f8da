import type { Text } from "../text/text.ts";
import type { Explanation, Grammar, Word } from "./grammar.ts";
import { readNumber } from "./number.ts";
import { nextWord, type SplitWord, type WordRules } from "./wordSplit.ts";

const colons: WordRules = { quotes: "ordinary", backslash: "dropped", separators: ":", emptyWords: "count" };
const dashes: WordRules = { ...colons, separators: "-" };

/** The parts of a rule in their order; each may be left out. */
const families: readonly Word[] = [
  { text: "ipv4", meaning: "Only for IPv4." },
  { text: "ipv6", meaning: "Only for IPv6." },
];
const protocols: readonly Word[] = [
  { text: "tcp", meaning: "Only for TCP." },
  { text: "udp", meaning: "Only for UDP." },
];
const anyPort: Word = { text: "any", meaning: "Every port." };

/** What a part of a rule is, by which the order of the parts goes. Protocols are read in any case (measured). */
function placeOf(content: string): 0 | 1 | 2 {
  if (families.some(({ text }) => text === content)) return 0;
  return protocols.some(({ text }) => text === content.toLowerCase()) ? 1 : 2;
}

/** SocketBindAllow= and SocketBindDeny=: `ipv4:tcp:1000-2000`, of which each part may be missing (measured). */
export const portRule: Grammar = {
  judge(text, { version }, findings) {
    const mistake = findMistake(text, version);
    if (mistake === undefined) return;
    findings.report("not-port-rule", text, mistake.from, mistake.to, [text.content, mistake.why]);
  },
  explain(text, _context, explanation) {
    let place = 0;
    for (let at = 0; at <= text.content.length; ) {
      const part = nextWord(text, at, colons);
      if (part?.kind !== "word") return;
      explainPart(part, place, explanation);
      place = Math.max(place, placeOf(part.text.content) + 1);
      at = part.next;
    }
  },
};

/** The first part of a rule that is wrong, and why, to go behind a colon. */
function findMistake(
  text: Text,
  version: number,
): { readonly from: number; readonly to: number; readonly why: string } | undefined {
  let place = 0;
  for (let at = 0; at <= text.content.length; ) {
    const part = nextWord(text, at, colons);
    if (part === undefined) return undefined;
    const { from, to } = part;
    if (part.kind !== "word") return { from, to, why: "a backslash at the end protects nothing" };
    if (part.text.content === "") return { from, to, why: "a part of it is empty" };
    const kind = placeOf(part.text.content);
    if (kind < place) return { from, to, why: "its parts are family, protocol and ports, in this order" };
    const why = kind === 2 ? portMistake(part.text, version) : undefined;
    if (why !== undefined) return { from, to, why };
    place = kind + 1;
    at = part.next;
  }
  return undefined;
}

/** What is wrong with `any`, a port or a range of ports; undefined where nothing is. */
function portMistake(text: Text, version: number): string | undefined {
  if (text.content === anyPort.text) return undefined;
  const first = nextWord(text, 0, dashes);
  const low = first?.kind === "word" ? portOf(first.text.content) : undefined;
  const isSingle = first !== undefined && first.kind === "word" && first.next > text.content.length;
  const high = isSingle || first?.kind !== "word" ? low : portOf(text.content.slice(first.next));
  if (low === undefined || high === undefined) {
    return "ports are a number, two with `-` between, or `any`";
  }
  const least = version >= 257 ? 0n : 1n;
  if (low < least || high > 65_535n) return `ports go from ${least} to 65535`;
  return high < low ? "a range goes from low to high" : undefined;
}

function portOf(content: string): bigint | undefined {
  const number = readNumber(content);
  return number.kind === "number" && number.value >= 0n ? number.value : undefined;
}

function spellPorts(text: Text): string | undefined {
  const [low, high = low, ...rest] = text.content.split("-").map(portOf);
  if (low === undefined || high === undefined || rest.length > 0) return undefined;
  return low === high ? `The port ${low}.` : `${high - low + 1n} ports, from ${low} to ${high}.`;
}

function explainPart({ text }: SplitWord, place: number, explanation: Explanation): void {
  const { content } = text;
  const words = [families, protocols, [anyPort]].slice(place).flat();
  const word = words.find(
    (known) => known.text === (protocols.includes(known) ? content.toLowerCase() : content),
  );
  if (word !== undefined) explanation.token("keyword", text, 0, content.length, word.meaning);
  else if (/^[0-9]/.test(content)) explanation.token("number", text, 0, content.length, spellPorts(text));
  explanation.expect(text, 0, content.length, { kind: "words", words });
}
