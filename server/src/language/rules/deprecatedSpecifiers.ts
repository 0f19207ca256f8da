import { spanOf } from "../text/text.ts";
import { findSpecifier, isInTable } from "../words/specifiers.ts";
import type { AssignmentRule } from "./rule.ts";

/** systemd warns about some specifiers at each use, but says nothing of the line (measured on 252, 257 and 262). */
export const deprecatedSpecifiers: AssignmentRule = {
  concerns: (row) => row?.parsing.specifiers !== undefined,
  looksFor: "percent sign",
  judge(unit, { node, known, isUnread }, report) {
    const table = known?.parsing.specifiers;
    if (table === undefined || isUnread) return;
    const { content } = node.value;
    for (let index = content.indexOf("%"); index >= 0; index = content.indexOf("%", index + 2)) {
      const letter = content[index + 1] ?? "";
      const found = findSpecifier(letter);
      if (found?.deprecated !== true || !isInTable(found, table, unit.table.version)) continue;
      const place = { ...spanOf(node.value, index, index + 2), line: node.line };
      report("deprecated-specifier", place, { args: [letter] });
    }
  },
};
