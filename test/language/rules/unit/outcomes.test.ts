import { describe, expect, test } from "vitest";
import { effectiveUnit } from "../../../../server/src/language/effectiveUnit.ts";
import { judge } from "../../../../server/src/language/judge.ts";
import type { Problem } from "../../../../server/src/language/problems/catalogue.ts";
import { analysed } from "../../../support/language.ts";
import outcomes from "./outcomes252.json" with { type: "json" };

// What `systemd-analyze verify` of systemd 252 made of whole units (with `--recursive-errors=one`: with `no` it looks at
// no dependencies, and takes "isolate2"). Whether one then also starts depends on what else
// the machine has (a program, the service of a socket), so of those nothing is asked but that we do not call them broken.
const startsUpToMachine = outcomes.filter(({ outcome }) => outcome === "start-error");
// An empty file masks the unit: systemd reads nothing, and there is nothing to say.
const masked = outcomes.filter(({ outcome }) => outcome === "masked");
const refused = outcomes.filter(({ outcome }) => outcome === "refused" || outcome === "load-error");
const loaded = outcomes.filter(({ outcome }) => outcome === "loads");

function problemsOf({ unit, text }: { readonly unit: string; readonly text: string }): readonly Problem[] {
  const read = analysed({ path: `/etc/systemd/system/${unit}`, text, carets: [] }, 252);
  return judge(read, effectiveUnit(read, []));
}

function isRefused(problems: readonly Problem[]): boolean {
  return problems.some(({ consequence }) => consequence === "unit-refused" || consequence === "rest-dropped");
}

describe("systemd 252 refuses", () => {
  test.each(refused)("$name: $unit", (outcome) => {
    expect(isRefused(problemsOf(outcome))).toBe(true);
  });
});

describe("systemd 252 loads", () => {
  test.each(loaded)("$name: $unit, with $reports remarks", (outcome) => {
    const problems = problemsOf(outcome);
    expect(isRefused(problems)).toBe(false);
    // It says nothing about [Install] when it loads a unit, only when that is enabled.
    const remarks = problems.filter(
      ({ consequence }) => consequence !== "none" && consequence !== "start-fails",
    );
    expect(remarks.length > 0).toBe(outcome.reports > 0);
  });
});

test("nothing is refused that only cannot start here, or is masked", () => {
  for (const outcome of [...startsUpToMachine, ...masked]) {
    expect([outcome.name, isRefused(problemsOf(outcome))]).toEqual([outcome.name, false]);
  }
  expect([refused.length, loaded.length, startsUpToMachine.length, masked.length]).toEqual([27, 21, 2, 1]);
});
