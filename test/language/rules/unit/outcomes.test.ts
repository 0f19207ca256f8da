import { describe, expect, test } from "vitest";
import { effectiveUnit } from "../../../../server/src/language/effectiveUnit.ts";
import { judge } from "../../../../server/src/language/judge.ts";
import type { Machine } from "../../../../server/src/language/machine.ts";
import type { Problem } from "../../../../server/src/language/problems/catalogue.ts";
import { unitsAround } from "../../../../server/src/language/unitsAround.ts";
import { analysed } from "../../../support/language.ts";
import outcomes from "./outcomes252.json" with { type: "json" };

// What `systemd-analyze verify` of systemd 252 made of whole units (with `--recursive-errors=one`: with `no` it looks at
// no dependencies, and takes "isolate2"). Whether one then also starts depends on what else the machine has: units, of
// which there were no others, and programs, of which those in /nonexistent were not there.
const cannotStart = outcomes.filter(({ outcome }) => outcome === "start-error");
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

/** A machine that has the unit and no other. */
function alone(name: string) {
  const entries = new Map([[name, { kind: "unit" }]] as const);
  return unitsAround([{ entries, facts: new Map(), linked: new Map(), isElsewhere: false }], true);
}

const machine: Machine = {
  kindOf: (path) => (path.startsWith("/nonexistent") ? "absent" : "program"),
  account: () => "present",
};

test("what lacks another unit or its program cannot start", () => {
  const told = cannotStart.map(({ name, unit, text }) => {
    const read = analysed({ path: `/etc/systemd/system/${unit}`, text, carets: [] }, 252);
    const problems = judge(read, effectiveUnit(read, []), alone(unit), machine);
    return [
      name,
      problems.filter(({ consequence }) => consequence === "start-fails").map(({ code }) => code),
    ];
  });
  expect(told).toEqual([
    ["socket no service", ["nothing-to-start"]],
    ["missing bin", ["missing-program"]],
  ]);
  const others = loaded.filter(({ unit, text }) => {
    const read = analysed({ path: `/etc/systemd/system/${unit}`, text, carets: [] }, 252);
    return judge(read, effectiveUnit(read, []), undefined, machine).some(
      ({ code }) => code === "missing-program",
    );
  });
  expect(others.map(({ name }) => name)).toEqual([]);
});

test("an empty file masks the unit: there is nothing to say of it", () => {
  expect(masked.map(problemsOf)).toEqual(masked.map(() => []));
});

test("nothing is refused that only cannot start here", () => {
  expect(cannotStart.filter((outcome) => isRefused(problemsOf(outcome)))).toEqual([]);
  expect([refused.length, loaded.length, cannotStart.length, masked.length]).toEqual([27, 21, 2, 1]);
});
