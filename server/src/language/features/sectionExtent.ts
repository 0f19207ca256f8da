import type { SectionHeader, SyntaxNode, UnitTree } from "../syntax/tree.ts";

/** A section with what stands in it. */
export interface SectionExtent {
  readonly header: SectionHeader;
  /** From below the header up to the last line that belongs to it; blank lines and comments among them. */
  readonly nodes: readonly SyntaxNode[];
}

/**
 * The sections of a file in order. Blank lines at a section's end belong to none, nor do comments right above the next
 * header, which speak of what follows.
 */
export function sectionExtents(tree: UnitTree): readonly SectionExtent[] {
  const headers = tree.nodes.flatMap((node, index) =>
    node.kind === "section" ? [{ header: node, index }] : [],
  );
  return headers.map(({ header, index }, position) => {
    const next = headers[position + 1]?.index;
    const nodes = tree.nodes.slice(index + 1, next);
    return { header, nodes: nodes.slice(0, lengthOfBody(nodes, next === undefined ? "document" : "header")) };
  });
}

/** How many of the nodes belong to the section, which another header ends or the document's end. */
function lengthOfBody(nodes: readonly SyntaxNode[], endedBy: "header" | "document"): number {
  let length = nodes.length;
  if (endedBy === "header") while (nodes[length - 1]?.kind === "comment") length--;
  while (nodes[length - 1]?.kind === "blank") length--;
  return length;
}
