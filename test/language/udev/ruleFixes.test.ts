import { describe, expect, test } from "vitest";
import type { ProblemCode } from "../../../server/src/language/problems/catalogue.ts";
import { udevExplanations } from "../../../server/src/language/problems/explanations/udevExplanations.ts";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../../server/src/language/udev/judgeRules.ts";
import { fixesForRules, ignoreInRules } from "../../../server/src/language/udev/ruleFixes.ts";

/** What the user is offered for the first problem of that code, by title, and the text after each. */
function offered(text: string, code: ProblemCode): readonly (readonly [string, string])[] {
  const rules = analyseRules(text, 257);
  const problem = judgeRules(rules).find((one) => one.code === code);
  if (problem === undefined) throw new Error(`There is no ${code}.`);
  const fixes = [...fixesForRules(rules, problem), ...ignoreInRules(rules, problem)];
  return fixes.map(({ title, edits }) => {
    let mended = text;
    for (const { from, to, newText } of [...edits].reverse()) {
      mended = mended.slice(0, from) + newText + mended.slice(to);
    }
    return [title, mended];
  });
}

/** The text after the likeliest fix. */
function mended(text: string, code: ProblemCode): string | undefined {
  return offered(text, code).find(([title]) => !title.startsWith("Ignore"))?.[1];
}

test.each<readonly [ProblemCode, string, string | undefined]>([
  ["udev-wrong-operator", 'ACTION="add", MODE="0660"', 'ACTION=="add", MODE="0660"'],
  ["udev-wrong-operator", 'KERNEL=="a", MODE=="0660"', 'KERNEL=="a", MODE="0660"'],
  ["udev-wrong-operator", 'KERNEL=="a", RUN=="/bin/x"', 'KERNEL=="a", RUN+="/bin/x"'],
  ["udev-operator-taken", 'KERNEL=="a", MODE+="0660"', 'KERNEL=="a", MODE="0660"'],
  ["udev-unknown-key", 'ATRS{a}=="b", MODE="0660"', 'ATTRS{a}=="b", MODE="0660"'],
  ["udev-broken-rule", 'KERNEL=="a", MODE=0660', 'KERNEL=="a", MODE="0660"'],
  ["udev-broken-rule", 'KERNEL=="a", \\ \n MODE="0660"\n', 'KERNEL=="a", \\\n MODE="0660"\n'],
  ["udev-broken-rule", 'KERNEL=="a, MODE=0660', undefined],
  ["udev-commas", 'KERNEL=="a" MODE="0660"', 'KERNEL=="a", MODE="0660"'],
  ["udev-commas", 'KERNEL=="a"MODE="0660"', 'KERNEL=="a", MODE="0660"'],
  ["udev-commas", 'KERNEL=="a",, MODE="0660"', 'KERNEL=="a", MODE="0660"'],
  ["udev-unknown-option", 'OPTIONS+="nowach", MODE="0660"', 'OPTIONS+="nowatch", MODE="0660"'],
  ["udev-wrong-value", 'IMPORT{builtin}="usbid"', 'IMPORT{builtin}="usb_id"'],
  ["udev-unknown-property", 'ENV{SYSTEMD_WANT}+="a.service"', 'ENV{SYSTEMD_WANTS}+="a.service"'],
  [
    "udev-unknown-label",
    'ACTION=="x", GOTO="ent"\nMODE="1"\nACTION=="y", GOTO="end"\nLABEL="end"\n',
    'ACTION=="x", GOTO="end"\nMODE="1"\nACTION=="y", GOTO="end"\nLABEL="end"\n',
  ],
  ["udev-substitution", 'RUN+="/bin/x $HOME"', 'RUN+="/bin/x $$HOME"'],
  ["udev-duplicate", 'KERNEL=="a", KERNEL=="a", MODE="0660"', 'KERNEL=="a", MODE="0660"'],
  ["udev-no-effect", 'KERNEL=="a", SYMLINK=="b"', 'KERNEL=="a", SYMLINK+="b"'],
  [
    "udev-odd-unit-name",
    'ENV{SYSTEMD_WANTS}+="b.service a@b/c.service"',
    'ENV{SYSTEMD_WANTS}+="b.service a@b-c.service"',
  ],
  ["udev-odd-unit-name", 'ENV{SYSTEMD_WANTS}+="a.servce"', 'ENV{SYSTEMD_WANTS}+="a.service"'],
  ["udev-odd-unit-name", 'ENV{SYSTEMD_WANTS}+="a@%k/1.service"', undefined],
])("%s in %j becomes %j", (code, text, expected) => {
  expect(mended(text, code)).toBe(expected);
});

describe("what systemd starts", () => {
  test("gets the tag that it looks for", () => {
    const rule = 'SUBSYSTEM=="usb", ENV{SYSTEMD_WANTS}+="a.service"';
    const tagged = 'SUBSYSTEM=="usb", TAG+="systemd", ENV{SYSTEMD_WANTS}+="a.service"';
    expect(mended(rule, "udev-no-systemd-tag")).toBe(tagged);
  });

  test("is no longer started by a command, but by systemd", () => {
    const rule = 'ACTION=="add", RUN+="/usr/bin/systemctl --no-block start a@%k.service"';
    const wanted = 'ENV{SYSTEMD_WANTS}+="a@%k.service"';
    expect(mended(rule, "udev-run-service")).toBe(`ACTION=="add", TAG+="systemd", ${wanted}`);
    expect(mended(`TAG+="systemd", ${rule}`, "udev-run-service")).toBe(
      `TAG+="systemd", ACTION=="add", ${wanted}`,
    );
  });
});

test("a program left in the background becomes a service, which is still to be written", () => {
  const rule = `KERNEL=="a"\r\nACTION=="add", RUN+="/bin/sh -c '/usr/bin/tokend --at %S &'", MODE="0660"\r\n`;
  expect(mended(rule, "udev-run-background")).toBeUndefined();
  expect(mended(rule.replace("%S", "/dev"), "udev-run-background")).toBe(
    'KERNEL=="a"\r\n# tokend.service is still to be written, with the line ExecStart=/usr/bin/tokend --at /dev below [Service].\r\nACTION=="add", TAG+="systemd", ENV{SYSTEMD_WANTS}+="tokend.service", MODE="0660"\r\n',
  );
  const gone = rule.replace("%S", "/dev").replace("add", "remove");
  expect(mended(gone, "udev-run-background")).toBeUndefined();
});

test("a comment leaves a problem out, in the first rule for the whole file", () => {
  expect(offered('KERNEL=="a" MODE="0660"\n', "udev-commas").at(-1)).toEqual([
    "Ignore udev-commas in this file",
    '# unitwright: ignore=udev-commas\nKERNEL=="a" MODE="0660"\n',
  ]);
  expect(offered('MODE="0660"\r\n# x\r\nKERNEL=="a" \\\r\n  MODE="0660"\r\n', "udev-commas").at(-1)).toEqual([
    "Ignore udev-commas in this rule",
    'MODE="0660"\r\n# x\r\n# unitwright: ignore=udev-commas\r\nKERNEL=="a" \\\r\n  MODE="0660"\r\n',
  ]);
});

test("whatever is offered first for an example of the manual mends it, and brings nothing new", () => {
  let tried = 0;
  for (const [code, { bad }] of Object.entries(udevExplanations)) {
    if (code === "udev-too-new") continue;
    const known = Object.keys(udevExplanations).find((one) => one === code) as ProblemCode;
    const text = mended(bad.text, known);
    if (text === undefined) continue;
    tried++;
    expect(judgeRules(analyseRules(text, 257)).map((problem) => problem.code)).toEqual([]);
  }
  expect(tried).toBeGreaterThan(14);
});
