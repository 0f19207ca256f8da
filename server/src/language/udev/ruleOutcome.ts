import { judgePair } from "./judgePair.ts";
import { isMatch } from "./ruleKeys.ts";
import type { ReportRule } from "./ruleReport.ts";
import type { RuleLine, RulePair } from "./rulesTree.ts";

/** What udev has of a rule when it has read it. */
export interface RuleOutcome {
  readonly rule: RuleLine;
  /** udev knows nothing of the rule any more. */
  readonly isDropped: boolean;
  /** The pairs in effect; those behind a mistake are listed too, though udev never gets there. */
  readonly pairs: readonly RulePair[];
  readonly label: RulePair | undefined;
  readonly goto: RulePair | undefined;
  /** Whether it does anything but jump. */
  readonly acts: boolean;
}

/** Judges the pairs of a rule one by one, and tells what is left of it. */
export function judgePairs(rule: RuleLine, version: number, report: ReportRule): RuleOutcome {
  let isDropped = rule.defect !== undefined || rule.loss !== undefined;
  const pairs: RulePair[] = [];
  let label: RulePair | undefined;
  let goto: RulePair | undefined;
  let acts = false;
  for (const pair of rule.pairs) {
    const verdict = judgePair(pair, version, report);
    if (verdict === "dropped") isDropped = true;
    if (verdict !== "taken") continue;
    const key = pair.key.content;
    if (key === "GOTO" && goto !== undefined) {
      report("udev-second-label", pair, key);
      continue;
    }
    if (key === "LABEL" && label !== undefined) report("udev-second-label", label, key);
    if (key === "GOTO") goto = pair;
    else if (key === "LABEL") label = pair;
    else if (!isMatch(pair.operator) || key === "PROGRAM" || key === "IMPORT") acts = true;
    pairs.push(pair);
  }
  if (!isDropped && !acts && goto === undefined && label === undefined) {
    isDropped = true;
    // What was left out has been told, and the rest follows from that.
    const last = pairs.length === rule.pairs.length ? pairs.at(-1) : undefined;
    if (last !== undefined) report("udev-no-effect", { from: pairs[0]?.from ?? last.from, to: last.to });
  }
  return { rule, isDropped, pairs, label, goto, acts };
}
