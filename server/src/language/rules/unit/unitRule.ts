import type { AnalysedUnit } from "../../analysis.ts";
import type { EffectiveAssignment, EffectiveUnit } from "../../effectiveUnit.ts";
import type { SectionName } from "../../knowledge/sections.ts";
import type { ProblemCode } from "../../problems/catalogue.ts";
import { type Span, spanOf } from "../../text/text.ts";
import { firstLineOf } from "../place.ts";
import type { Details } from "../rule.ts";

/** Looks at a unit as a whole, drop-ins included: what systemd asks once it has read everything. */
export type UnitRule = (unit: EffectiveUnit, report: UnitReport) => void;

/** A place in one of the files a unit is made of. */
export interface UnitPlace extends Span {
  readonly in: AnalysedUnit;
  readonly line: number;
}

export type UnitReport = (code: ProblemCode, place: UnitPlace, what?: Details) => void;

/** The name and the value of an assignment: `Restart=always`. */
export function placeOf({ unit, assignment }: EffectiveAssignment): UnitPlace {
  const { node } = assignment;
  const { from } = spanOf(node.key, 0, 0);
  const { to } = spanOf(node.value, 0, node.value.content.length);
  return { in: unit, from, to, line: node.line };
}

/** The header of a section in the unit file; where it has none, the first line that says anything, or the beginning. */
export function headerOf(unit: EffectiveUnit, section: SectionName): UnitPlace {
  const [fragment] = unit.parts;
  const own = fragment.sections.findLast(
    ({ reading }) => reading.kind === "read" && reading.name === section,
  );
  if (own?.header === undefined) return { in: fragment, ...firstLineOf(fragment) };
  const { from, to } = spanOf(own.header.name, 0, own.header.name.content.length);
  return { in: fragment, from: from - 1, to: to + 1, line: own.header.line };
}
