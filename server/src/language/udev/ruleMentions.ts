import type { UnitMention } from "../features/unitMentions.ts";
import { spanOf } from "../text/text.ts";
import type { AnalysedRules } from "./analysedRules.ts";
import { isMatch } from "./ruleKeys.ts";
import { findSystemdProperty } from "./systemdProperties.ts";
import { wantedUnits } from "./wantedUnits.ts";

/** A unit that udev's rules name, and the managers that it is one of. */
export interface RuleMention extends UnitMention {
  readonly scope: "system" | "user";
}

/** The units that rules have systemd start, in order. */
export function ruleMentions({ tree, version }: AnalysedRules): readonly RuleMention[] {
  const pairs = tree.nodes.flatMap((node) => (node.kind === "rule" ? node.pairs : []));
  return pairs.flatMap((pair) => {
    const property = pair.key.content === "ENV" ? (pair.attribute?.content ?? "") : "";
    if (findSystemdProperty(property)?.value !== "units" || isMatch(pair.operator)) return [];
    const scope = property === "SYSTEMD_USER_WANTS" ? "user" : "system";
    return wantedUnits(pair, version).units.flatMap(({ text, name }) =>
      name === undefined ? [] : [{ ...spanOf(text, 0, text.content.length), name, text, scope }],
    );
  });
}

/** The unit that rules name at an offset. */
export function ruleMentionAt(rules: AnalysedRules, at: number): RuleMention | undefined {
  return ruleMentions(rules).find(({ from, to }) => from <= at && at <= to);
}
