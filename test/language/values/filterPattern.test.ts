import { describe, expect, test } from "vitest";
import { findPatternMistake } from "../../../server/src/language/values/pattern.ts";
import { explained, judges } from "../../support/value.ts";

// What PCRE2 10.42, 10.46 and 10.48 all compile, or all refuse.
const good: readonly string[] = [
  "foo.*bar|^a$",
  "a{2}b{1,}c{2,3}?d{,3}e{f",
  "a++b*?c?+",
  "(a(b))\\2\\1(?:c)(?i)(?i-s:d)",
  "(?<n>a)\\k<n>(?P=n)(?P>n)(?&n)\\g{n}",
  "(a)\\g{-1}\\g1(?1)(?-1)(?+1)(b)(?R)(?0)",
  "(?=a)*(?!b)(?<=c|de)(?<!f)(?>g)",
  "(?|(?<n>a)|(?<n>b))(?J)(?<n>c)",
  "(?(1)a|b)(c)(?(<n>)d)(?<n>e)(?(R)f)(?(DEFINE)g)(?(?=h)i)",
  "[]a][^]b][a-][-z][\\d-][[:alpha:]_][[:^digit:]][a-z&&b]",
  "[\\b\\]\\Q^-]\\E\\x41-\\x5a]",
  "\\x41\\x{ff}\\o{12}\\101\\012\\cA\\Q*(\\E\\d\\pL\\p{Lu}\\N\\R\\X\\h",
  "(?#a comment)b",
  "(*ACCEPT)(*MARK:x)",
  "(?x) a # (",
  "[é-ê]",
  "(?|(a)(b)|(c))(d)\\3",
  "(?|(?|(a)|(b))|(?<n>c))(?|(?<m>d)|(?:(?<m>e)))",
  "(?(*pla:a)b|c)(?(*negative_lookbehind:a)b)(?(?C1)(*nla:a)b)",
  "\\N{3}\\p{\fLu}",
  "(?:(a)|(b))\\2",
  "[\\Qab\\E-c\\Qz-a\\E\\Q\\E-a]",
];
const bad: readonly (readonly [string, string])[] = [
  ["a(b", "("],
  ["a)b", ")"],
  ["[a-z", "["],
  ["*a", "*"],
  ["a**", "*"],
  ["(|*a)", "*"],
  ["\\b+", "+"],
  ["a{3,2}", "{3,2}"],
  ["a{65536}", "{65536}"],
  ["[z-a]", "z-a"],
  ["[a-\\d]", "a-\\d"],
  ["[[:foo:]]", "[:foo:]"],
  ["[[.a.]]", "[.a.]"],
  ["[:alpha:]", "[:alpha:]"],
  ["[\\B]", "\\B"],
  ["\\y", "\\y"],
  ["\\L", "\\L"],
  ["\\x{100}", "\\x{100}"],
  ["\\x{g}", "\\x{g}"],
  ["\\o9", "\\o"],
  ["\\400", "\\400"],
  ["\\N{U+41}", "\\N{"],
  ["(a)\\2", "\\2"],
  ["\\k<n>", "n"],
  ["\\ka", "\\k"],
  ["(?1)", "(?1)"],
  ["(?<1a>b)", "1a"],
  ["(?<n>a)(?<n>b)", "n"],
  ["(?<n a>b)", "n"],
  ["(?z)", "z"],
  ["(?i", "(?i"],
  ["(?--i)", "--i"],
  ["(?Pa)", "(?P"],
  ["(?#a", "(?#a"],
  ["(?(1)a|b|c)(d)", "|"],
  ["(?()a)", "("],
  ["(?<=a*)", "*"],
  ["(*FOO)", "(*FOO)"],
  ["(*)", "(*"],
  ["(?iD)", "D"],
  ["(?aDS)", "S"],
  ["(?|(a)|(b))\\2", "\\2"],
  ["(?|(?<nn>a)|(?<n>b))", "n"],
  ["(?|(?<n>a)(?<n>b))", "n"],
  ["\\k< n>", " "],
  ["\\N{}", "\\N{"],
  ["(?(?*a)b|c)", "(?"],
  ["(?(*atomic:a)b|c)", "("],
  ["(?(?=a)?b|c)", "?"],
  ["[\\Qb\\E-a]", "\\Qb\\E-a"],
  ["[b\\E-a]", "b\\E-a"],
];

describe("regular expressions", () => {
  test.each(good)("%s is one", (pattern) => expect(findPatternMistake(pattern)).toBeUndefined());

  test.each(bad)("%s is none, for %s", (pattern, part) => {
    const found = findPatternMistake(pattern);
    expect(found && pattern.slice(found.from, found.to)).toBe(part);
  });

  test("what releases of PCRE2 disagree on is let pass", () => {
    for (const pattern of [
      "\\x",
      "\\x{ 41 }",
      "(?a)",
      "(?[a])",
      `(?<${"n".repeat(40)}>a)`,
      "(?<=a?)",
      "\\N{\t3}",
      "\\8888888888",
    ]) {
      expect(findPatternMistake(pattern)).toBeUndefined();
    }
  });
});

test("LogFilterPatterns= takes one, behind `~` for messages to drop", () => {
  judges(`
[Service]
LogFilterPatterns=foo bar
LogFilterPatterns=~^debug
LogFilterPatterns=~
#                 ^ line-ignored not-pattern
LogFilterPatterns=~a(b
#                   ^ line-ignored not-pattern
LogFilterPatterns=é[z-a]
#                   ^^^ line-ignored not-pattern`);
  expect(explained("[Service]\nLogFilterPatterns=~debug")).toEqual([
    "operator ~: Messages that match are dropped.",
    "string debug",
  ]);
});
