import { type AnalysedAssignment, type AnalysedUnit, exists } from "../analysis.ts";
import type { DirectiveReference } from "../knowledge/directive.ts";
import { type SectionName, sectionsOfType } from "../knowledge/sections.ts";
import { spanOf } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import type { AssignmentRule, Report } from "./rule.ts";

/** Directives the section does not have at the target release, and those on their way out. */
export const directives: AssignmentRule = {
  concerns: (row) =>
    row === undefined ||
    row.status !== "known" ||
    row.directive.renamed !== undefined ||
    row.parsing.refused === true,
  judge(unit, assignment, report) {
    if (assignment.known === undefined) reportUnknown(unit, assignment, report);
    else reportAge(unit, assignment, report);
  },
};

function reportUnknown(
  unit: AnalysedUnit,
  { node, section, isUnread }: AnalysedAssignment,
  report: Report,
): void {
  const name = node.key.content;
  if (name.startsWith("X-") || isUnread) return;
  const place = { ...spanOf(node.key, 0, name.length), line: node.line };
  const row = unit.table.find(section, name);
  if (row?.status === "not-yet") {
    report("directive-too-new", place, { args: [name, `${row.directive.since}`, `${unit.table.version}`] });
  } else if (row?.status === "gone") {
    report("directive-gone", place, { args: [name, `${row.directive.gone}`] });
  } else {
    const right = rightSection(unit, name);
    if (right !== undefined) report("misplaced-directive", place, { args: [name, section, right] });
    else
      report("unknown-directive", place, {
        args: [name, section, nearestDirective(unit, section, name) ?? ""],
      });
  }
}

/** The section of this type of file that has the directive. */
function rightSection(unit: AnalysedUnit, name: string): SectionName | undefined {
  return sectionsOfType(unit.file.type).find((other) => {
    const row = unit.table.find(other, name);
    return row !== undefined && exists(row);
  });
}

/** The directive of the section that was probably meant. */
function nearestDirective(unit: AnalysedUnit, section: SectionName, name: string): string | undefined {
  const rows = unit.table.inSection(section).filter(exists);
  return nearestWord(
    name,
    rows.map(({ directive }) => directive.name),
  );
}

function reportAge(
  { table }: AnalysedUnit,
  { node, section, known }: AnalysedAssignment,
  report: Report,
): void {
  if (known === undefined) return;
  const { directive, status, parsing } = known;
  const name = node.key.content;
  const place = { ...spanOf(node.key, 0, name.length), line: node.line };
  if (status === "removed") {
    report("removed-directive", place, { args: [name, `${directive.removed}`] });
  } else if (status === "deprecated") {
    report("deprecated-directive", place, { args: [name, spell(directive.deprecated?.instead)] });
  } else if (parsing.refused) {
    report("not-for-this-type", place, { args: [name] });
  } else if (directive.renamed !== undefined && directive.renamed.since <= table.version) {
    const { to } = directive.renamed;
    const moved = to.name === name && to.section !== undefined ? to.section : "";
    report("old-directive-name", place, { args: [name, spell(to), section, moved] });
  }
}

/** `Name`, or `[Section] Name` where it is another section's. */
function spell(reference: DirectiveReference | undefined): string {
  if (reference === undefined) return "";
  return reference.section === undefined ? reference.name : `[${reference.section}] ${reference.name}`;
}
