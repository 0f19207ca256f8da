import { describe, expect, test } from "vitest";
import { explained, judges } from "../../support/value.ts";

describe("Environment=", () => {
  test.each([
    "A=b",
    "_x1=",
    "A=b=c B='d e' \"C=f g\"",
    "A=\\x41\\n\\u00e9",
    "A=\\xc3\\xa9",
    "A=é %i=x",
    "A=%%",
  ])("takes %s", (value) => judges(`#- /etc/systemd/system/a@b.service\n[Service]\nEnvironment=${value}`));

  test("a word that is no assignment costs only itself", () => {
    judges(`
[Service]
Environment=A=b c D=e
#               ^ word-ignored variable-without-value
Environment=1A=b A-B=c =d É=f
#           ^^ word-ignored not-variable-name
#                 ^ word-ignored not-variable-name
#                     ^ word-ignored not-variable-name
#                         ^ word-ignored not-variable-name
Environment=A=%Z B=c
#             ^^ word-ignored unknown-specifier
Environment=A=\\xff B=\\ud800
#             ^^^^ word-ignored not-utf8
#                    ^^^^^^ word-ignored not-utf8`);
  });

  test("from a broken quote or escape on nothing is read", () => {
    judges(`
[Service]
Environment=A=b "C=d e
#               ^ words-ignored unbalanced-quote
Environment=A=b C=\\q D
#                 ^^ words-ignored unknown-escape
Environment=A=\\400 D
#             ^^ words-ignored unknown-escape`);
  });

  test("spells out what quotes, escapes and specifiers make of a value", () => {
    expect(explained('[Service]\nEnvironment=A=b "B=c d" C=\\x41%n')).toEqual([
      "variable A",
      "operator =",
      "string b",
      "variable B",
      "operator =",
      "string c d: `B=c d`",
      "variable C",
      "operator =",
      "string \\x41%n: `C=Aapp.service`",
    ]);
  });
});

test("PassEnvironment= takes names only, and no escapes", () => {
  judges(`
[Service]
PassEnvironment=LANG "TZ" LC_%p
PassEnvironment=A=b 1 LANG
#                ^ word-ignored not-variable-name
#                   ^ word-ignored not-variable-name
PassEnvironment=A "B
#                 ^ words-ignored unbalanced-quote`);
});

test("UnsetEnvironment= takes names and assignments", () => {
  judges(`
[Service]
UnsetEnvironment=LANG "A=b c" D=
UnsetEnvironment=a-b A B=\\xff
#                 ^ word-ignored not-variable-name
#                        ^^^^ word-ignored not-utf8`);
});
