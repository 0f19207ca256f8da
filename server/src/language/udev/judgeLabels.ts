import { spanOf } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import type { RuleOutcome } from "./ruleOutcome.ts";
import type { ReportRule } from "./ruleReport.ts";
import type { RuleLine, RulePair } from "./rulesTree.ts";

/** Whether every GOTO finds its label further below, and every label a GOTO. */
export function judgeLabels(
  outcomes: readonly RuleOutcome[],
  reportOf: (rule: RuleLine) => ReportRule,
): void {
  /** Labels below the line at hand, the nearest of each name. */
  const below = new Map<string, RulePair>();
  const used = new Set<RulePair>();
  const upwards = [...outcomes].reverse().filter(({ isDropped }) => !isDropped);
  for (const { rule, goto, label, acts } of upwards) {
    if (goto !== undefined) {
      const name = goto.value.content;
      const found = below.get(name);
      if (found !== undefined) used.add(found);
      else {
        const near = nearestWord(name, below.keys()) ?? "";
        const isAll = !acts && label === undefined;
        reportOf(rule)("udev-unknown-label", placeOfValue(goto), name, near, {
          ignores: isAll ? "rule" : "part",
        });
      }
    }
    if (label !== undefined) below.set(label.value.content, label);
  }
  for (const { rule, label } of upwards) {
    if (label === undefined || used.has(label)) continue;
    reportOf(rule)("udev-unused-label", placeOfValue(label), label.value.content);
  }
}

function placeOfValue({ value, quoted }: RulePair) {
  return value.content === "" ? quoted : spanOf(value, 0, value.content.length);
}
