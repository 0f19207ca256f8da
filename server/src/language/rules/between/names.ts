import { setAmong } from "../../effectiveUnit.ts";
import type { SectionName } from "../../knowledge/sections.ts";
import { type NamedUnit, placeOfWord, unitsNamedBy } from "../../namedUnits.ts";
import { parseUnitName } from "../../names/unitName.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { oneSlipFrom } from "../../words/oneSlip.ts";
import type { BetweenRule } from "./betweenRule.ts";
import { nearName } from "./triggers.ts";

/** Without what these name, a unit does not start (systemd.unit(5), measured); all others may name what is not there. */
const needs: readonly string[] = ["Requires", "BindsTo", "Requisite"];

const naming: readonly { readonly section: SectionName; readonly directives: readonly string[] }[] = [
  {
    section: "Unit",
    directives: [
      ...needs,
      ...["Wants", "Upholds", "After", "Before", "PartOf", "OnFailure", "OnSuccess", "Conflicts"],
      ...["PropagatesReloadTo", "ReloadPropagatedFrom", "PropagatesStopTo", "StopPropagatedFrom"],
      "JoinsNamespaceOf",
    ],
  },
  { section: "Service", directives: ["Sockets"] },
  { section: "Install", directives: ["WantedBy", "RequiredBy", "UpheldBy", "Also"] },
];

/**
 * Units that are named and not there. What is needed must be there when the file lies on a system at hand; of all others
 * only those are told that are one slip away from a name that is there.
 */
export const namedUnitsExist: BetweenRule = ({ unit, around }, report) => {
  let missing: Set<string> | undefined;
  const judge = (directive: string, { name, word, step }: NamedUnit) => {
    const isNeeded = needs.includes(directive);
    const standing = around.standing(name);
    if (standing === "masked" && isNeeded) {
      report("needs-masked-unit", placeOfWord(step, word), { args: [name] });
    } else if (standing === "absent" && isNeeded && around.isWholeSystem) {
      missing ??= new Set();
      missing.add(name);
      report("needed-unit-missing", placeOfWord(step, word), {
        args: [directive, name, nearName(name, around)],
      });
    } else if (standing === "absent" && missing?.has(name) !== true) {
      const near = slipOf(name, around);
      if (near === undefined || near === unit.name?.name) return;
      report("unknown-unit", placeOfWord(step, word), { args: [name, near] });
    }
  };
  for (const { section, directives } of naming) {
    const set = setAmong(unit, section, directives);
    if (set.length === 0) continue;
    for (const directive of set) {
      for (const named of unitsNamedBy(unit, section, directive)) judge(directive, named);
    }
  }
};

/** The name that was meant, where one slip explains the other. */
export function slipOf(name: string, around: UnitsAround): string | undefined {
  const pattern = hasUnknownPiece(name) ? name.replace(/@.*(?=\.)/s, "@") : name;
  const type = parseUnitName(pattern)?.type;
  return type && oneSlipFrom(pattern, around.namesOf(type));
}
