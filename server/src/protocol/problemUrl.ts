import type { AnalysedUnit } from "../language/analysis.ts";
import { ownSection } from "../language/analysis.ts";
import { analysedAssignment, nodeAt } from "../language/features/caret.ts";
import { manualUrl, syntaxUrl } from "../language/knowledge/manual.ts";
import type { Problem } from "../language/problems/catalogue.ts";

/** Where the manual says what holds at the place of a problem: the directive's entry, the page of the type, the syntax. */
export function problemUrl(unit: AnalysedUnit, problem: Problem): string {
  const node = nodeAt(unit.tree, problem.from);
  if (node?.kind === "section") return node.defect === undefined ? manualUrl(ownSection(unit)) : syntaxUrl;
  const assignment = node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
  if (assignment === undefined) return syntaxUrl;
  return manualUrl(assignment.section, assignment.node.key.content);
}
