import type { AnalysedUnit } from "../../analysis.ts";
import { type SectionName, sectionsOfType } from "../../knowledge/sections.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { endWithoutLineEnd, lineEndFor } from "../../syntax/lineEnd.ts";
import type { Assignment, SyntaxNode, UnitTree } from "../../syntax/tree.ts";
import { type Span, spanOf } from "../../text/text.ts";
import { nodeAt } from "../caret.ts";
import type { Edit, Fix } from "../codeActions.ts";
import { sectionExtents } from "../sectionExtent.ts";

/** To the section that has the directive, with the comments right above it. */
export function fixMisplaced(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(unit.tree, problem.from);
  if (node?.kind !== "assignment") return [];
  const name = node.key.content;
  const sections = sectionsOfType(unit.file.type).filter(
    (section) => unit.table.find(section, name)?.status === "known",
  );
  return sections.flatMap((section) => {
    const edits = moveTo(unit, node, section, name);
    return edits === undefined
      ? []
      : [{ title: `Move to [${section}]`, isPreferred: sections.length === 1, edits }];
  });
}

/**
 * The edits that move an assignment to the end of the first section of that name, which is made at its usual place
 * where there is none, and give it the name `name`. Undefined where it cannot be moved as it is.
 */
export function moveTo(
  unit: AnalysedUnit,
  node: Assignment,
  section: SectionName,
  name: string,
): readonly Edit[] | undefined {
  const { tree } = unit;
  // A backslash that ends the document would swallow what comes to stand behind it.
  if (tree.document[endWithoutLineEnd(tree.document, node) - 1] === "\\") return undefined;
  const moved = { from: startWithComments(tree, node), to: node.to };
  const text = renamed(tree.document, moved, node, name);
  const lineEnd = lineEndFor(tree.document);
  const insertion = insertionFor(unit, section, text, lineEnd);
  const edits = [insertion, { ...moved, newText: "" }];
  return edits.sort((a, b) => a.from - b.from || a.to - b.to);
}

function renamed(document: string, { from, to }: Span, node: Assignment, name: string): string {
  const key = spanOf(node.key, 0, node.key.content.length);
  const end = endWithoutLineEnd(document, { from: key.to, to });
  return document.slice(from, key.from) + name + document.slice(key.to, end);
}

/** Where the comments right above the node begin. */
export function startWithComments({ nodes }: UnitTree, node: SyntaxNode): number {
  let index = nodes.indexOf(node);
  while (nodes[index - 1]?.kind === "comment") index--;
  return nodes[index]?.from ?? node.from;
}

function insertionFor(unit: AnalysedUnit, section: SectionName, text: string, lineEnd: string): Edit {
  const { tree } = unit;
  const extents = sectionExtents(tree);
  const target = extents.find(({ header }) => header.name.content === section);
  if (target !== undefined) return insertAfter(tree, target.nodes.at(-1) ?? target.header, text, lineEnd);

  const order: readonly string[] = sectionsOfType(unit.file.type);
  const rank = order.indexOf(section);
  const follower = extents.find(({ header }) => order.indexOf(header.name.content) > rank);
  const written = `[${section}]${lineEnd}${text}`;
  if (follower === undefined) return insertAtEnd(tree.document, written, lineEnd);
  const from = startWithComments(tree, follower.header);
  return { from, to: from, newText: written + lineEnd + lineEnd };
}

function insertAfter({ document }: UnitTree, node: SyntaxNode, text: string, lineEnd: string): Edit {
  const isClosed = /[\r\n\0]$/.test(document.slice(node.from, node.to));
  const newText = isClosed ? text + lineEnd : lineEnd + text;
  return { from: node.to, to: node.to, newText };
}

function insertAtEnd(document: string, text: string, lineEnd: string): Edit {
  const at = document.length;
  const isClosed = document === "" || /[\r\n]$/.test(document);
  const gap = isClosed ? lineEnd : lineEnd + lineEnd;
  return { from: at, to: at, newText: gap + text + lineEnd };
}
