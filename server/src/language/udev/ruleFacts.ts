import type { RuleOutcome } from "./ruleOutcome.ts";
import type { RulePair } from "./rulesTree.ts";

/** What is sure of every device that gets as far as to what a rule sets. */
export interface RuleFacts {
  readonly subsystem?: string;
  readonly action?: string;
}

/**
 * The facts of each rule: from its own matches, and from jumps such as `SUBSYSTEM!="usb", GOTO="end"` above it, up to the
 * next label, where other devices may come in.
 */
export function factsOf(outcomes: readonly RuleOutcome[]): readonly RuleFacts[] {
  let guarded: RuleFacts = {};
  return outcomes.map((outcome) => {
    if (outcome.label !== undefined) guarded = {};
    const facts = { ...guarded, ...ownFacts(outcome.pairs, "==") };
    const [match, ...others] = outcome.isDropped ? [] : outcome.pairs.filter((pair) => pair !== outcome.goto);
    if (outcome.goto !== undefined && match !== undefined && others.length === 0) {
      guarded = { ...guarded, ...ownFacts([match], "!=") };
    }
    return facts;
  });
}

function ownFacts(pairs: readonly RulePair[], operator: "==" | "!="): RuleFacts {
  const onlyValueOf = (key: string) =>
    pairs.find(
      (pair) => pair.key.content === key && pair.operator === operator && /^[\w-]+$/.test(pair.value.content),
    )?.value.content;
  const subsystem = onlyValueOf("SUBSYSTEM");
  const action = onlyValueOf("ACTION");
  return {
    ...(subsystem === undefined ? {} : { subsystem }),
    ...(action === undefined ? {} : { action }),
  };
}
