import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderDiagnosticsPage } from "../../../server/generate/diagnosticsPage.ts";
import { judgeExample } from "../../../server/generate/judgedExample.ts";
import { messageOf, type Problem } from "../../../server/src/language/problems/catalogue.ts";
import { explanations } from "../../../server/src/language/problems/explanations.ts";

const committed = readFileSync(join(import.meta.dirname, "../../../DIAGNOSTICS.md"), "utf8");
const entries = Object.entries(explanations);

describe.each(entries)("%s", (code, { title, why, bad, good, fix }) => {
  test("is what the bad example has, and nothing else", () => {
    expect(judgeExample(bad).map((problem) => problem.code)).toEqual([code]);
  });

  test("is gone from the good one, with everything else", () => {
    expect(judgeExample(good).map(spell)).toEqual([]);
    expect(good).not.toEqual(bad);
  });

  test("has the consequence that the page tells", () => {
    const [problem] = judgeExample(bad);
    expect(indexRow(code)).toContain(`\`${problem?.consequence}\``);
  });

  test("is explained in whole sentences", () => {
    expect(title).toMatch(/^[A-Z][^.]*$/);
    expect(sentences(why)).toBeGreaterThan(0);
    expect(sentences(why)).toBeLessThanOrEqual(4);
    for (const prose of [why, fix ?? "It is."]) expect(prose).toMatch(/^[A-Za-z`/%].*[.]$/);
  });
});

test("DIAGNOSTICS.md is what `npm run generate` writes", () => {
  expect(renderDiagnosticsPage()).toBe(committed);
});

test("every code has one section, whose heading is the code, and a row that leads there", () => {
  const headings = [...committed.matchAll(/^## ([a-z0-9-]+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(entries.map(([code]) => code));
  for (const [code] of entries) expect(indexRow(code)).toContain(`(#${code})`);
});

function spell(problem: Problem): string {
  return `${problem.code}: ${messageOf(problem)}`;
}

function sentences(prose: string): number {
  return [...prose.matchAll(/[.?](?: |$)/g)].length;
}

function indexRow(code: string): string {
  return committed.split("\n").find((line) => line.startsWith(`| [\`${code}\`]`)) ?? "";
}
