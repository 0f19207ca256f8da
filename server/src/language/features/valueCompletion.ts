import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import { defaultOf } from "../knowledge/defaults.ts";
import type { SectionName } from "../knowledge/sections.ts";
import { parseUnitName, type UnitName, type UnitType, unitTypes } from "../names/unitName.ts";
import type { Assignment } from "../syntax/tree.ts";
import type { Span } from "../text/text.ts";
import type { Offer, Word } from "../values/grammar.ts";
import { bootGoals, specialUnits, usualWanters } from "../words/specialUnits.ts";
import { isInTable, type Specifier, specifiers } from "../words/specifiers.ts";
import { analysedAssignment, valueBefore } from "./caret.ts";
import type { Completion, UnitNames } from "./completion.ts";
import { describeSpecifier } from "./specifierUse.ts";
import { nameReading } from "./unitMentions.ts";
import { explainValue, type PlacedOffer } from "./valueExplanation.ts";

/** What could stand in the value of `node` at the offset `at`: words, unit names, or specifiers right behind a `%`. */
export function completeValue(
  unit: AnalysedUnit,
  node: Assignment,
  at: number,
  names: UnitNames,
): readonly Completion[] {
  const assignment = analysedAssignment(unit, node);
  if (assignment?.known === undefined || assignment.isUnread) return [];
  if (assignment.known.status === "removed") return [];
  const before = valueBefore(node.value, at);
  if (endsInOpenPercent(before.content) && assignment.known.parsing.specifiers !== undefined) {
    return completeSpecifier(unit, assignment, at);
  }
  const written = new Set(wordsElsewhere(unit, assignment, at));
  const completions: Completion[] = [];
  const usual = defaultOf(assignment.section, assignment.known.directive.name)?.value;
  for (const { offer, ...span } of offersAt(unit, assignment, at)) {
    for (const completion of completionsOf(unit, assignment, offer, span, names)) {
      if (!written.has(completion.label)) completions.push(markDefault(completion, usual));
    }
  }
  const isOffered = completions.some(({ label }) => label === usual);
  if (usual === undefined || isOffered || before.content !== "") return completions;
  return [...completions, defaultCompletion(usual, at)];
}

function markDefault(completion: Completion, usual: string | undefined): Completion {
  if (completion.label !== usual) return completion;
  const { detail } = completion;
  return { ...completion, detail: detail === undefined ? "default" : `default, ${detail}` };
}

/** What holds anyway, as something to start from. */
function defaultCompletion(value: string, at: number): Completion {
  return {
    label: value,
    kind: "word",
    insertText: value,
    from: at,
    to: at,
    detail: "default",
    documentation: "What holds where it is not set.",
    sortText: "0",
  };
}

/** What is expected at the caret, judged by what stands before it; its span takes in the rest of the word. */
function offersAt(unit: AnalysedUnit, assignment: AnalysedAssignment, at: number): readonly PlacedOffer[] {
  const before = valueBefore(assignment.node.value, at);
  const whole = explainValue(unit, assignment).offers;
  return explainValue(unit, assignment, before)
    .offers.filter(({ to }) => to === at)
    .map((offer) => {
      const full = whole.find((other) => other.from === offer.from && other.offer.kind === offer.offer.kind);
      return full !== undefined && full.to > at ? { ...offer, to: full.to } : offer;
    });
}

/** The words and names of the value that the caret does not touch: nobody lists one twice. */
function wordsElsewhere(unit: AnalysedUnit, assignment: AnalysedAssignment, at: number): readonly string[] {
  return explainValue(unit, assignment)
    .tokens.filter(({ from, to }) => at < from || to < at)
    .map(({ from, to }) => unit.tree.document.slice(from, to));
}

function completionsOf(
  unit: AnalysedUnit,
  assignment: AnalysedAssignment,
  offer: Offer,
  span: Span,
  names: UnitNames,
): readonly Completion[] {
  switch (offer.kind) {
    case "words":
      return offer.words.map((word, index) => wordCompletion(word, index, span));
    case "units":
      return unitCompletions(unit, assignment, offer.types, span, names);
    case "paths":
      return [];
    default:
      return offer satisfies never;
  }
}

function wordCompletion(word: Word, index: number, span: Span): Completion {
  const { text, meaning, since, deprecated, goesOn } = word;
  const rank = deprecated !== undefined ? 9 : goesOn === true ? 8 : 1;
  return {
    label: text,
    kind: "word",
    insertText: text,
    ...span,
    sortText: `${rank}${index.toString().padStart(4, "0")}`,
    ...(goesOn === undefined ? {} : { triggersNext: true }),
    ...(deprecated === undefined ? {} : { isDeprecated: true }),
    ...(meaning === undefined ? {} : { documentation: meaning }),
    ...(since === undefined ? {} : { detail: `since ${since}` }),
  };
}

/** First the units every systemd has, the likeliest in front, then all others by name. */
function unitCompletions(
  unit: AnalysedUnit,
  assignment: AnalysedAssignment,
  wanted: readonly string[],
  span: Span,
  names: UnitNames,
): readonly Completion[] {
  const { section } = assignment;
  const types = unitTypes.filter((type) => wanted.includes(type));
  const completions = new Map<string, Completion>();
  for (const [index, special] of specialUnits.entries()) {
    const isOurs = unit.scope === "unknown" || special.managers.includes(unit.scope);
    if (!isOurs || (special.since ?? 0) > unit.table.version || !hasType(special.name, types)) continue;
    const rank = rankOfSpecial(special.name, unit, section);
    const sortText = `${rank}${index.toString().padStart(4, "0")}`;
    completions.set(special.name, unitCompletion(special.name, special.meaning, sortText, span));
  }
  for (const { name, description } of names.named(types)) {
    const label = ownInstanceOf(name, unit.file.name) ?? name;
    if (completions.has(label)) continue;
    completions.set(label, unitCompletion(label, description, `5${label}`, span));
  }
  if (unit.file.name !== undefined) completions.delete(unit.file.name.name);
  const isDropped = nameReading(unit, assignment) === "dropped";
  const backslashes = isDropped ? "doubled" : "kept";
  return [...completions.values()].map((completion) => {
    const { label } = completion;
    // What is enabled along may be a template; what is started is always an instance of it.
    const isAsked = section !== "Install" && parseUnitName(label)?.kind === "template";
    return {
      ...completion,
      ...(isDropped ? { insertText: label.replaceAll("\\", "\\\\") } : {}),
      ...(isAsked ? { asksInstance: { template: label, backslashes } } : {}),
    };
  });
}

/** Goals of the boot are what [Install] is about; who orders a unit after one has a loop, more often than not. */
function rankOfSpecial(name: string, { file }: AnalysedUnit, section: SectionName): number {
  if (section === "Install") return name === usualWanters.get(file.type) ? 2 : 3;
  return bootGoals.has(name) ? 4 : 3;
}

function hasType(name: string, types: readonly UnitType[]): boolean {
  return types.length === 0 || types.some((type) => name.endsWith(`.${type}`));
}

/** A template is named with the instance that this unit has too, where it has one. */
function ownInstanceOf(name: string, own: UnitName | undefined): string | undefined {
  if (own === undefined || own.kind === "plain" || !name.includes("@.")) return undefined;
  const template = parseUnitName(name);
  return template?.kind === "template" ? `${template.prefix}@%i.${template.type}` : undefined;
}

function unitCompletion(
  label: string,
  documentation: string | undefined,
  sortText: string,
  span: Span,
): Completion {
  const completion: Completion = { label, kind: "unit", insertText: label, ...span, sortText };
  return documentation === undefined ? completion : { ...completion, documentation };
}

/** Whether the last of the percent signs at the end is not half of a `%%`. */
function endsInOpenPercent(content: string): boolean {
  let from = content.length;
  while (content[from - 1] === "%") from--;
  return (content.length - from) % 2 === 1;
}

function completeSpecifier(
  unit: AnalysedUnit,
  { known }: AnalysedAssignment,
  at: number,
): readonly Completion[] {
  const table = known?.parsing.specifiers;
  if (table === undefined) return [];
  const span = { from: at - 1, to: at };
  const percent: Completion = {
    label: "%%",
    kind: "specifier",
    insertText: "%%",
    ...span,
    detail: "a percent sign",
    sortText: "6",
  };
  const letters = specifiers.filter((specifier) => isInTable(specifier, table, unit.table.version));
  return [...letters.map((specifier) => specifierCompletion(unit, specifier, span)), percent];
}

/** Letters in the order they are of use; the others follow by the alphabet. */
const usualLetters = "niINpjhtSCLETVHmuU";

function specifierCompletion(unit: AnalysedUnit, specifier: Specifier, span: Span): Completion {
  const label = `%${specifier.letter}`;
  const rank = usualLetters.indexOf(specifier.letter);
  const isDeprecated = specifier.deprecated === true;
  const place = isDeprecated ? "7" : rank < 0 ? "5" : `1${rank.toString().padStart(2, "0")}`;
  const { short, long } = describeSpecifier(specifier, unit);
  return {
    label,
    kind: "specifier",
    insertText: label,
    ...span,
    detail: short,
    documentation: long,
    sortText: `${place}${specifier.letter}`,
    ...(isDeprecated ? { isDeprecated: true } : {}),
  };
}
