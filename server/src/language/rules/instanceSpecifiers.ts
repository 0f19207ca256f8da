import { spanOf } from "../text/text.ts";
import type { Rule } from "./rule.ts";

const instance = /(?<!%)(?:%%)*(%[iI])/g;

/** In a unit without an instance `%i` stands for nothing: the file was probably meant to be a template. */
export const instanceSpecifiers: Rule = (unit, report) => {
  if (unit.file.name?.kind !== "plain" || unit.file.template !== undefined) return;
  if (!/%[iI]/.test(unit.tree.document)) return;
  for (const { node, known, isUnread } of unit.assignments) {
    if (known?.parsing.specifiers === undefined || isUnread || !node.value.content.includes("%")) continue;
    for (const match of node.value.content.matchAll(instance)) {
      const from = match.index + match[0].length - 2;
      report(
        "no-instance",
        { ...spanOf(node.value, from, from + 2), line: node.line },
        { args: [match[1] ?? ""] },
      );
    }
  }
};
