import type { AnalysedUnit } from "../../analysis.ts";
import { ignoredCodes } from "../../ignoreComment.ts";
import { type Problem, type ProblemCode, problemCodes } from "../../problems/catalogue.ts";
import { lineEndFor } from "../../syntax/lineEnd.ts";
import type { SyntaxNode, UnitTree } from "../../syntax/tree.ts";
import { nearestWord } from "../../words/nearest.ts";
import type { Edit, Fix } from "../codeActions.ts";

/**
 * A comment that leaves the problem out: on its line, or in the whole file where the line is the first that says
 * anything, above which a comment speaks for all. None for what stands in a comment itself.
 */
export function ignoreProblem({ tree }: AnalysedUnit, { code, from }: Problem): readonly Fix[] {
  const index = tree.nodes.findIndex(({ to }) => from < to || to === tree.document.length);
  const node = tree.nodes[index];
  if (node === undefined || !isLine(node)) return [];
  const isFirst = !tree.nodes.slice(0, index).some(isLine);
  const title = `Ignore ${code} ${isFirst ? "in this file" : "on this line"}`;
  return [{ title, isPreferred: false, edits: [ignoring(tree, index, node, code)] }];
}

/** The code that was meant. */
export function fixIgnoredCode(_unit: AnalysedUnit, { from, to, args }: Problem): readonly Fix[] {
  const near = nearestWord(args[0] ?? "", problemCodes);
  if (near === undefined) return [];
  return [{ title: `Change to \`${near}\``, isPreferred: true, edits: [{ from, to, newText: near }] }];
}

function isLine({ kind }: SyntaxNode): boolean {
  return kind !== "comment" && kind !== "blank" && kind !== "template-control";
}

/** Adds to the list of a comment right above, or makes one. */
function ignoring(
  { document, nodes }: UnitTree,
  index: number,
  { from }: SyntaxNode,
  code: ProblemCode,
): Edit {
  for (let at = index - 1; ; at--) {
    const above = nodes[at];
    if (above?.kind !== "comment") break;
    const last = ignoredCodes(document, above).at(-1);
    if (last !== undefined) return { from: last.to, to: last.to, newText: `, ${code}` };
  }
  const indent = /^[ \t]*/.exec(document.slice(from, from + 100))?.[0] ?? "";
  const newText = `${indent}# unitwright: ignore=${code}${lineEndFor(document)}`;
  return { from, to: from, newText };
}
