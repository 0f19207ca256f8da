import { mayBeInvalid } from "../text/utf8.ts";
import type { Rule } from "./rule.ts";

/** systemd stops at the first line that is no UTF-8, comments excepted, and reads no line of a MiB or more. */
export const unreadableText: Rule = ({ tree }, report) => {
  // One report is enough: a file in another encoding has the mistake on every other line.
  const node = mayBeInvalid(tree.document)
    ? tree.nodes.find(({ invalidAt }) => invalidAt !== undefined)
    : undefined;
  if (node?.invalidAt !== undefined) {
    report("invalid-text", { from: node.invalidAt, to: node.invalidAt + 1, line: node.line });
  }
  if (tree.tooLongAt !== undefined) report("line-too-long", tree.tooLongAt);
};
