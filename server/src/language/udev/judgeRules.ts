import { isProblemCode } from "../chosenSeverity.ts";
import { ignoredCodes } from "../ignoreComment.ts";
import { type Problem, problemCodes } from "../problems/catalogue.ts";
import { offsetOf, spanOf } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import type { AnalysedRules } from "./analysedRules.ts";
import { judgeConflicts } from "./judgeConflicts.ts";
import { judgeLabels } from "./judgeLabels.ts";
import { judgeSystemdSide } from "./judgeSystemdSide.ts";
import { judgePairs, type RuleOutcome } from "./ruleOutcome.ts";
import { type ReportRule, reportTo } from "./ruleReport.ts";
import { withoutIgnoredRules } from "./ruleSuppression.ts";
import type { RuleLine, RulesNode } from "./rulesTree.ts";

/** Everything wrong with a file of udev rules, in the order of the file, but what its comments ask to leave out. */
export function judgeRules({ tree, version }: AnalysedRules): readonly Problem[] {
  const problems: Problem[] = [];
  const outcomes: RuleOutcome[] = [];
  for (const node of tree.nodes) {
    const report = reportTo(problems, node.line);
    if (node.kind === "rule") {
      judgeReading(node, report);
      const outcome = judgePairs(node, version, report);
      if (!outcome.isDropped) judgeConflicts(outcome, report);
      outcomes.push(outcome);
    } else judgeTrivia(tree.document, node, report);
  }
  const report = (rule: RuleLine) => reportTo(problems, rule.line);
  judgeLabels(outcomes, report);
  judgeSystemdSide(outcomes, version, report);
  const sorted = problems.sort((a, b) => a.from - b.from || a.to - b.to);
  return withoutIgnoredRules(sorted, tree);
}

function judgeTrivia(document: string, node: RulesNode, report: ReportRule): void {
  if (node.kind === "unread") {
    const to = Math.min(node.to, node.from + 80);
    report("udev-rule-lost", { from: node.from, to }, "too-long", { consequence: "rest-dropped" });
  }
  if (node.kind !== "comment") return;
  for (const { code, from, to } of ignoredCodes(document, node)) {
    if (code === "all" || isProblemCode(code)) continue;
    report("unknown-code", { from, to }, code, nearestWord(code, problemCodes) ?? "");
  }
}

/** What keeps udev from reading a rule, and the commas it does without. */
function judgeReading(rule: RuleLine, report: ReportRule): void {
  const { content, defect, loss, pairs, rest } = rule;
  if (loss !== undefined) {
    const { length } = content.content;
    report("udev-rule-lost", spanOf(content, 0, Math.min(length, 80)), loss);
    return;
  }
  if (defect !== undefined) report("udev-broken-rule", defect, defect.kind);
  for (const [index, { separator, key }] of pairs.entries()) {
    const commas = separator.content.replace(/[^,]/g, "").length;
    if (index > 0 && commas === 0) {
      const at = offsetOf(key, 0);
      report("udev-commas", { from: at, to: at + Math.max(1, key.content.length) }, "missing");
    } else if (commas > (index === 0 ? 0 : 1)) {
      const last = separator.content.lastIndexOf(",");
      report("udev-commas", spanOf(separator, last, last + 1), "stray");
    }
  }
  const comma = rest.content.indexOf(",");
  if (defect === undefined && comma >= 0) report("udev-commas", spanOf(rest, comma, comma + 1), "stray");
}
