import { type Grammar, hasUnknownPiece, type Word } from "./grammar.ts";
import { list } from "./list.ts";
import { readNumber } from "./number.ts";
import { plainWords } from "./wordSplit.ts";

/** Four numbers up to 255 with dots between and no zeros before them, as inet_pton(3) reads them. */
export function isIpv4(content: string): boolean {
  const parts = content.split(".");
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
  );
}

/** Eight groups of hexadecimal digits; `::` stands for one or more of zero, an IPv4 address for the last two. */
export function isIpv6(content: string): boolean {
  const dotted = content.slice(content.lastIndexOf(":") + 1);
  const groupsOnly = isIpv4(dotted) ? `${content.slice(0, content.length - dotted.length)}0:0` : content;
  const [before = "", after, ...more] = groupsOnly.split("::");
  if (more.length > 0) return false;
  const groups = [before, after ?? ""].flatMap((part) => (part === "" ? [] : part.split(":")));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return after === undefined ? groups.length === 8 : groups.length < 8;
}

/** Words that stand for ranges of addresses; systemd takes whatever names the local host for `localhost`. */
const ranges: readonly Word[] = [
  { text: "any", meaning: "Every address: 0.0.0.0/0 and ::/0." },
  { text: "localhost", meaning: "The machine itself: 127.0.0.0/8 and ::1/128." },
  { text: "link-local", meaning: "The local link: 169.254.0.0/16 and fe80::/64." },
  { text: "multicast", meaning: "Groups of receivers: 224.0.0.0/4 and ff00::/8." },
];

const localhostNames = /^(?:.*\.)?localhost(?:\.localdomain)?\.?$/i;

/** An address with its number of fixed bits, a word, or what is wrong where. */
type PrefixReading =
  | { readonly kind: "prefix"; readonly family: 4 | 6; readonly bits: number }
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "bad-address"; readonly to: number }
  | { readonly kind: "bad-length"; readonly from: number; readonly most: 32 | 128 };

function readPrefix(content: string): PrefixReading {
  const word = localhostNames.test(content) ? ranges[1] : ranges.find(({ text }) => text === content);
  if (word !== undefined) return { kind: "word", word };
  const slash = content.indexOf("/");
  const address = slash < 0 ? content : content.slice(0, slash);
  const family = isIpv4(address) ? 4 : isIpv6(address) ? 6 : undefined;
  if (family === undefined) return { kind: "bad-address", to: address.length };
  const most = family === 4 ? 32 : 128;
  if (slash < 0) return { kind: "prefix", family, bits: most };
  const bits = readNumber(content.slice(slash + 1));
  return bits.kind === "number" && bits.value >= 0n && bits.value <= BigInt(most)
    ? { kind: "prefix", family, bits: Number(bits.value) }
    : { kind: "bad-length", from: slash + 1, most };
}

const addressPrefix: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    if (hasUnknownPiece(content)) return;
    const reading = readPrefix(content);
    if (reading.kind === "bad-address") findings.report("not-ip-range", text, 0, reading.to, [content]);
    if (reading.kind === "bad-length") {
      const written = content.slice(reading.from);
      findings.report("not-prefix-length", text, reading.from, content.length, [written, `${reading.most}`]);
    }
  },
  explain(text, _context, explanation) {
    const { length } = text.content;
    const reading = readPrefix(text.content);
    if (reading.kind === "word") explanation.token("keyword", text, 0, length, reading.word.meaning);
    if (reading.kind === "prefix") explanation.token("number", text, 0, length, spellPrefix(reading));
    explanation.expect(text, 0, length, { kind: "words", words: ranges });
  },
};

function spellPrefix({ family, bits }: Extract<PrefixReading, { readonly kind: "prefix" }>): string {
  const free = (family === 4 ? 32 : 128) - bits;
  if (free === 0) return `A single IPv${family} address.`;
  return `${free > 32 ? `2^${free}` : 2 ** free} IPv${family} addresses: those that begin with the same ${bits} bits.`;
}

/** IPAddressAllow= and IPAddressDeny=: addresses, networks and words; a bad one costs only itself. */
export const addressPrefixes: Grammar = list(plainWords, "word", addressPrefix);
