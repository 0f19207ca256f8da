import { type AnalysedAssignment, type AnalysedUnit, analyse } from "../analysis.ts";
import { escapePath, escapeText } from "../names/escape.ts";
import { escapedName } from "../names/escapedName.ts";
import { parseUnitName, unitTypeOfSuffix } from "../names/unitName.ts";
import { type Span, spanOf } from "../text/text.ts";
import { findSpecifier, isInTable } from "../words/specifiers.ts";
import { analysedAssignment, nodeAt } from "./caret.ts";
import type { Edit } from "./codeActions.ts";
import { code } from "./markdown.ts";
import { type SpecifierUse, specifiersIn, specifierValue } from "./specifierUse.ts";
import { unitMentions } from "./unitMentions.ts";
import { explainValue } from "./valueExplanation.ts";

/** Another way to write what stands in a document, where nothing need be wrong with it. */
export interface Rewrite {
  /** Markdown's backticks mark code. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The other ways to write what is selected, or what the caret touches where nothing is. */
export function rewritesAt(unit: AnalysedUnit, selection: Span): readonly Rewrite[] {
  const node = nodeAt(unit.tree, selection.from);
  const assignment = node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
  if (assignment?.known === undefined || assignment.isUnread) return [];
  const { value } = assignment.node;
  const whole = spanOf(value, 0, value.content.length);
  if (selection.from < whole.from || whole.to < selection.to) return [];
  return selection.from === selection.to
    ? otherSpecifiers(unit, assignment, selection.from)
    : escapeSelection(unit, assignment, selection);
}

/** Specifiers that stand for the same part of a name, escaped and not. */
const families: readonly (readonly string[])[] = [
  ["i", "I", "f"],
  ["p", "P"],
  ["j", "J"],
];

/** Unit names have tables of specifiers without those that are unescaped, so that none is offered there. */
function otherSpecifiers(unit: AnalysedUnit, assignment: AnalysedAssignment, at: number): readonly Rewrite[] {
  const use = specifiersIn(unit, assignment).find((one) => one.from <= at && at <= one.to);
  const letter = use?.specifier?.letter;
  const family = families.find((letters) => letter !== undefined && letters.includes(letter));
  const table = assignment.known?.parsing.specifiers;
  if (use === undefined || letter === undefined || family === undefined || table === undefined) return [];
  if (family.includes("i") && unit.file.name?.kind === "plain") return [];
  const token = explainValue(unit, assignment).tokens.find(
    ({ from, to }) => from <= use.from && use.to <= to,
  );
  const isInPath = token?.kind === "path" || token?.kind === "command";
  return family.flatMap((other) => {
    const specifier = findSpecifier(other);
    const isKnown = specifier !== undefined && isInTable(specifier, table, unit.table.version);
    if (other === letter || !isKnown) return [];
    // A path that is known to be one does not begin as escaped text does.
    if (isInPath && letter === "f" && other === "i") return [];
    const edit = editFor(unit, use, letter, other);
    return edit === undefined ? [] : [{ title: titleOf(unit, other), edits: [edit] }];
  });
}

/** `%f` begins with a slash, `%i` and `%I` do not: a slash before them comes and goes with it. */
function editFor(unit: AnalysedUnit, use: SpecifierUse, letter: string, other: string): Edit | undefined {
  const { document } = unit.tree;
  const before = document[use.from - 1] ?? "";
  const newText = `%${other}`;
  if (other === "f") {
    if (before === "/") {
      const isBegin = /[\s=:"'@!+-]/.test(document[use.from - 2] ?? " ");
      return isBegin ? { from: use.from - 1, to: use.to, newText } : undefined;
    }
    return /[\s=:"']/.test(before) ? { from: use.from, to: use.to, newText } : undefined;
  }
  return { from: use.from, to: use.to, newText: letter === "f" && other === "I" ? `/${newText}` : newText };
}

const meanings: Readonly<Record<string, string>> = {
  i: "the instance as it stands in the name",
  I: "the instance, unescaped",
  f: "the instance as a path, unescaped",
  p: "the prefix as it stands in the name",
  P: "the prefix, unescaped",
  j: "the last part of the prefix as it stands in the name",
  J: "the last part of the prefix, unescaped",
};

function titleOf(unit: AnalysedUnit, letter: string): string {
  const value = specifierValue(letter, unit);
  const here = value === undefined || value === "" ? "" : ` (here ${code(value)})`;
  return `Use ${code(`%${letter}`)}: ${meanings[letter] ?? ""}${here}`;
}

/** The name that a selected path or text has as a unit, or behind an `@` as an instance. */
function escapeSelection(
  unit: AnalysedUnit,
  assignment: AnalysedAssignment,
  selection: Span,
): readonly Rewrite[] {
  const { document } = unit.tree;
  const text = document.slice(selection.from, selection.to);
  if (/[\r\n%]/.test(text) || text.trim() !== text) return [];
  const { offers } = explainValue(unit, assignment);
  const units = offers.find(({ offer }) => offer.kind === "units");
  if (units === undefined) return [];
  const wanted = units.offer.kind === "units" ? units.offer.types : [];
  const spellings =
    document[selection.from - 1] === "@"
      ? escapedInstances(text, unit.table.version)
      : escapedNames(text, wanted, unit.table.version);
  return spellings
    .filter((spelling) => spelling !== text)
    .flatMap((spelling) => {
      const edit = takenEdit(unit, selection, spelling);
      return edit === undefined ? [] : [{ title: `Escape to ${code(spelling)}`, edits: [edit] }];
    });
}

function escapedNames(text: string, wanted: readonly string[], version: number): readonly string[] {
  const [type] = wanted;
  const isTyped = unitTypeOfSuffix(text.slice(text.lastIndexOf(".") + 1)) !== undefined;
  const name = escapedName(type === undefined || isTyped ? text : `${text}.${type}`, version);
  return name === undefined || (wanted.length > 0 && !wanted.includes(name.type)) ? [] : [name.name];
}

function escapedInstances(text: string, version: number): readonly string[] {
  const path = text.startsWith("/") ? escapePath(text, version) : undefined;
  return [...new Set([...(path?.ok ? [path.text] : []), escapeText(text)])];
}

/** The edit after which systemd reads a unit's name there; some values take a backslash for what protects the next character. */
function takenEdit(unit: AnalysedUnit, { from, to }: Span, spelling: string): Edit | undefined {
  const { tree, file, table, scope } = unit;
  return [spelling, spelling.replaceAll("\\", "\\\\")]
    .map((newText) => ({ from, to, newText }))
    .find((edit) => {
      const document = tree.document.slice(0, from) + edit.newText + tree.document.slice(to);
      const mentions = unitMentions(analyse(document, file, table, scope));
      return mentions.some(
        (one) => one.from <= from && from + edit.newText.length <= one.to && isPart(one.name),
      );
    });

  function isPart(name: string): boolean {
    const parsed = parseUnitName(name);
    return name === spelling || (parsed?.kind === "instance" && parsed.instance === spelling);
  }
}
