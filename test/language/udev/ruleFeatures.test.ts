import { describe, expect, test } from "vitest";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { completeRules } from "../../../server/src/language/udev/ruleCompletion.ts";
import { hoverRules } from "../../../server/src/language/udev/ruleHover.ts";

const units = ["token.service", "token@.service", "sound.target"].map((name) => ({ name }));

/** What is offered at `$0`. */
function at(marked: string, version = 257) {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const found = completeRules(analyseRules(text, version), offset, { named: () => units });
  return { text, found, labels: found.map(({ label }) => label) };
}

/** The document after the item of that label was taken. */
function taken(marked: string, label: string): string | undefined {
  const { text, found } = at(marked);
  const item = found.find((one) => one.label === label);
  return item === undefined ? undefined : text.slice(0, item.from) + item.insertText + text.slice(item.to);
}

describe("completion", () => {
  test("offers keys with their operators at the beginning and behind a comma", () => {
    expect(taken("$0", "ACTION")).toBe("ACTION==");
    expect(taken("# x\n\nAC$0", "ACTION")).toBe("# x\n\nACTION==");
    expect(taken('ACTION=="add", ATT$0', "ATTR")).toBe('ACTION=="add", ATTR{');
    expect(taken('ACTION=="add", \\\n  RU$0', "RUN")).toBe('ACTION=="add", \\\n  RUN+=');
    expect(taken('KERN$0=="x"', "KERNELS")).toBe('KERNELS=="x"');
    expect(taken('ACTION=="add", $0', 'TAG+="systemd"')).toBe('ACTION=="add", TAG+="systemd"');
    expect(at('ACTION=="add"$0').labels).toEqual([]);
  });

  test("offers what stands in braces, and closes them", () => {
    expect(taken("ENV{SYSTEMD_W$0", "SYSTEMD_WANTS")).toBe("ENV{SYSTEMD_WANTS}");
    expect(taken('ENV{SYST$0}+="x"', "SYSTEMD_USER_WANTS")).toBe('ENV{SYSTEMD_USER_WANTS}+="x"');
    expect(at("IMPORT{$0").labels).toEqual(["program", "builtin", "file", "db", "cmdline", "parent"]);
    expect(at("CONST{$0").labels).toEqual(["arch", "virt"]);
    expect(at("CONST{$0", 262).labels).toContain("cvm");
  });

  test("offers the words of a value, with quotes where none stand yet", () => {
    expect(taken("ACTION==$0", "add")).toBe('ACTION=="add"');
    expect(taken('ACTION=="add|ch$0"', "change")).toBe('ACTION=="add|change"');
    expect(at('TAG+="sys$0"').labels).toEqual(["systemd"]);
    expect(at('OPTIONS+="log$0"').labels).toEqual(["log_level="]);
    expect(at('RUN{builtin}+="km$0').labels).toEqual(["kmod"]);
    expect(at('ACTION=="x", GOTO="$0"\nLABEL="end"\n').labels).toEqual(["end"]);
    expect(at('ENV{SYSTEMD_READY}="$0"').labels).toEqual(["1", "0"]);
  });

  test("offers units where systemd is asked to start some, templates among them", () => {
    expect(at('ENV{SYSTEMD_WANTS}+="tok$0"').labels).toEqual(["token.service", "token@.service"]);
    expect(taken('ENV{SYSTEMD_WANTS}+="a.service so$0"', "sound.target")).toBe(
      'ENV{SYSTEMD_WANTS}+="a.service sound.target"',
    );
    expect(taken("ENV{SYSTEMD_USER_WANTS}=$0", "token.service")).toBe(
      'ENV{SYSTEMD_USER_WANTS}="token.service"',
    );
    expect(at('ENV{FOO}+="tok$0"').labels).toEqual([]);
  });

  test("offers what udev puts in, but not where it only compares", () => {
    expect(taken('RUN+="/bin/x $en$0"', "$env")).toBe('RUN+="/bin/x $env{"');
    expect(taken('ENV{SYSTEMD_WANTS}+="a@%$0"', "%k")).toBe('ENV{SYSTEMD_WANTS}+="a@%k"');
    expect(at('KERNEL=="$en$0"').labels).toEqual([]);
  });

  test("offers nothing in comments", () => {
    expect(at("# AC$0\n").labels).toEqual([]);
    expect(at('ACTION=="add", \\\n# AC$0\n').labels).toEqual([]);
  });
});

/** The hover over the first occurrence of `part`, and what it covers. */
function over(text: string, part: string) {
  const found = hoverRules(analyseRules(text, 257), text.indexOf(part));
  return found === undefined ? undefined : [text.slice(found.from, found.to), found.markdown];
}

describe("hover", () => {
  const rule = 'ACTION=="add", TAG+="systemd", ENV{SYSTEMD_WANTS}+="a@.service b@usb:1\\x20c-%k.service"';

  test("says what keys, operators, properties and words mean", () => {
    expect(over(rule, "ACTION")).toEqual(["ACTION", expect.stringContaining("`==`, `!=`")]);
    expect(over(rule, "+=")).toEqual(["+=", expect.stringContaining("Adds")]);
    expect(over(rule, "SYSTEMD_WANTS")).toEqual(["SYSTEMD_WANTS", expect.stringContaining("template")]);
    expect(over(rule, "add")).toEqual(["add", expect.stringContaining("has come")]);
    expect(over(rule, "systemd")).toEqual(["systemd", expect.stringContaining(".device units")]);
  });

  test("says what a template's instance is, and what udev puts in", () => {
    expect(over(rule, "a@.service")).toEqual(["a@.service", expect.stringContaining("`%f`")]);
    expect(over(rule, "b@usb")).toEqual([
      "b@usb:1\\x20c-%k.service",
      "**`b@usb:1\\x20c-….service`**\n\nWhat udev puts in takes the place of the dots.",
    ]);
    expect(over(rule, "%k")).toEqual(["%k", expect.stringContaining("kernel's name")]);
    expect(over('ENV{SYSTEMD_WANTS}="b@usb\\x2f1.service"', "b@usb")).toEqual([
      "b@usb\\x2f1.service",
      expect.stringContaining("`usb/1`"),
    ]);
  });

  test("says nothing of comments, blanks and what it does not know", () => {
    expect(over("# ACTION\n", "ACTION")).toBeUndefined();
    expect(over('FOO=="x"', "FOO")).toBeUndefined();
    expect(over('KERNEL=="sda"', "sda")).toBeUndefined();
  });
});
