import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spanOf, type Text } from "../../../server/src/language/text/text.ts";
import {
  commandWords,
  nextWord,
  plainWords,
  quotedWords,
  relaxedCommandWords,
  unitWords,
  type WordRules,
} from "../../../server/src/language/values/wordSplit.ts";

/** The words of a value, and last what keeps the rest from being read: `unbalanced-quote at 4`. */
function split(value: string, rules: WordRules): readonly string[] {
  const text: Text = { content: value, origin: 0 };
  const words: string[] = [];
  let at = 0;
  for (let word = nextWord(text, at, rules); word !== undefined; word = nextWord(text, at, rules)) {
    if (word.kind !== "word") return [...words, `${word.kind} at ${word.from}`];
    words.push(word.text.content);
    at = word.next;
  }
  return words;
}

// What systemd 252 names in its reports about words it does not take: Exec*= and Environment=, PassEnvironment=,
// After=, and SystemCallFilter=.
describe.each([
  { value: "a b", command: ["a", "b"], quoted: ["a", "b"], units: ["a", "b"], plain: ["a", "b"] },
  { value: "a\tb  c", command: ["a", "b", "c"], units: ["a", "b", "c"] },
  { value: 'a"b c"d', command: ["ab cd"], quoted: ["ab cd"], units: ['a"b', 'c"d'], plain: ['a"b', 'c"d'] },
  { value: "'a b' c", command: ["a b", "c"], quoted: ["a b", "c"], units: ["'a", "b'", "c"] },
  { value: `"a'b"`, command: ["a'b"], quoted: ["a'b"], units: [`"a'b"`], plain: [`"a'b"`] },
  { value: '"a"b"c"', command: ["abc"], quoted: ["abc"], units: ['"a"b"c"'] },
  { value: 'a "" b', command: ["a", "", "b"], quoted: ["a", "", "b"], plain: ["a", '""', "b"] },
  { value: "a\\ b", command: ["unknown-escape at 1"], quoted: ["a b"], units: ["a\\", "b"], plain: ["a b"] },
  { value: "a\\nb", command: ["a\nb"], quoted: ["anb"], units: ["a\\nb"], plain: ["anb"] },
  { value: "a\\x41b", command: ["aAb"], quoted: ["ax41b"], units: ["a\\x41b"], plain: ["ax41b"] },
  { value: "a\\qb c", command: ["unknown-escape at 1"], relaxed: ["a\\qb", "c"], quoted: ["aqb", "c"] },
  { value: '"a\\"b"', command: ['a"b'], quoted: ['a"b'], units: ['"a\\"b"'], plain: ['"a"b"'] },
  { value: 'a\\"b', command: ['a"b'], quoted: ['a"b'], plain: ['a"b'] },
  { value: "a\\\\b", command: ["a\\b"], quoted: ["a\\b"], units: ["a\\\\b"], plain: ["a\\b"] },
  { value: 'a "b c', command: ["a", "unbalanced-quote at 2"], units: ["a", '"b', "c"] },
  { value: 'a b" c', command: ["a", "unbalanced-quote at 3"], quoted: ["a", "unbalanced-quote at 3"] },
])("the words of $value", ({ value, command, relaxed, quoted, units, plain }) => {
  const families = [
    { family: "commands", rules: commandWords, words: command },
    { family: "commands, second try", rules: relaxedCommandWords, words: relaxed },
    { family: "quoted lists", rules: quotedWords, words: quoted },
    { family: "lists of units", rules: unitWords, words: units },
    { family: "plain lists", rules: plainWords, words: plain },
  ].filter(({ words }) => words !== undefined);
  test.each(families)("in $family", ({ rules, words }) => expect(split(value, rules)).toEqual(words));
});

test.each([
  ["\\x41\\101\\u0041\\U00000041", "AAAA"],
  ["\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\'\\s", "\x07\b\f\n\r\t\v\\\"' "],
  ["\\u00e9\\U0001f600", "é😀"],
])("C escapes %s", (value, meant) => expect(split(value, commandWords)).toEqual([meant]));

test.each(["\\x00", "\\000", "\\400", "\\x4", "\\u12", "\\U00110000", "\\u0000", "\\q"])(
  "%s is no escape",
  (value) => {
    expect(split(`a ${value} b`, commandWords)).toEqual(["a", "unknown-escape at 2"]);
    expect(split(`a ${value} b`, relaxedCommandWords)).toEqual(["a", value, "b"]);
  },
);

const pieces = fc.constantFrom(
  "a",
  "bc",
  " ",
  "\t",
  '"',
  "'",
  "\\",
  "\\n",
  "\\x41",
  "\\q",
  ";",
  "é",
  "😀",
  "%i",
);
const values = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(""));
const families = fc.constantFrom(commandWords, relaxedCommandWords, quotedWords, unitWords, plainWords);

test("words lie one behind the other, and each of their characters where it is written", () => {
  fc.assert(
    fc.property(values, families, (value, rules) => {
      const text: Text = { content: value, origin: 4 };
      let at = 0;
      for (let word = nextWord(text, at, rules); word !== undefined; word = nextWord(text, at, rules)) {
        expect(at <= word.from && word.from <= word.to && word.to <= value.length).toBe(true);
        if (word.kind !== "word") return;
        expect(word.to <= word.next && word.next <= value.length && at < word.next).toBe(true);
        const { length } = word.text.content;
        let end = 4 + word.from;
        for (let index = 0; index < length; index++) {
          const { from, to } = spanOf(word.text, index, index + 1);
          expect(end <= from && from <= to && to <= 4 + word.to).toBe(true);
          end = from;
        }
        at = word.next;
      }
    }),
    { numRuns: 2000 },
  );
});

test("a text without quotes and backslashes has the same words in every family", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^"'\\]*$/), (value) => {
      const words = value.split(/[ \t\n\r]+/).filter((word) => word !== "");
      for (const rules of [commandWords, quotedWords, unitWords, plainWords])
        expect(split(value, rules)).toEqual(words);
    }),
  );
});
