import { spanOf } from "../text/text.ts";
import type { AssignmentRule } from "./rule.ts";

const instance = /(?<!%)(?:%%)*(%[iI])/g;

/** In a unit without an instance `%i` stands for nothing: the file was probably meant to be a template. */
export const instanceSpecifiers: AssignmentRule = {
  concerns: (row) => row?.parsing.specifiers !== undefined,
  looksFor: "percent sign",
  judge({ file }, { node, isUnread }, report) {
    if (file.name?.kind !== "plain" || file.template !== undefined || isUnread) return;
    for (const match of node.value.content.matchAll(instance)) {
      const from = match.index + match[0].length - 2;
      report(
        "no-instance",
        { ...spanOf(node.value, from, from + 2), line: node.line },
        { args: [match[1] ?? ""] },
      );
    }
  },
};
