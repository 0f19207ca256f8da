import type { EffectiveUnit } from "../../effectiveUnit.ts";
import type { RelatedPlace } from "../../problems/catalogue.ts";
import type { FilePlace, UnitFacts } from "../../unitFacts.ts";
import type { UnitsAround } from "../../unitsAround.ts";
import type { UnitReport } from "../unit/unitRule.ts";

/** What a unit says of others, and those. */
export interface FactsAmongOthers {
  readonly facts: UnitFacts;
  readonly around: UnitsAround;
}

export interface UnitAmongOthers extends FactsAmongOthers {
  readonly unit: EffectiveUnit;
}

/** Looks at a unit among the others: what systemd finds out when it enables or starts it. */
export type BetweenRule = (asked: UnitAmongOthers, report: UnitReport) => void;

/** A place of another file for the list that an editor shows with a problem. */
export function relatedPlace({ in: part, path, from, to }: FilePlace, message: string): RelatedPlace {
  return { path, document: part.tree.document, from, to, message };
}

/** What a unit says of others: of the one that is judged, what it says now. */
export function lookUp(name: string, { facts, around }: FactsAmongOthers): UnitFacts | undefined {
  return name === facts.name ? facts : around.factsOf(name);
}
