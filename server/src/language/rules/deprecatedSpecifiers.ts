import { spanOf } from "../text/text.ts";
import { findSpecifier, isInTable } from "../words/specifiers.ts";
import type { Rule } from "./rule.ts";

const specifier = /%(%|[A-Za-z0-9])/g;

/** systemd warns about some specifiers at each use, but says nothing of the line (measured on 252, 257 and 262). */
export const deprecatedSpecifiers: Rule = (unit, report) => {
  for (const { node, known, isUnread } of unit.assignments) {
    const table = known?.parsing.specifiers;
    if (table === undefined || isUnread || !node.value.content.includes("%")) continue;
    for (const { 1: letter = "", index } of node.value.content.matchAll(specifier)) {
      const found = findSpecifier(letter);
      if (found?.deprecated !== true || !isInTable(found, table, unit.table.version)) continue;
      const place = { ...spanOf(node.value, index, index + 2), line: node.line };
      report("deprecated-specifier", place, { args: [letter] });
    }
  }
};
