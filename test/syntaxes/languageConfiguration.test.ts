import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface OnEnterRule {
  readonly previousLineText?: string;
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly onEnterRules: readonly OnEnterRule[];
}

function read(file: string): Configuration {
  return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
}

const configuration = read("language-configuration.json");
const ofRules = read("language-configuration-rules.json");

function words(text: string, { wordPattern }: Configuration = configuration): readonly string[] {
  const { pattern, flags } = wordPattern;
  return text.match(new RegExp(pattern, `${flags}g`)) ?? [];
}

describe("words", () => {
  test.each([
    ["ExecStart=/usr/bin/shop", ["ExecStart", "usr", "bin", "shop"]],
    ["After=network-online.target web@8080.socket", ["After", "network-online.target", "web@8080.socket"]],
    ["Requires=dev-%i.device", ["Requires", "dev-", "%i", ".device"]],
    ["What=dev-disk-by\\x2dlabel.device", ["What", "dev-disk-by\\x2dlabel.device"]],
    ["ExecStart=/bin/echo one \\", ["ExecStart", "bin", "echo", "one"]],
    ["[Service]", ["Service"]],
    ["Description=Bücher für alle", ["Description", "Bücher", "für", "alle"]],
    ['Environment="GREETING=hello"', ["Environment", "GREETING", "hello"]],
    ["SystemCallFilter=~@clock", ["SystemCallFilter", "@clock"]],
  ])("of %s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

test("words of udev's rules end at operators and quotes, and substitutions are words", () => {
  const rule = 'ENV{SYSTEMD_WANTS}+="a@%k-$env{B}.service"';
  expect(words(rule, ofRules)).toEqual(["ENV", "SYSTEMD_WANTS", "a@", "%k", "-", "$env", "B", ".service"]);
});

/** What the Enter key does between `before` and `after`, below the line `previous`; the first rule that fits counts. */
function onEnter(
  previous: string,
  before: string,
  after = "",
  { onEnterRules }: Configuration = configuration,
): OnEnterRule["action"] | undefined {
  return onEnterRules.find(
    (rule) =>
      new RegExp(rule.beforeText).test(before) &&
      (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previous)) &&
      (rule.afterText === undefined || new RegExp(rule.afterText).test(after)),
  )?.action;
}

describe("the Enter key", () => {
  test("indents after the first line of a continued value, and comes back after the last", () => {
    expect(onEnter("[Service]", "ExecStart=/bin/echo \\")?.indent).toBe("indent");
    expect(onEnter("ExecStart=/bin/echo \\", "    one \\")).toBeUndefined();
    expect(onEnter("ExecStart=/bin/echo \\", "    # not part of it")).toBeUndefined();
    expect(onEnter("    one \\", "    two")?.indent).toBe("outdent");
  });
  test("does the same in udev's rules", () => {
    expect(onEnter("", 'ACTION=="add", \\', "", ofRules)?.indent).toBe("indent");
    expect(onEnter('ACTION=="add", \\', '  MODE="0660"', "", ofRules)?.indent).toBe("outdent");
    expect(onEnter("", 'ACTION=="add", MODE="0660"', "", ofRules)).toBeUndefined();
  });
  test("does nothing after an ordinary line or a comment", () => {
    expect(onEnter("[Service]", "ExecStart=/bin/echo one")).toBeUndefined();
    expect(onEnter("", "# a path: C:\\")).toBeUndefined();
  });
  test("splits a comment into two", () => {
    expect(onEnter("", "# one", "two")).toEqual({ indent: "none", appendText: "# " });
    expect(onEnter("", "# one", "")).toBeUndefined();
  });
});
