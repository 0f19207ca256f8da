// Values next to given ones: each character, each number and each length that systemd might tell from the next.
import fc from "fast-check";

/** One way to change a value; undefined where it has nothing to change. `where` is a share of what there is to choose. */
export type Change = (value: string, where: number) => string | undefined;

/**
 * Each change there is, made of one of the values, drawn by the seed; without those that change nothing. Several hundred
 * of them, or about `count` where that is less. Others than ours are made where they are given.
 */
export function neighboursOf(
  values: readonly string[],
  seed: number,
  count: number,
  changes: readonly Change[] = usualChanges,
): readonly { readonly of: string; readonly value: string }[] {
  const choices = fc.sample(share, { seed, numRuns: (1 + tries * 2) * changes.length });
  let next = 0;
  const choose = () => choices[next++] ?? 0;
  const wanted = changes.filter(() => choose() * changes.length < count);
  return wanted.flatMap((change) => {
    for (let tried = 0; tried < tries; tried++) {
      const of = values[Math.floor(choose() * values.length)];
      const value = of === undefined ? undefined : change(of, choose());
      if (of !== undefined && value !== undefined && value !== of) return [{ of, value }];
    }
    return [];
  });
}

/** From 0 to 1, and no part of it likelier: fast-check draws numbers that lie at the ends more often. */
export const share = fc.noBias(fc.nat(2 ** 30 - 1)).map((number) => number / 2 ** 30);

/** How many values are looked at for one that can be changed so. */
const tries = 4;

/** All of ASCII that may stand in a line, and what lies beyond in bytes, code points and their kinds. */
const characters: readonly string[] = [
  ...Array.from({ length: 126 }, (_, index) => String.fromCharCode(index + 1)).filter(
    (c) => !/[\n\r]/.test(c),
  ),
  ...("\x7f\x80\u00a0é\u2028\ufeff￼\ufffd😀µμ‰‱".match(/./gsu) ?? []),
];

const powers = [7n, 8n, 15n, 16n, 31n, 32n, 62n, 63n, 64n].map((bits) => 2n ** bits);
const bounds = [
  ...[
    0n,
    1n,
    2n,
    3n,
    4n,
    5n,
    7n,
    8n,
    10n,
    11n,
    12n,
    19n,
    20n,
    23n,
    24n,
    28n,
    29n,
    30n,
    31n,
    39n,
    40n,
    41n,
    59n,
    60n,
  ],
  ...[
    62n,
    63n,
    64n,
    69n,
    70n,
    99n,
    100n,
    101n,
    127n,
    255n,
    366n,
    999n,
    1000n,
    1001n,
    1969n,
    1970n,
    2199n,
    2200n,
  ],
  ...[4095n, 4096n, 8191n, 8192n, 10_000n, 32_767n, 262_144n, 1_000_000n],
  ...powers.flatMap((power) => [power - 1n, power]),
];
const numbers: readonly string[] = [
  ...new Set(bounds.flatMap((bound) => [`${bound - 1n}`, `${bound}`, `${bound + 1n}`])),
  ...[
    "-0",
    "+0",
    "00",
    "+1",
    "-1",
    "- 1",
    "+-1",
    "0x1f",
    "0X1F",
    "0xg",
    "0b11",
    "0B1",
    "0b2",
    "0o17",
    "0O7",
    "0o8",
  ],
  ...[
    "017",
    "08",
    "1.",
    ".5",
    "1.5",
    "1.50",
    "0.1",
    "1.55555",
    "1.0000001",
    "1e3",
    "1_0",
    "\v1",
    "\f1",
    "\v 1",
    "\v+1",
  ],
  ...["infinity", "99999999999999999999", "999999999999999999999"],
];

const lengths = [
  ...[
    2, 3, 4, 7, 8, 9, 14, 15, 16, 17, 20, 21, 30, 31, 32, 33, 63, 64, 65, 106, 107, 108, 109, 127, 128, 129,
    240,
  ],
  ...[246, 247, 248, 249, 250, 251, 252, 253, 254, 255, 256, 1023, 1024, 1025, 4094, 4095, 4096, 4097],
];

const escapes =
  "\\a \\b \\f \\n \\r \\t \\v \\s \\\\ \\\" \\' \\e \\q \\; \\: \\, \\x41 \\xFF \\xfF \\x7f \\x7F \\x80 \\x81 \\x00 \\x01 \\x4 \\x4g \\xg4 \\101 \\177 \\200 \\377 \\378 \\400 \\000 \\001 \\08 \\1 \\u0041 \\u00E9 \\u00e9 \\uFFFE \\ufdd0 \\uFDEF \\uffff \\u0000 \\u004 \\u004g \\U0001F600 \\U0001f600 \\U00000041 \\U0010ffff \\U0010FFFD \\U00110000 \\U00000000 \\U0001fffe \\U0001F60".split(
    " ",
  );

const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0%-"];
const separators = [" ", "\t", ":", ",", ";", "-", "..", ".", "/", "=", "+", "~", "@", "!", "|", "#", "*"];
const suffixes =
  "% ‰ ‱ K M G T P E B k s ms us min h d w y ns .service .slice @ @.service @i.service / /. /.. /../ /dev /proc /sys".split(
    " ",
  );

/** A character at a place: the beginning and the end as often as the places between together. */
const placed = (where: number, length: number) =>
  where < 0.25 ? 0 : where < 0.5 ? length : Math.floor((where - 0.5) * 2 * (length + 1));

/** Replaces one of the parts that the pattern finds. */
export const inPart =
  (part: RegExp, change: (text: string, where: number) => string): Change =>
  (value, where) => {
    const found = [...value.matchAll(part)];
    const share = where * found.length;
    const match = found[Math.floor(share)];
    if (match === undefined) return undefined;
    const text = change(match[0], share - Math.floor(share));
    return value.slice(0, match.index) + text + value.slice(match.index + match[0].length);
  };

export const inserted =
  (text: string): Change =>
  (value, where) => {
    const at = placed(where, value.length);
    return value.slice(0, at) + text + value.slice(at);
  };

/** With a specifier that stands for nothing on most machines: all is taken that is taken without, but nobody knows that. */
export const withUnknown = inserted("%B");

export const eachCharacter = /./gsu;
/** Letters and digits in a row. */
export const run = /[A-Za-z0-9_]+/g;
/** What stands between blanks, and the signs that tuples are cut at. */
export const field = /[^\s:,;=/]*/g;

export const usualChanges: readonly Change[] = [
  ...characters.flatMap((character) => [inserted(character), inPart(eachCharacter, () => character)]),
  // Behind a word's first character more is taken than before it.
  ...characters.map((character) => inPart(run, (text) => text.slice(0, 1) + character + text.slice(1))),
  ...numbers.flatMap((number) => [
    inPart(/[0-9]+/g, () => number),
    inPart(/[+-]?[0-9][0-9a-fA-FxX.]*/g, () => number),
  ]),
  ...lengths.flatMap((length) => [
    inPart(run, (text) => text.repeat(Math.ceil(length / text.length)).slice(0, length)),
    (value: string) => value.padEnd(length, "x"),
  ]),
  ...[4093, 4094, 4095, 4096, 4097].flatMap((length) =>
    ["", "/"].map((end) =>
      inPart(
        /(?:\/[A-Za-z0-9_]+)+/g,
        (text) => `${"/abcdefgh".repeat(460).slice(0, length - text.length)}${text}${end}`,
      ),
    ),
  ),
  ...escapes.flatMap((written) => [inserted(written), inPart(run, (text) => text + written)]),
  ...letters.flatMap((letter) => [inserted(`%${letter}`), inPart(field, () => `%${letter}`)]),
  ...Array.from({ length: 16 }, () => withUnknown),
  inPart(/[0-9]+/g, () => "%w"),
  inPart(/[0-9]+/g, () => "%U"),
  // The last of two numbers or more as large as the one before.
  (value) => value.replace(/([0-9]+)([^0-9]+)[0-9]+(?=[^0-9]*$)/, "$1$2$1"),
  ...separators.flatMap((separator) => [
    (value: string) => value + separator + separator,
    inPart(/[\s:,;=/.@+~|-]+/g, () => separator),
    inserted(separator),
    (value: string) => separator + value,
    (value: string) => value + separator,
    (value: string) => value + separator + value,
  ]),
  ...suffixes.flatMap((suffix) => [inPart(run, (text) => text + suffix), (value: string) => value + suffix]),
  ...Array.from({ length: 12 }, () => inPart(eachCharacter, () => "")),
  ...Array.from({ length: 12 }, () => inPart(eachCharacter, (text) => text + text)),
  ...Array.from({ length: 12 }, () => inPart(/[A-Za-z]/g, otherCase)),
  ...Array.from({ length: 8 }, () => inPart(field, () => "")),
  ...Array.from({ length: 4 }, () => inPart(field, (text) => `${text} ${text}`)),
  ...Array.from({ length: 4 }, () => inPart(run, () => "")),
  ...Array.from({ length: 4 }, () => inPart(run, (text) => text.toUpperCase())),
  ...Array.from({ length: 4 }, () => inPart(run, (text) => text.toLowerCase())),
  ...["'", '"'].flatMap((quote): readonly Change[] => [
    (value) => quote + value + quote,
    (value) => quote + value,
    (value) => value + quote,
    inPart(field, (text) => quote + text + quote),
    inPart(field, (text) => quote + text),
    inPart(/\S+/g, (text) => quote + text + quote),
    inPart(/\S+/g, (text) => `${quote}${text} ${text}${quote}`),
  ]),
];

export function otherCase(letter: string): string {
  const upper = letter.toUpperCase();
  return upper === letter ? letter.toLowerCase() : upper;
}
