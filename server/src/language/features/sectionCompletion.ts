import type { AnalysedUnit } from "../analysis.ts";
import { purposeOfSection } from "../knowledge/sectionPurpose.ts";
import { type SectionName, sectionsOfType } from "../knowledge/sections.ts";
import type { SyntaxNode } from "../syntax/tree.ts";
import type { Span } from "../text/text.ts";
import type { Completion } from "./completion.ts";

/** The headers of the sections that this type of file can have and that are not in it yet; `span` is replaced. */
export function completeSection(
  unit: AnalysedUnit,
  span: Span,
  node: SyntaxNode | undefined,
): readonly Completion[] {
  const present = new Set(
    unit.sections.filter(({ header }) => header !== node).map(({ header }) => header?.name.content),
  );
  const opensLine = isSectionEmpty(unit.tree.document, span.to);
  return sectionsOfType(unit.file.type)
    .filter((name) => !present.has(name))
    .map((name, index) => sectionCompletion(name, index, span, opensLine ? "on its own line" : "alone"));
}

function sectionCompletion(
  name: SectionName,
  index: number,
  span: Span,
  header: "on its own line" | "alone",
): Completion {
  const completion: Completion = {
    label: `[${name}]`,
    kind: "section",
    insertText: `[${name}]`,
    ...span,
    documentation: purposeOfSection(name),
    // Behind the directives, with which a section goes on.
    sortText: `8${index}`,
  };
  if (header === "alone") return completion;
  return { ...completion, insertText: `[${name}]\n`, triggersNext: true };
}

/** Whether nothing is written yet below a header that ends at `at`, so that its first line can be begun at once. */
function isSectionEmpty(document: string, at: number): boolean {
  return /^[ \t]*(?:\r?\n)?(?:\[|$)/.test(document.slice(at));
}
