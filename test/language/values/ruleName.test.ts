import { expect, test } from "vitest";
import { explained, judges } from "../../support/value.ts";

test("OOMRules= takes names of files", () => {
  judges(
    `#- /etc/systemd/system/a.slice
[Slice]
OOMRules=strict "a b" é
OOMRules=a/b a* ..
#         ^ word-ignored not-rule-name
#             ^ word-ignored not-rule-name
#               ^^ word-ignored not-rule-name
OOMRules=a\\b
#         ^ word-ignored not-rule-name`,
    262,
  );
  expect(explained("#- /etc/systemd/system/a.slice\n[Slice]\nOOMRules=a b", 262)).toEqual([
    "string a: A file with rules for `systemd-oomd`.",
    "string b: A file with rules for `systemd-oomd`.",
  ]);
});

test("LUOSession= takes plain names, each once", () => {
  judges(
    `
[Service]
LUOSession=main backup
LUOSession=main a:b "x" main
#                ^ word-ignored not-session-name
#                   ^ word-ignored not-session-name
#                       ^^^^ word-ignored session-twice`,
    262,
  );
  expect(explained("[Service]\nLUOSession=a b", 262)).toEqual([
    "string a: A session that lives on over a change of kernels.",
    "string b: A session that lives on over a change of kernels.",
  ]);
});
