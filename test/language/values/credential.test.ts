import { describe, expect, test } from "vitest";
import { explained, judges } from "../../support/value.ts";

describe("credentials", () => {
  test("LoadCredential= takes a name and where it comes from", () => {
    judges(`
[Service]
LoadCredential=key
LoadCredential=key:/etc/keys/key
LoadCredential=key:%t/keys/%p
LoadCredential=a b:c
LoadCredential=a/b:c
#               ^ line-ignored not-credential-name
LoadCredential=:/etc/key
#             ^ line-ignored not-credential-name
LoadCredential=..:/etc/key
#              ^^ line-ignored not-credential-name
LoadCredential=ké
#               ^ line-ignored not-credential-name
LoadCredential=key:keys/key
#                      ^ line-ignored not-credential-name
LoadCredential=key:/etc/../key
#                      ^^^ line-ignored path-not-plain
LoadCredential=key:/etc//key
#                      ^^ line-ignored path-not-plain
LoadCredential=key:%t/./key
#                    ^^ line-ignored path-not-plain
LoadCredential=%Z:/key
#              ^^ line-ignored unknown-specifier
LoadCredential=key:/%Z
#                   ^^ line-ignored unknown-specifier
LoadCredential=${"a".repeat(256)}
#              ${"^".repeat(256)} line-ignored not-credential-name`);
  });

  test("SetCredential= takes a name and data with escapes, but no specifiers in it", () => {
    judges(`
[Service]
SetCredential=key:a b\\n\\x00%Z
SetCredential=key
#             ^^^ line-ignored credential-without-data
SetCredential=key:
#             ^^^^ line-ignored credential-without-data
SetCredential=key:\\q
#                 ^^ line-ignored unknown-escape
SetCredentialEncrypted=key:YWJj
SetCredentialEncrypted=key:YW
#                          ^^ line-ignored not-base64`);
  });

  test("ImportCredential= takes a name or the beginning of names, and what to call it", () => {
    judges(`
[Service]
ImportCredential=app.*
ImportCredential=*
ImportCredential=app.*:web.
ImportCredential=app*.x
#                   ^ line-ignored not-credential-pattern
ImportCredential=app?
#                   ^ line-ignored not-credential-pattern
ImportCredential=app:a/b
#                     ^ line-ignored not-credential-name`);
  });

  test("says what each part is", () => {
    expect(explained("[Service]\nLoadCredential=key:/etc/key")).toEqual([
      "parameter key: The program finds it as the file of this name in `$CREDENTIALS_DIRECTORY`.",
      "operator :",
      "path /etc/key",
    ]);
    expect(explained("[Service]\nLoadCredential=key:other")[2]).toBe(
      "string other: A credential that systemd itself was given.",
    );
    expect(explained("[Service]\nSetCredentialEncrypted=key:YWJj")[2]).toBe("string YWJj: 3 bytes.");
    expect(explained("[Service]\nImportCredential=app.*:web.")).toEqual([
      "parameter app.*: Every credential whose name begins so.",
      "operator :",
      "string web.: What the beginning is replaced by.",
    ]);
  });
});
