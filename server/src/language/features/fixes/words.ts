import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "../../analysis.ts";
import { grammarOf } from "../../knowledge/grammars.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { offsetOf, type Span } from "../../text/text.ts";
import type { Offer } from "../../values/grammar.ts";
import { nearestWord } from "../../words/nearest.ts";
import { escapedForms } from "../../words/specifiers.ts";
import { analysedAssignment, nodeAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";
import { code } from "../markdown.ts";
import { explainValue } from "../valueExplanation.ts";
import { respellings } from "./respellings.ts";

/** The word that was meant: the nearest of those that could stand there, or the same in the spelling systemd takes. */
export function fixWord(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  if (assignment === undefined) return [];
  const span = wholeOf(unit, problem);
  const written = unit.tree.document.slice(span.from, span.to);
  const near =
    problem.code === "deprecated-word"
      ? problem.args[1]
      : nearestWord(written, [
          ...wordsAt(unit, assignment, span),
          ...(problem.code === "not-boolean" ? otherBooleans : []),
        ]);
  const answers = [...respellings(written), ...(near === undefined || near === "" ? [] : [near])];
  return changesTo(unit, assignment, span, answers);
}

/** The words for yes and no that completion leaves out, since one of each is enough to choose from. */
const otherBooleans = ["true", "false", "on", "off"];

/** The word that the message asks about. */
export function fixNear(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  const [, near = ""] = problem.args;
  return assignment === undefined || near === "" ? [] : changesTo(unit, assignment, problem, [near]);
}

/** The place that systemd takes by itself. */
export function fixLegacyRunPath(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  const [now = ""] = problem.args;
  return assignment === undefined || now === "" ? [] : changesTo(unit, assignment, problem, [now]);
}

/** The ends of a range the other way round. */
export function fixRange(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  const written = unit.tree.document.slice(problem.from, problem.to);
  const [, from, to] = /^([0-9]+)-([0-9]+)$/.exec(written) ?? [];
  return assignment === undefined || from === undefined
    ? []
    : changesTo(unit, assignment, problem, [`${to}-${from}`]);
}

/** A name without its type: a service, or whatever type alone may stand there. */
export function fixUnitName(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  const [written, , completed = ""] = problem.args;
  if (assignment === undefined || written !== unit.tree.document.slice(problem.from, problem.to)) return [];
  return completed === "" ? [] : changesTo(unit, assignment, problem, [completed]);
}

/** Folders that stand at the root of every machine. */
const rootFolders =
  /^(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)\//;

/** The path from the root: for a home folder, for quotes that are no quotes here, for a slash left out. */
export function fixPath(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  if (assignment === undefined) return [];
  const written = unit.tree.document.slice(problem.from, problem.to);
  const answers: string[] = [];
  const quoted = /^(["'])(\/.*)\1$/.exec(written)?.[2];
  if (quoted !== undefined) answers.push(quoted);
  if (written.startsWith("~/")) answers.push(`%h${written.slice(1)}`);
  if (rootFolders.test(written)) answers.push(`/${written}`);
  return changesTo(unit, assignment, problem, answers);
}

/** The specifier in the case or the escaped form that is known in this place, or else a percent sign that is to stay one. */
export function fixSpecifier(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentOf(unit, problem);
  const written = unit.tree.document.slice(problem.from, problem.to);
  if (assignment === undefined || !written.startsWith("%")) return [];
  const lower = written.toLowerCase();
  const otherCase = lower === written ? written.toUpperCase() : lower;
  const escaped = escapedForms[written.charAt(1)];
  const span = { from: problem.from, to: problem.from + written.length };
  const meant = changesTo(unit, assignment, span, [escaped === undefined ? otherCase : `%${escaped}`]);
  if (meant.length > 0) return meant;
  // A name, such as a unit's, may not hold the percent sign either.
  return changesTo(unit, assignment, span, [`%${written}`]);
}

/** A backslash that is to stay one. */
export function fixEscape(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const written = unit.tree.document.slice(problem.from, problem.to);
  if (!written.startsWith("\\")) return [];
  const edits = [{ from: problem.from, to: problem.from, newText: "\\" }];
  return [{ title: `Change to ${code(`\\${written}`)}`, isPreferred: problem.code === "escape-kept", edits }];
}

/** The whole of what is wrong, where the problem shows only the part at which reading stopped. */
function wholeOf({ tree: { document } }: AnalysedUnit, { from, to, args: [whole = ""] }: Problem): Span {
  return document.slice(to - whole.length, to) === whole
    ? { from: Math.min(from, to - whole.length), to }
    : { from, to };
}

function assignmentOf(unit: AnalysedUnit, problem: Problem): AnalysedAssignment | undefined {
  const node = nodeAt(unit.tree, problem.from);
  return node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
}

/** The words that could stand in the place of the problem. */
function wordsAt(unit: AnalysedUnit, assignment: AnalysedAssignment, { from, to }: Span): readonly string[] {
  return explainValue(unit, assignment)
    .offers.filter((offer) => offer.from <= from && to <= offer.to)
    .flatMap(({ offer }) => wordsOf(offer));
}

function wordsOf(offer: Offer): readonly string[] {
  return offer.kind === "words" && offer.areSamples === undefined ? offer.words.map(({ text }) => text) : [];
}

/** A fix for each answer that systemd takes in that place; preferred where it is the only one. */
function changesTo(
  unit: AnalysedUnit,
  assignment: AnalysedAssignment,
  { from, to }: Span,
  answers: readonly string[],
): readonly Fix[] {
  const written = unit.tree.document.slice(from, to);
  const mending = [...new Set(answers)].filter(
    (answer) => answer !== written && doesMend(unit, assignment, from, to, answer),
  );
  return mending.map((newText) => ({
    title: `Change to ${code(newText)}`,
    isPreferred: mending.length === 1,
    edits: [{ from, to, newText }],
  }));
}

/** Whether systemd finds less fault with the value when `answer` stands from `from` to `to`. */
function doesMend(
  unit: AnalysedUnit,
  { node, section, known }: AnalysedAssignment,
  from: number,
  to: number,
  answer: string,
): boolean {
  if (known === undefined) return false;
  const { document } = unit.tree;
  const start = offsetOf(node.value, 0);
  const end = offsetOf(node.value, node.value.content.length);
  // Continued values are joined before they are judged; only the mended line is looked at then.
  const isContinued = typeof node.value.origin !== "number";
  const before = isContinued ? document.slice(from, to) : document.slice(start, end);
  const after = isContinued ? answer : document.slice(start, from) + answer + document.slice(to, end);
  const faults = (content: string) => {
    let count = 0;
    const findings = { report: () => void count++ };
    grammarOf(known.parsing.value).judge(
      { content, origin: 0 },
      valueContext(unit, section, known),
      findings,
    );
    return count;
  };
  return faults(after) < faults(before);
}
