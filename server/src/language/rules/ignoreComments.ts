import { isProblemCode } from "../chosenSeverity.ts";
import { ignoredCodes } from "../ignoreComment.ts";
import { problemCodes } from "../problems/catalogue.ts";
import { nearestWord } from "../words/nearest.ts";
import type { Rule } from "./rule.ts";

/** A comment that asks to ignore what does not exist silences nothing. */
export const ignoreComments: Rule = ({ tree: { document, nodes } }, report) => {
  if (!document.includes("unitwright:")) return;
  for (const node of nodes) {
    if (node.kind !== "comment") continue;
    for (const { code, from, to } of ignoredCodes(document, node)) {
      if (code === "all" || isProblemCode(code)) continue;
      const near = nearestWord(code, problemCodes) ?? "";
      report("unknown-code", { from, to, line: node.line }, { args: [code, near] });
    }
  }
};
