// Values that hold what a grammar names: its words, numbers and characters, and what comes just before and behind.
import { type Change, eachCharacter, field, inPart, inserted, otherCase, run } from "./neighbours.ts";

/** What the code that judges a value names. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly numbers: readonly bigint[];
  readonly characters: readonly string[];
  /** What its regular expressions match. */
  readonly shapes: readonly string[];
}

/** Every way to bring a part of the vocabulary into a value. */
export function vocabularyChanges({ words, numbers, characters, shapes }: Vocabulary): readonly Change[] {
  const isTimed = words.includes("weeks") || words.includes("msec");
  const near = new Set(numbers.flatMap((number) => [number - 1n, number, number + 1n]));
  return [
    ...[...words, ...usual].flatMap(wordChanges),
    ...[...near].flatMap(numberChanges),
    ...characters.flatMap(characterChanges),
    ...shapes.flatMap(shapeChanges),
    ...(isTimed ? spans.map((span) => inPart(amount, () => span)) : []),
    ...reordered,
  ];
}

/** Words that many directives take, and many do not. */
const usual = ["none", "all", "any", "auto", "infinity", "yes", "inherit"];

/** Between any of the signs that lists and tuples are cut at. */
const piece = /[^\s:,;=/~+.-]+/g;

function wordChanges(word: string): readonly Change[] {
  const places = [
    (put: Spelling): Change => inPart(field, (_, where) => put(where)),
    (put: Spelling): Change => inPart(piece, (_, where) => put(where)),
  ];
  const spellings: readonly Spelling[] = [
    () => word,
    (where) =>
      word.slice(0, Math.floor(where * word.length)) + word.slice(Math.floor(where * word.length) + 1),
    (where) => (where < 0.5 ? `${word}${where < 0.25 ? "s" : "1"}` : `x${word}`),
    (where) => {
      const at = Math.floor(where * word.length);
      return word.slice(0, at) + otherCase(word[at] ?? "") + word.slice(at + 1);
    },
  ];
  return [
    ...places.flatMap((place) => spellings.map(place)),
    () => word,
    (value) => word + value,
    (value) => value + word,
    (value) => `${value} ${word}`,
    (value, where) => word + signAt(where) + value,
    (value, where) => value + signAt(where) + word,
    inserted(word),
    inPart(run, (text) => text + word),
  ];
}

const signs = [".", ":", ",", "=", "-", "/", ";", "+", "~", "@", "..", " "];
const signAt = (where: number): string => signs[Math.floor(where * signs.length)] ?? "";

type Spelling = (where: number) => string;

function numberChanges(number: bigint): readonly Change[] {
  const point = number > 0n && number < 0x110000n ? Number(number) : undefined;
  const hex = (digits: number) => number.toString(16).padStart(digits, "0");
  return [
    inPart(/[0-9]+/g, () => `${number}`),
    inPart(amount, () => `${number}`),
    inPart(field, () => `${number}`),
    ...[1, 2].map((digits) => inPart(/[0-9]+(?:\.[0-9]+)?/g, () => withPoint(number, digits))),
    ...fractions.map((fraction) => inPart(/[0-9]+(?:\.[0-9]+)?/g, () => `${number}.${fraction}`)),
    ...(point === undefined ? [] : [inserted(`\\U${hex(8)}`)]),
    ...(point === undefined || point > 0xffff ? [] : [inserted(`\\u${hex(4)}`)]),
    ...(point === undefined || point > 0xff
      ? []
      : [
          inserted(`\\x${hex(2)}`),
          inserted(`\\${number.toString(8).padStart(3, "0")}`),
          inserted(`\\${number}`),
        ]),
    ...(point === undefined || point > 5000 ? [] : lengthChanges(point)),
  ];
}

/** A share of so many digits behind the point, as percent are counted in hundredths. */
function withPoint(number: bigint, digits: number): string {
  const written = `${number}`.padStart(digits + 1, "0");
  return `${written.slice(0, -digits)}.${written.slice(-digits)}`;
}

function lengthChanges(length: number): readonly Change[] {
  return [
    inPart(run, (text) => text.repeat(Math.ceil(length / text.length)).slice(0, length)),
    (value) => (value.length > length ? value.slice(0, length) : value.padEnd(length, "x")),
    inPart(/[0-9]+/g, (text) => text.padStart(length > 40 ? 1 : length, "0")),
    ...(length > 300
      ? []
      : [
          inPart(/(?<=[ ,;:]|^)[^ ,;:]+(?=[,;:])/g, (text) => Array(length).fill(text).join(",")),
          inPart(/\S+/g, (text) => Array(length).fill(text).join(" ")),
        ]),
  ];
}

function characterChanges(character: string): readonly Change[] {
  return [
    (value) => character + value,
    (value) => value + character,
    inserted(character),
    inserted(character),
    inPart(piece, (text) => character + text),
    inPart(piece, (text) => text + character),
    inPart(piece, (text, where) => {
      const at = 1 + Math.floor(where * (text.length - 1));
      return text.slice(0, at) + character + text.slice(at);
    }),
    inPart(piece, () => character),
    inPart(eachCharacter, () => character),
  ];
}

/** Digits behind the point, up to and beyond those that count. */
const fractions = ["0000004", "9999994", "9999995", "99999900000009", "999999999499"];

function shapeChanges(shape: string): readonly Change[] {
  return [
    () => shape,
    inPart(field, () => shape),
    inPart(piece, () => shape),
    inserted(shape),
    (_, where) => shape + strays[Math.floor(where * strays.length)],
    (_, where) => strays[Math.floor(where * strays.length)] + shape,
    () => shape.slice(0, -1),
    inPart(field, (_, where) => shape + strays[Math.floor(where * strays.length)]),
    inPart(field, (_, where) => withStray(shape, where)),
    (_, where) => withStray(shape, where),
    (_, where) => withStray(shape, where),
    // Of escapes a pattern often has what stands behind the backslash.
    ...(shape.length > 8
      ? []
      : [inserted(`\\${shape}`), (value: string, where: number) => `${value}\\${withStray(shape, where)}`]),
  ];
}

const strays = [..."xA0-_.:%@/ #8g"];

/** The text with one of its characters replaced. */
export function withStray(text: string, where: number): string {
  const share = where * text.length;
  const at = Math.floor(share);
  const stray = strays[Math.floor((share - at) * strays.length)] ?? "";
  return text.slice(0, at) + stray + text.slice(at + 1);
}

/** A number with the unit behind it. */
const amount = /[0-9]+(?:\.[0-9]+)?[ \t]*[A-Za-zµ%]*/g;

/** Microseconds of each unit of time, by all its names. */
const unitsOfTime: readonly (readonly [names: string, length: bigint])[] = [
  ["us usec µs", 1n],
  ["ms msec", 1000n],
  ["s sec second seconds", 10n ** 6n],
  ["m min minute minutes", 60n * 10n ** 6n],
  ["h hr hour hours", 3600n * 10n ** 6n],
  ["d day days", 86_400n * 10n ** 6n],
  ["w week weeks", 604_800n * 10n ** 6n],
  ["M month months", 2_629_800n * 10n ** 6n],
  ["y year years", 31_557_600n * 10n ** 6n],
];

/** The longest spans of each unit, at once and in three parts, and those next to them, in micro- and nanoseconds. */
const spans = [
  ...unitsOfTime.flatMap(([names, length]) => longest(names, [length, length * 1000n])),
  ...longest("ns nsec", [1n]),
];

function longest(names: string, ticks: readonly bigint[]): readonly string[] {
  return ticks.flatMap((length) => {
    const most = (2n ** 64n - 1n) / length;
    const part = most / 3n;
    return names
      .split(" ")
      .flatMap((unit) =>
        [most - 1n, most, most + 1n].flatMap((count) => [
          `${count}${unit}`,
          `${part}${unit} ${part}${unit} ${count - 2n * part}${unit}`,
        ]),
      );
  });
}

/** Lists in another order, and with the same element twice. */
const reordered: readonly Change[] = [",", " ", ":", "-", "/", "~", ".", "+", "="].flatMap((separator) => {
  const element = `[^\\s${separator}]+`;
  const elements = new RegExp(`${element}(?:[${separator}]${element})+`, "g");
  const changed = (change: (all: readonly string[]) => readonly string[]): Change =>
    inPart(elements, (text) => change(text.split(separator)).join(separator));
  return [
    changed((all) => [...all].reverse()),
    changed((all) => [...all, ...all]),
    changed((all) => [...all, ...all.slice(0, 1)]),
    changed((all) => [...all, ...[...all].reverse()]),
    changed((all) => all.slice(0, -1)),
    changed((all) => all.slice(1)),
  ];
});
