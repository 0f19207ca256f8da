import type { AnalysedUnit } from "../../analysis.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { endWithoutLineEnd, lineEndFor } from "../../syntax/lineEnd.ts";
import { spanOf } from "../../text/text.ts";
import { nodeAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";

/** Waits for the unit that is needed, on a line of its own below. */
export function fixUnordered(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const [, needed = ""] = problem.args;
  return lineBelow(unit, problem, `After=${needed}`);
}

/** Has the target started that is waited for. */
export function fixUnwanted(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  return lineBelow(unit, problem, "Wants=network-online.target");
}

function lineBelow({ tree }: AnalysedUnit, problem: Problem, line: string): readonly Fix[] {
  const node = nodeAt(tree, problem.from);
  if (node?.kind !== "assignment") return [];
  const { document } = tree;
  const end = endWithoutLineEnd(document, node);
  // A backslash that ends the document would swallow what comes to stand behind it.
  if (document[end - 1] === "\\") return [];
  const indent = document.slice(node.from, spanOf(node.key, 0, 0).from);
  const newText = `${lineEndFor(document)}${indent}${line}`;
  return [{ title: `Add \`${line}\``, isPreferred: true, edits: [{ from: end, to: end, newText }] }];
}
