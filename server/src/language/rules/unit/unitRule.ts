import type { AnalysedUnit } from "../../analysis.ts";
import type { EffectiveAssignment, EffectiveUnit } from "../../effectiveUnit.ts";
import type { SectionName } from "../../knowledge/sections.ts";
import type { ProblemCode } from "../../problems/catalogue.ts";
import { type Span, slice, spanOf, type Text } from "../../text/text.ts";
import { nextWord, unitWords } from "../../values/wordSplit.ts";
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

/** The words of a list of units. */
export function unitWordsOf(assignment: EffectiveAssignment): readonly Text[] {
  const { value } = assignment.assignment.node;
  const words: Text[] = [];
  let at = 0;
  for (
    let word = nextWord(value, at, unitWords);
    word?.kind === "word";
    word = nextWord(value, at, unitWords)
  ) {
    words.push(slice(value, word.from, word.to));
    at = word.next;
  }
  return words;
}

/** One of the words of an assignment. */
export function placeOfWord({ unit, assignment }: EffectiveAssignment, word: Text): UnitPlace {
  return { in: unit, line: assignment.node.line, ...spanOf(word, 0, word.content.length) };
}

/** The header of a section in the unit file; where it has none, the first line that says anything, or the beginning. */
export function headerOf(unit: EffectiveUnit, section: SectionName): UnitPlace {
  const [fragment] = unit.parts;
  const { sections, tree } = fragment;
  const own = sections.findLast(({ reading }) => reading.kind === "read" && reading.name === section);
  const header = (own ?? sections[0])?.header;
  if (header !== undefined) {
    const { from, to } = spanOf(header.name, 0, header.name.content.length);
    return { in: fragment, from: from - 1, to: to + 1, line: header.line };
  }
  const lineEnd = tree.document.search(/[\r\n]|$/);
  return { in: fragment, from: 0, to: Math.max(0, lineEnd), line: 1 };
}
