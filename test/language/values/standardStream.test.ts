import { describe, expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

describe("where a stream goes", () => {
  test.each([
    "journal",
    "fd",
    "fd:",
    "fd:web",
    "fd:%n",
    "file:/var/log/a b",
    "append:%L/app.log",
    "truncate:/x",
    "tty",
  ])("StandardOutput=%s", (value) => judges(`[Service]\nStandardOutput=${value}`));

  test("what systemd refuses of a prefix and of what follows it", () => {
    judges(`
[Service]
StandardOutput=file:log
#                   ^^^ line-ignored path-not-absolute
StandardOutput=append:
#                    ^ line-ignored path-not-absolute
StandardError=file:/var/../log
#                       ^^ line-ignored path-not-normalized
StandardError=fd:a:b
#                 ^ line-ignored not-descriptor-name
StandardError=fd:é
#                ^ line-ignored not-descriptor-name
StandardOutput=file:%Z
#                   ^^ line-ignored unknown-specifier
StandardOutput=jurnal
#              ^^^^^^ line-ignored unknown-word
StandardOutput=tty-force
#              ^^^^^^^^^ line-ignored unknown-word
StandardOutput=syslog
#              ^^^^^^ noted deprecated-word
StandardInput=append:/x
#             ^^^^^^^^^ line-ignored unknown-word
StandardInput=tty-force`);
  });

  test("since 257 `..` of the root folder is the root folder", () => {
    judges("[Service]\nStandardInput=file:/../etc", 257);
    judges(
      `
[Service]
StandardInput=file:/../etc
#                   ^^ line-ignored path-not-normalized`,
      252,
    );
  });

  test("explains and offers prefixes as words", () => {
    expect(explained("[Service]\nStandardOutput=append:/var/log/x")).toEqual([
      "keyword append: `append:/PATH`: added at the end; for log files this is what you want.",
      "operator :",
      "path /var/log/x",
    ]);
    expect(offeredAt("[Service]\nStandardOutput=$0")).toEqual([
      "inherit",
      "null",
      "tty",
      "kmsg",
      "kmsg+console",
      "journal",
      "journal+console",
      "socket",
      "fd:",
      "file:/",
      "append:/",
      "truncate:/",
      "syslog",
      "syslog+console",
    ]);
  });
});
