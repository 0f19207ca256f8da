// Every fix of every mistake that DIAGNOSTICS.md shows: the mistake is gone, and nothing worse has come.
import { describe, expect, test } from "vitest";
import { judgeExample } from "../../../server/generate/judgedExample.ts";
import type { Example } from "../../../server/src/language/problems/explanations/explanation.ts";
import { explanations } from "../../../server/src/language/problems/explanations.ts";
import { fixedExamples, severityRank } from "../../support/fixedExamples.ts";

const cases = Object.entries<{ readonly bad: Example }>(explanations).flatMap(([code, { bad }]) =>
  fixedExamples(bad).map(({ title, fixed }) => ({ code, title, bad, fixed })),
);

describe.each(cases)("$code: $title", ({ code, bad, fixed }) => {
  test("mends it and breaks nothing", () => {
    const before = judgeExample(bad);
    const after = judgeExample(fixed);
    const left = after.filter((problem) => problem.code === code).length;
    expect(left).toBeLessThan(before.filter((problem) => problem.code === code).length);
    const worst = Math.max(...before.map(severityRank));
    const known = new Set(before.map((problem) => problem.code));
    const come = after.filter((problem) => !known.has(problem.code) && severityRank(problem) >= worst);
    expect(come.map((problem) => problem.code)).toEqual([]);
  });
});

test("many codes have a fix", () => {
  expect(new Set(cases.map(({ code }) => code)).size).toBeGreaterThan(45);
});
