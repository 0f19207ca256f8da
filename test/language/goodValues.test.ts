import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnalysedUnit, valueContext } from "../../server/src/language/analysis.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { measuredVersions } from "../../server/src/language/knowledge/generated/directives.ts";
import { grammarOf } from "../../server/src/language/knowledge/grammars.ts";
import type { SectionName } from "../../server/src/language/knowledge/sections.ts";
import { isValueRead, valueFindings } from "../../server/src/language/valueFindings.ts";
import { generatedValues } from "../support/generatedValues.ts";
import { analysed } from "../support/language.ts";

const sections: readonly SectionName[] = ["Unit", "Install", "Service", "Timer", "Path", "Socket"];

const rows = measuredVersions.flatMap((version) =>
  sections
    .flatMap((section) => directivesFor(version).inSection(section))
    .filter(({ status }) => status === "known")
    .map((row) => ({ row, version })),
);

/** Units whose names make the same value good or bad: a template's instance may be too long, and an alias fits one type. */
const names = ["app", "app@", "app@a\\x20b", `${"a".repeat(240)}`, "other"];

const probes = fc
  .constantFrom(...rows)
  .chain((of) => fc.tuple(fc.constant(of), generatedValues(of.row.parsing.value, of.row.directive.name)));

function unitWith(section: SectionName, line: string, name: string, version: number): AnalysedUnit {
  const type = section === "Unit" || section === "Install" ? "service" : section.toLowerCase();
  return analysed({ path: `/${name}.${type}`, text: `[${section}]\n${line}\n`, carets: [] }, version);
}

/** The codes that a grammar reports when it is asked directly. */
function codesOf(unit: AnalysedUnit): readonly string[] {
  const [assignment] = unit.assignments;
  const { known } = assignment ?? {};
  if (assignment === undefined || known === undefined || !isValueRead(assignment)) return [];
  const codes: string[] = [];
  grammarOf(known.parsing.value).judge(assignment.node.value, valueContext(unit, assignment.section, known), {
    report: (code) => codes.push(code),
  });
  return codes;
}

test("a value gets the verdict of its own unit, whatever units it was in before", () => {
  fc.assert(
    fc.property(probes, fc.shuffledSubarray(names), ([{ row, version }, value], order) => {
      const { section, name } = row.directive;
      for (const unitName of order) {
        const unit = unitWith(section, `${name}=${value}`, unitName, version);
        const isFound = unit.assignments.flatMap((assignment) => valueFindings(unit, assignment)).length > 0;
        expect(isFound).toBe(codesOf(unit).length > 0);
      }
    }),
    { numRuns: 3_000 },
  );
});

// Good in one unit and bad in another, by the unit's name alone.
test.each([
  ["Unit", `After=${"a".repeat(50)}@.service`, "app", "a".repeat(240)],
  ["Install", "Alias=b.service", "app", "app@a"],
  ["Install", "DefaultInstance=a", "app@", "app"],
  ["Service", "Slice=%p%p.slice", "app", "a".repeat(200)],
] as const)("[%s] %s is good in one unit and bad in another", (section, line, good, bad) => {
  const isGood = (name: string) => {
    const unit = unitWith(section, line, name, 257);
    return unit.assignments.every((assignment) => valueFindings(unit, assignment).length === 0);
  };
  expect([isGood(good), isGood(bad), isGood(good), isGood(bad)]).toEqual([true, false, true, false]);
});
