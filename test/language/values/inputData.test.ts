import { describe, expect, test } from "vitest";
import { explained, judges } from "../../support/value.ts";

describe("StandardInputText=", () => {
  test.each(["hello 'world", "a\\nb\\x41\\u00e9\\101", "%n %% \\\\", "\\xff"])("takes %s", (value) =>
    judges(`[Service]\nStandardInputText=${value}`),
  );

  test("escapes and specifiers that systemd does not know", () => {
    judges(`
[Service]
StandardInputText=a\\qb
#                  ^^ line-ignored unknown-escape
StandardInputText=\\x00
#                 ^^ line-ignored unknown-escape
StandardInputText=a%Zb
#                  ^^ line-ignored unknown-specifier
StandardInputText=\\x25Z
#                 ^^^^^ line-ignored unknown-specifier`);
  });

  test("half a character of UTF-16, until 262", () => {
    judges("[Service]\nStandardInputText=\\ud800", 257);
    judges("[Service]\nStandardInputText=\\ud800\n#                 ^^ line-ignored unknown-escape", 262);
  });

  test("shows what the program reads", () => {
    expect(explained("[Service]\nStandardInputText=a\\nb %n")).toEqual([
      "string a\\nb %n: The program reads:\n\n    a\n    b app.service",
    ]);
  });
});

describe("StandardInputData=", () => {
  test.each(["YQ==", "YWI=", "YWJj", "YW Jj", "YQ= ="])("takes %s", (value) =>
    judges(`[Service]\nStandardInputData=${value}`),
  );

  test("what is no Base64", () => {
    judges(`
[Service]
StandardInputData=Y*==
#                  ^ line-ignored not-base64
StandardInputData=YWJjYQ
#                     ^^ line-ignored not-base64
StandardInputData=YQ==YQ==
#                     ^^^^ line-ignored not-base64
StandardInputData=YR==
#                  ^^^ line-ignored not-base64
StandardInputData==
#                 ^ line-ignored not-base64`);
  });

  test("the alphabet for URLs, since 257", () => {
    judges("[Service]\nStandardInputData=-_-_", 257);
    judges("[Service]\nStandardInputData=-_-_\n#                 ^ line-ignored not-base64", 252);
  });

  test("counts the bytes", () =>
    expect(explained("[Service]\nStandardInputData=YWI=")).toEqual(["string YWI=: 2 bytes."]));
});
