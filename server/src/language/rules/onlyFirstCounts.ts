import { spanOf } from "../text/text.ts";
import type { Rule } from "./rule.ts";

/** Unit= of a timer or a path keeps its first value; systemd ignores every later one with a warning. */
export const onlyFirstCounts: Rule = (unit, report) => {
  const seen = new Set<string>();
  for (let at = 0; at < unit.assignments.length; at++) {
    const assignment = unit.assignments[at];
    if (assignment?.known?.parsing.repeat !== "first" || assignment.node.value.content === "") continue;
    const { node, section } = assignment;
    const name = node.key.content;
    const key = `${section}.${name}`;
    if (seen.has(key))
      report("only-first-counts", { ...spanOf(node.key, 0, name.length), line: node.line }, { args: [name] });
    seen.add(key);
  }
};
