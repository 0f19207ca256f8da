import type { AnalysedUnit } from "../analysis.ts";
import type { UnitType } from "../names/unitName.ts";
import { placeOfCaret } from "./caret.ts";
import { completeDirective } from "./directiveCompletion.ts";
import { completeSection } from "./sectionCompletion.ts";
import { completeValue } from "./valueCompletion.ts";

/** One thing that could be written where the caret stands. */
export interface Completion {
  readonly label: string;
  readonly kind: "section" | "directive" | "word" | "unit" | "specifier";
  /** Takes the place of the document from `from` to `to`, a part of one line around the caret. */
  readonly insertText: string;
  readonly from: number;
  readonly to: number;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Compared as text, it puts the completions in the order they are thought of. */
  readonly sortText: string;
  /** Still taken by systemd, but on its way out. */
  readonly isDeprecated?: true;
  /** A template: the user is to be asked for the instance, which goes behind the `@`, its backslashes doubled or not. */
  readonly asksInstance?: { readonly template: string; readonly backslashes: "kept" | "doubled" };
  /** Something can be completed right behind the inserted text too. */
  readonly triggersNext?: true;
}

/** The names of units that a value could refer to: those of the workspace and of the machine. */
export interface UnitNames {
  /** All units of these types, of every type where none is given; in any order, the same name perhaps twice. */
  named(types: readonly UnitType[]): Iterable<NamedUnit>;
}

interface NamedUnit {
  readonly name: string;
  /** As its Description= has it. */
  readonly description?: string;
}

/** What could be written at the offset `at`, the likeliest first; only what can still become of what is written there. */
export function complete(unit: AnalysedUnit, at: number, names: UnitNames): readonly Completion[] {
  const place = placeOfCaret(unit.tree, at);
  if (place === undefined) return [];
  const { document } = unit.tree;
  return completionsAt(unit, place, at, names)
    .filter((one) => isOnOneLine(document, one))
    .flatMap((one) => ranked(one, document.slice(one.from, at)))
    .sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}

/** The completion, behind those that begin as was typed where it does not; none where it cannot become of that. */
function ranked(completion: Completion, typed: string): readonly Completion[] {
  const { label, sortText } = completion;
  if (!couldBecome(typed, label)) return [];
  const rank = label.toLowerCase().startsWith(typed.toLowerCase()) ? "a" : "b";
  return [{ ...completion, sortText: rank + sortText }];
}

function completionsAt(
  unit: AnalysedUnit,
  place: NonNullable<ReturnType<typeof placeOfCaret>>,
  at: number,
  names: UnitNames,
): readonly Completion[] {
  switch (place.kind) {
    case "header":
      return completeSection(unit, place.span, place.node);
    case "name":
      return [
        ...completeDirective(unit, place.span, place.after, place.node),
        ...(place.after === "equals" ? [] : completeSection(unit, place.span, place.node)),
      ];
    case "value":
      return completeValue(unit, place.node, at, names);
    default:
      return place satisfies never;
  }
}

/** Editors replace nothing that reaches over a line's end. */
function isOnOneLine(document: string, { from, to }: Completion): boolean {
  return !/[\r\n]/.test(document.slice(from, to));
}

/** Whether the letters typed occur in the label in their order, in whatever case: editors filter no further than that. */
function couldBecome(typed: string, label: string): boolean {
  const lower = label.toLowerCase();
  let from = 0;
  for (const letter of typed.toLowerCase()) {
    const found = lower.indexOf(letter, from);
    if (found < 0) return false;
    from = found + letter.length;
  }
  return true;
}
