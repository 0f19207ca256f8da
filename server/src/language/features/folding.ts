import type { AnalysedUnit } from "../analysis.ts";
import { endWithoutLineEnd } from "../syntax/lineEnd.ts";
import type { SyntaxNode, UnitTree } from "../syntax/tree.ts";
import type { Span } from "../text/text.ts";
import { sectionExtents } from "./sectionExtent.ts";

/** What can be folded: from somewhere on its first line to somewhere on its last, which is another. */
export interface FoldingRange extends Span {
  readonly kind: "section" | "comment" | "continuation";
}

/** Sections, blocks of comment lines, and values that go on over several lines. */
export function foldingRanges({ tree }: AnalysedUnit): readonly FoldingRange[] {
  return [...sectionRanges(tree), ...commentRanges(tree), ...continuationRanges(tree)]
    .filter(({ from, to }) => /[\r\n]/.test(tree.document.slice(from, to)))
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

function sectionRanges(tree: UnitTree): readonly FoldingRange[] {
  return sectionExtents(tree).map(({ header, nodes }) =>
    rangeOf(tree, "section", header, nodes.at(-1) ?? header),
  );
}

function commentRanges(tree: UnitTree): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let first: SyntaxNode | undefined;
  for (const [index, node] of tree.nodes.entries()) {
    if (node.kind !== "comment") continue;
    first ??= node;
    if (tree.nodes[index + 1]?.kind === "comment") continue;
    ranges.push(rangeOf(tree, "comment", first, node));
    first = undefined;
  }
  return ranges;
}

function continuationRanges(tree: UnitTree): readonly FoldingRange[] {
  return tree.nodes
    .filter((node) => node.kind === "assignment")
    .map((node) => rangeOf(tree, "continuation", node, node));
}

function rangeOf(tree: UnitTree, kind: FoldingRange["kind"], first: Span, last: Span): FoldingRange {
  return { kind, from: first.from, to: endWithoutLineEnd(tree.document, last) };
}
