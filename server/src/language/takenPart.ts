// What systemd takes of a value that it reads: all of it, what stands before a mistake, or nothing.
import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "./analysis.ts";
import type { ResolvedDirective } from "./knowledge/directives.ts";
import { offsetOf, type Text } from "./text/text.ts";
import { isValueRead, type ValueFinding, valueFindings } from "./valueFindings.ts";
import { commandsOf } from "./values/commandLine.ts";
import { nextWord, plainWords, quotedWords, type WordRules } from "./values/wordSplit.ts";

/** An assignment and the file it stands in. */
interface Placed {
  readonly unit: AnalysedUnit;
  readonly assignment: AnalysedAssignment;
}

/** Whether systemd takes the value, or some of a list: no grammar objects to the whole of it. */
export function isTaken({ unit, assignment }: Placed): boolean {
  const { known, isUnread } = assignment;
  if (known === undefined || isUnread) return known !== undefined;
  // An empty value that is left counts by being empty.
  if (isEmpty(assignment)) return known.status !== "removed";
  if (!isValueRead(assignment)) return false;
  const mistake = mistakeIn(unit, assignment);
  return mistake === undefined || takenBefore(mistake, unit, assignment, known) !== undefined;
}

/** Where in its file the part ends that systemd takes of an assignment that is taken: at a mistake, or with the value. */
export function takenTo({ unit, assignment }: Placed): number {
  const { node, known } = assignment;
  const end = endAt(node.value, node.value.content.length);
  const mistake = known && mistakeIn(unit, assignment);
  return (mistake && takenBefore(mistake, unit, assignment, known)) ?? end;
}

/** The first mistake that costs more than the word it stands in. */
function mistakeIn(unit: AnalysedUnit, assignment: AnalysedAssignment): ValueFinding | undefined {
  return valueFindings(unit, assignment).find(
    ({ effect }) => effect === "assignment" || effect === "line" || effect === "rest" || effect === "words",
  );
}

/**
 * Up to where systemd keeps what stands before a mistake in a value, as an offset in the file: of a command line the
 * commands before it, of a search path the paths, of a list the words (measured). Undefined where it keeps nothing.
 */
function takenBefore(
  { effect, from }: ValueFinding,
  unit: AnalysedUnit,
  { node, section }: AnalysedAssignment,
  known: ResolvedDirective,
): number | undefined {
  const { value: parser, repeat } = known.parsing;
  const { value } = node;
  const mistake = node.from + from;
  if (parser === "config_parse_exec") {
    const last = commandsOf(value, valueContext(unit, section, known)).at(-1);
    return last && endAt(value, last.to);
  }
  if (parser === "config_parse_colon_separated_paths") return lastColonBefore(mistake, value);
  if (repeat === "last" || repeat === "first") return undefined;
  if (parser === "config_parse_user_group_strv_compat") return endOfWordsBefore(mistake, value, plainWords);
  if (effect !== "words") return undefined;
  // Families of addresses are forbidden even by a list in which there is none (measured).
  const nothing = parser === "config_parse_address_families" ? endAt(value, value.content.length) : undefined;
  return endOfWordsBefore(mistake, value, quotedWords) ?? nothing;
}

function lastColonBefore(mistake: number, value: Text): number | undefined {
  let last: number | undefined;
  for (let at = value.content.indexOf(":"); at >= 0; at = value.content.indexOf(":", at + 1)) {
    const offset = offsetOf(value, at);
    if (offset >= mistake) break;
    last = offset;
  }
  return last;
}

function endOfWordsBefore(mistake: number, value: Text, rules: WordRules): number | undefined {
  let end: number | undefined;
  for (
    let word = nextWord(value, 0, rules);
    word?.kind === "word";
    word = nextWord(value, word.next, rules)
  ) {
    const to = endAt(value, word.to);
    if (to >= mistake) break;
    end = to;
  }
  return end;
}

/** Where in the file what ends at `to` ends: before a continuation that follows. */
function endAt(value: Text, to: number): number {
  return to === 0 ? offsetOf(value, 0) : offsetOf(value, to - 1) + 1;
}

/** Whether nothing is assigned, where that is no value of its own. */
export function isEmpty({ node, known }: AnalysedAssignment): boolean {
  return node.value.content === "" && known?.parsing.empty !== "is-a-value";
}
