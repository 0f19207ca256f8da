import { valueContext } from "./analysis.ts";
import { assignmentFacts } from "./assignmentFacts.ts";
import type { EffectiveAssignment, EffectiveUnit } from "./effectiveUnit.ts";
import type { SectionName } from "./knowledge/sections.ts";
import { meantUnit } from "./names/meantUnit.ts";
import { parseUnitName, type UnitName } from "./names/unitName.ts";
import { movedText, slice, spanOf, type Text } from "./text/text.ts";
import type { ValueContext } from "./values/grammar.ts";
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
  const known = named.get(steps);
  if (known !== undefined) return known;
  const found = namedBy(unit, steps);
  named.set(steps, found);
  return found;
}

/** Several rules ask about the same assignments of a unit, and so does whoever judges another unit. */
const named = new WeakMap<readonly EffectiveAssignment[], readonly NamedUnit[]>();

const nothing: readonly NamedUnit[] = [];

function namedBy({ name: own }: EffectiveUnit, steps: readonly EffectiveAssignment[]): readonly NamedUnit[] {
  const found: NamedUnit[] = [];
  for (const step of steps) {
    const { from, words } = namedIn(own, step);
    const by = step.assignment.node.from - from;
    for (const { name, word } of words) found.push({ name, word: movedText(word, by), step });
  }
  return found;
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
  const words: Omit<NamedUnit, "step">[] = [];
  for (const word of unitWordsOf(step)) {
    const name = expandedName(own, step, word);
    if (name !== undefined) words.push({ name, word });
  }
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
  const { from, to } = spanOf(word, 0, word.content.length);
  return { in: unit, line: assignment.node.line, from, to };
}

function expandedContent(word: Text, context: ValueContext): string | undefined {
  const expansion = expandSpecifiers(word, context);
  return expansion.kind === "expanded" ? expansion.text.content : undefined;
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
  const content = word.content.includes("%")
    ? expandedContent(word, valueContext(unit, section, known))
    : word.content;
  // Only a template's name has a dot behind its @.
  if (section === "Install" || content?.includes("@.") !== true) return content;
  const named = parseUnitName(content);
  return named === undefined ? content : meantUnit(named, own).name;
}
