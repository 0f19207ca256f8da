import { describe, expect, test } from "vitest";
import { analysedRulesExample, judgeExample } from "../../../server/generate/judgedExample.ts";
import { ignoreProblem } from "../../../server/src/language/features/fixes/ignore.ts";
import { explanations } from "../../../server/src/language/problems/explanations.ts";
import { ignoreInRules } from "../../../server/src/language/udev/ruleFixes.ts";
import { analysed } from "../../support/language.ts";

/** The file after the first problem is asked to be ignored, and what the user was offered. */
function ignored(text: string, path = "/etc/systemd/system/shop.service") {
  const example = { path, text };
  const [problem] = judgeExample(example);
  if (problem === undefined) throw new Error("nothing is wrong");
  const [fix] = ignoreProblem(analysed({ ...example, carets: [] }), problem);
  const [edit] = fix?.edits ?? [];
  if (fix === undefined || edit === undefined) return undefined;
  return { title: fix.title, text: text.slice(0, edit.from) + edit.newText + text.slice(edit.to) };
}

test("a comment above the line names the code, indented as the line is", () => {
  expect(ignored("[Service]\r\nExecStart=/bin/true\r\n  Restat=no\r\n")).toEqual({
    title: "Ignore unknown-directive on this line",
    text: "[Service]\r\nExecStart=/bin/true\r\n  # unitwright: ignore=unknown-directive\r\n  Restat=no\r\n",
  });
});

test("a comment that ignores something already gets one code more", () => {
  expect(
    ignored("[Service]\nExecStart=/bin/true\n# unitwright: ignore=not-boolean -- why\n# more\nRestat=no\n"),
  ).toEqual({
    title: "Ignore unknown-directive on this line",
    text: "[Service]\nExecStart=/bin/true\n# unitwright: ignore=not-boolean, unknown-directive -- why\n# more\nRestat=no\n",
  });
});

test("above the first line the comment speaks for the file, and says so", () => {
  expect(ignored("# mine\n\n[Service]\nRestart=no\n")).toEqual({
    title: "Ignore no-command in this file",
    text: "# mine\n\n# unitwright: ignore=no-command\n[Service]\nRestart=no\n",
  });
});

describe("every code can be ignored where it stands", () => {
  const inComments = new Set(["unknown-code", "line-too-long"]);
  test.each(Object.entries(explanations))("%s", (code, { bad }) => {
    const [problem] = judgeExample(bad);
    if (problem === undefined) throw new Error("The example has no problem.");
    const rules = analysedRulesExample(bad);
    const [fix] =
      rules === undefined
        ? ignoreProblem(analysed({ ...bad, carets: [] }, bad.target), problem)
        : ignoreInRules(rules, problem);
    expect(fix === undefined).toBe(inComments.has(code));
    if (fix === undefined) return;
    const [edit] = fix.edits;
    const text = bad.text.slice(0, edit?.from) + edit?.newText + bad.text.slice(edit?.to);
    expect(judgeExample({ ...bad, text })).toEqual([]);
  });
});
