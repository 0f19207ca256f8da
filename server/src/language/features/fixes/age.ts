import type { AnalysedUnit } from "../../analysis.ts";
import type { DirectiveReference } from "../../knowledge/directive.ts";
import type { SectionName } from "../../knowledge/sections.ts";
import type { Problem } from "../../problems/catalogue.ts";
import type { Assignment } from "../../syntax/tree.ts";
import { spanOf } from "../../text/text.ts";
import { analysedAssignment, nodeAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";
import { moveTo } from "./misplaced.ts";

/**
 * The name that took a directive's place, in its section. Of deprecated directives only where both are read alike:
 * the same number can mean another thing under the new name.
 */
export function fixAge(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(unit.tree, problem.from);
  if (node?.kind !== "assignment") return [];
  const assignment = analysedAssignment(unit, node);
  const row = assignment && unit.table.find(assignment.section, node.key.content);
  if (assignment === undefined || row === undefined) return [];
  const { directive, parsing } = row;
  const instead = directive.renamed?.to ?? directive.deprecated?.instead;
  if (instead === undefined) return [];
  const section = instead.section ?? assignment.section;
  // Never before a release that knows the new name.
  const successor = unit.table.find(section, instead.name);
  if (successor?.status !== "known" || successor.parsing.value !== parsing.value) return [];
  const fix =
    section === assignment.section ? rename(node, instead) : moveAndRename(unit, node, section, instead);
  return fix === undefined ? [] : [fix];
}

function rename(node: Assignment, { name }: DirectiveReference): Fix {
  const span = spanOf(node.key, 0, node.key.content.length);
  return { title: `Change to \`${name}=\``, isPreferred: true, edits: [{ ...span, newText: name }] };
}

function moveAndRename(
  unit: AnalysedUnit,
  node: Assignment,
  section: SectionName,
  { name }: DirectiveReference,
): Fix | undefined {
  const edits = moveTo(unit, node, section, name);
  const title = name === node.key.content ? `Move to [${section}]` : `Change to \`${name}=\` in [${section}]`;
  return edits && { title, isPreferred: true, edits };
}

/** Away with a line that systemd ignores. */
export function fixRemovable({ tree }: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(tree, problem.from);
  if (node?.kind !== "assignment" && node?.kind !== "malformed") return [];
  const title = node.kind === "assignment" ? `Remove \`${node.key.content}=\`` : "Remove this line";
  return [{ title, isPreferred: false, edits: [{ from: node.from, to: node.to, newText: "" }] }];
}
