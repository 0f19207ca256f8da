import { ignoredCodes } from "../ignoreComment.ts";
import type { Problem } from "../problems/catalogue.ts";
import type { RulesTree } from "./rulesTree.ts";

/**
 * The problems that no comment asks to leave out: `# unitwright: ignore=CODE` speaks for the rule below it, and above
 * the first rule for the whole file, as in unit files.
 */
export function withoutIgnoredRules(problems: readonly Problem[], tree: RulesTree): readonly Problem[] {
  if (!tree.document.includes("unitwright:")) return problems;
  const places: { readonly from: number; readonly to: number; readonly codes: ReadonlySet<string> }[] = [];
  let waiting: string[] = [];
  let isHead = true;
  for (const node of tree.nodes) {
    if (node.kind === "comment") {
      const codes = ignoredCodes(tree.document, node).map(({ code }) => code);
      if (isHead && codes.length > 0) {
        places.push({ from: 0, to: tree.document.length + 1, codes: new Set(codes) });
      }
      waiting.push(...codes);
      continue;
    }
    if (node.kind === "rule") {
      isHead = false;
      if (waiting.length > 0) places.push({ from: node.from, to: node.to, codes: new Set(waiting) });
    }
    waiting = [];
  }
  return problems.filter(
    ({ code, from }) =>
      !places.some(
        (place) => from >= place.from && from < place.to && (place.codes.has(code) || place.codes.has("all")),
      ),
  );
}
