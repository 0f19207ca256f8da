import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import { specifierFromName } from "../names/specifierFromName.ts";
import { type Span, spanOf } from "../text/text.ts";
import { findSpecifier, isInTable, type Specifier } from "../words/specifiers.ts";
import { code } from "./markdown.ts";

/** A `%` in a value and the letter behind it. */
export interface SpecifierUse extends Span {
  /** Undefined for `%%`, which is a percent sign. */
  readonly specifier: Specifier | undefined;
}

/** The specifiers in a value that systemd fills in, in order; letters that its table lacks are left out. */
export function specifiersIn(
  unit: AnalysedUnit,
  { node, known, isUnread }: AnalysedAssignment,
): readonly SpecifierUse[] {
  const table = known?.parsing.specifiers;
  const { content } = node.value;
  if (table === undefined || isUnread || !content.includes("%")) return [];
  const uses: SpecifierUse[] = [];
  for (const match of content.matchAll(/%([A-Za-z0-9%])/g)) {
    const specifier = findSpecifier(match[1] ?? "");
    const isKnown = specifier !== undefined && isInTable(specifier, table, unit.table.version);
    if (match[1] === "%" || isKnown)
      uses.push({ ...spanOf(node.value, match.index, match.index + 2), specifier });
  }
  return uses;
}

/**
 * What the specifier is replaced by in this unit, as far as the file's place and name tell: an empty string is an
 * answer, undefined is none.
 */
function specifierValue(letter: string, unit: AnalysedUnit): string | undefined {
  if (unit.scope === "system") {
    const value = findSpecifier(letter)?.ofSystem;
    if (value !== undefined) return value;
  }
  const { name } = unit.file;
  return name && specifierFromName(letter, name);
}

/** What the specifier is replaced by: in a few words, and at length as Markdown. */
export function describeSpecifier(
  { letter, meaning, deprecated }: Specifier,
  unit: AnalysedUnit,
): { readonly short: string; readonly long: string } {
  const value = specifierValue(letter, unit);
  const told = deprecated ? `${meaning} (deprecated: systemd warns)` : meaning;
  const title = `**\`%${letter}\`**: ${told}.`;
  if (value === undefined) return { short: told.replaceAll("`", ""), long: title };
  if (value === "") return { short: "nothing here", long: `${title}\n\nHere: nothing${whyEmpty(letter)}.` };
  return { short: value, long: `${title}\n\nHere: ${code(value)}` };
}

/** The part of a name that a letter stands for may be empty for another reason, such as a prefix that ends in `-`. */
function whyEmpty(letter: string): string {
  return letter === "i" || letter === "I" ? ", since the unit is no instance of a template" : "";
}

/** The text with its specifiers filled in; undefined where there are none, or not all of them can be known. */
export function fillSpecifiers(written: string, unit: AnalysedUnit): string | undefined {
  if (!/%[A-Za-z0-9]/.test(written)) return undefined;
  let isKnown = true;
  const filled = written.replace(/%([A-Za-z0-9%])/g, (_use, letter: string) => {
    const value = letter === "%" ? "%" : specifierValue(letter, unit);
    if (value === undefined) isKnown = false;
    return value ?? "";
  });
  return isKnown ? filled : undefined;
}
