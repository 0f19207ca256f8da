import type { Rule } from "./rule.ts";

/** systemd stops at a line that is no UTF-8, comments excepted, and reads no line of a MiB or more. */
export const unreadableText: Rule = ({ tree }, report) => {
  for (const node of tree.nodes) {
    if (node.invalidAt === undefined) continue;
    report("invalid-text", { from: node.invalidAt, to: node.invalidAt + 1, line: node.line });
  }
  if (tree.tooLongAt !== undefined) report("line-too-long", tree.tooLongAt);
};
