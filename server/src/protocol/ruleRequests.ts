import type {
  CodeAction,
  CodeActionContext,
  CompletionItem,
  Hover,
  Position,
  Range,
} from "vscode-languageserver/node";
import { completeRules } from "../language/udev/ruleCompletion.ts";
import { fixesForRules, ignoreInRules } from "../language/udev/ruleFixes.ts";
import { hoverRules } from "../language/udev/ruleHover.ts";
import { placeInRules } from "../language/udev/rulePlace.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import { offsetOf, spanOf } from "./fromLsp.ts";
import type { OpenRules } from "./openRules.ts";
import { codeActionOf, completionItemOf, diagnosticOf, hoverOf } from "./toLsp.ts";
import type { UnitFinder } from "./unitFinder.ts";

export async function answerRuleCompletion(
  { rules, lines, settings }: OpenRules,
  position: Position,
  units: UnitFinder,
  client: ClientAbilities,
): Promise<CompletionItem[]> {
  const at = offsetOf(lines, position);
  const place = placeInRules(rules.tree, at);
  // Only these values name units: elsewhere no folder needs to be looked at.
  const wanted = place?.kind === "value" ? place.attribute : undefined;
  const scope = wanted === "SYSTEMD_WANTS" ? "system" : wanted === "SYSTEMD_USER_WANTS" ? "user" : undefined;
  const names = scope === undefined ? [] : await units.names(scope, settings);
  const found = completeRules(rules, at, { named: () => names.map((name) => ({ name })) });
  return found.map((one) => completionItemOf(lines, one, client));
}

export function answerRuleHover(
  { rules, lines }: OpenRules,
  position: Position,
  client: ClientAbilities,
): Hover | null {
  const found = hoverRules(rules, offsetOf(lines, position));
  return found === undefined ? null : hoverOf(lines, found, client);
}

/** Editors ask for whole documents too, and nobody reads more fixes than these. */
const mendedAtMost = 50;

export function answerRuleActions(open: OpenRules, range: Range, { only }: CodeActionContext): CodeAction[] {
  if (only !== undefined && !only.some((kind) => "quickfix".startsWith(kind))) return [];
  const { uri, rules, lines } = open;
  const { from, to } = spanOf(lines, range);
  return open.problems
    .filter((problem) => problem.from <= to && from <= problem.to)
    .slice(0, mendedAtMost)
    .flatMap((problem) => {
      const diagnostic = diagnosticOf(open, problem);
      const fixes = [...fixesForRules(rules, problem), ...ignoreInRules(rules, problem)];
      return fixes.map((fix) => codeActionOf(uri, lines, fix, diagnostic));
    });
}
