import { valueContext } from "./analysis.ts";
import { assignmentFacts } from "./assignmentFacts.ts";
import type { EffectiveAssignment, EffectiveUnit } from "./effectiveUnit.ts";
import { directiveKey } from "./knowledge/directives.ts";
import type { SectionName } from "./knowledge/sections.ts";
import { meantUnit } from "./names/meantUnit.ts";
import { parseUnitName, type UnitName } from "./names/unitName.ts";
import { movedText, slice, spanOf, type Text } from "./text/text.ts";
import { expandSpecifiers } from "./values/specifierExpansion.ts";
import { nextWord, unitWords } from "./values/wordSplit.ts";

/** A unit that an assignment in effect names. */
export interface NamedUnit {
  /** As systemd understands it, specifiers expanded; what nobody can know of it is an unknown piece. */
  readonly name: string;
  /** As it is written. */
  readonly word: Text;
  readonly step: EffectiveAssignment;
}

/** The units that a list of units names, as what is in effect of `directive` leaves them. */
export function unitsNamedBy(
  unit: EffectiveUnit,
  section: SectionName,
  directive: string,
): readonly NamedUnit[] {
  const steps = unit.inEffect(section, directive);
  // Most of what can name units is set nowhere.
  if (steps.length === 0) return nothing;
  let lists = named.get(unit);
  if (lists === undefined) {
    lists = new Map();
    named.set(unit, lists);
  }
  const key = directiveKey(section, directive);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const found = namedBy(unit, steps);
  lists.set(key, found);
  return found;
}

/** Several rules ask about the same lists, and so does whoever judges another unit. */
const named = new WeakMap<EffectiveUnit, Map<string, readonly NamedUnit[]>>();

const nothing: readonly NamedUnit[] = [];

function namedBy({ name: own }: EffectiveUnit, steps: readonly EffectiveAssignment[]): readonly NamedUnit[] {
  return steps.flatMap((step) => {
    const { from, words } = namedIn(own, step);
    const by = step.assignment.node.from - from;
    return words.map(({ name, word }) => ({ name, word: movedText(word, by), step }));
  });
}

/** The units that an assignment names, as a unit of this name reads it, when it began at `from`. */
interface NamedIn {
  readonly own: UnitName | undefined;
  readonly from: number;
  readonly words: readonly Omit<NamedUnit, "step">[];
}

const namedInEach = assignmentFacts<NamedIn>();

function namedIn(own: UnitName | undefined, step: EffectiveAssignment): NamedIn {
  const { index, node } = step.assignment;
  const ofFile = namedInEach(step.unit);
  const known = ofFile[index];
  if (known !== undefined && known.own?.name === own?.name) return known;
  const words = unitWordsOf(step).flatMap((word) => {
    const name = expandedName(own, step, word);
    return name === undefined ? [] : [{ name, word }];
  });
  const found = { own, from: node.from, words };
  ofFile[index] = found;
  return found;
}

/** The words of a list of units, as they are written. */
export function unitWordsOf({ assignment }: EffectiveAssignment): readonly Text[] {
  const { value } = assignment.node;
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

/** Where a word of an assignment stands. */
export function placeOfWord({ unit, assignment }: EffectiveAssignment, word: Text) {
  return { in: unit, line: assignment.node.line, ...spanOf(word, 0, word.content.length) };
}

/**
 * The name that a word stands for; a template's is that of the instance which systemd makes of it, but for what
 * `systemctl enable` reads (measured).
 */
function expandedName(
  own: UnitName | undefined,
  { unit, assignment: { section, known } }: EffectiveAssignment,
  word: Text,
): string | undefined {
  if (known === undefined) return undefined;
  const expansion = expandSpecifiers(word, valueContext(unit, section, known));
  if (expansion.kind !== "expanded") return undefined;
  const { content } = expansion.text;
  const named = parseUnitName(content);
  return named === undefined || section === "Install" ? content : meantUnit(named, own).name;
}
