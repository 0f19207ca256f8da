import type { AnalysedUnit } from "../analysis.ts";
import { sectionsOfType } from "../knowledge/sections.ts";
import type { SectionHeader } from "../syntax/tree.ts";
import { spanOf } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import type { Report, Rule } from "./rule.ts";

/** A broken header ends the reading of the file; an unknown section is skipped as a whole. */
export const sectionHeaders: Rule = (unit, report) => {
  for (const { header, reading } of unit.sections) {
    if (header === undefined || reading.kind === "unread") continue;
    if (header.defect !== undefined) {
      report(
        "broken-section-header",
        { ...headerSpan(header), line: header.line },
        { args: [header.defect] },
      );
    } else if (reading.kind === "unknown") reportUnknown(unit, header, report);
  }
};

function reportUnknown(unit: AnalysedUnit, header: SectionHeader, report: Report): void {
  const { type } = unit.file;
  const name = header.name.content;
  const near = nearestWord(name.trim(), sectionsOfType(type)) ?? "";
  report("unknown-section", { ...headerSpan(header), line: header.line }, { args: [name, type, near] });
}

/** The header from its first bracket to the end of its name, closing bracket included where there is one. */
function headerSpan(header: SectionHeader): { readonly from: number; readonly to: number } {
  const { from, to } = spanOf(header.name, 0, header.name.content.length);
  return { from: from - 1, to: header.defect === "unclosed" ? to : to + 1 };
}
