import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import { specifierFromName } from "../names/specifierFromName.ts";
import type { UnitName } from "../names/unitName.ts";
import { type Span, spanOf } from "../text/text.ts";
import type { UnitOfValue } from "../values/grammar.ts";
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
 * What the specifier is replaced by in this unit, as far as the file's place and name, the instance it is looked at as
 * and the machine tell: an empty string is an answer, undefined is none.
 */
export function specifierValue(letter: string, unit: AnalysedUnit): string | undefined {
  const ofSystem = unit.scope === "system" ? findSpecifier(letter)?.ofSystem : undefined;
  const name = nameInMind(unit);
  return ofSystem ?? (name && specifierFromName(letter, name)) ?? unit.viewpoint?.machine?.get(letter);
}

/** The name whose parts specifiers stand for: the unit's own, or that of the instance that somebody has in mind. */
export function nameInMind({ file, viewpoint }: AnalysedUnit): UnitName | undefined {
  return file.name?.kind === "template" ? (viewpoint?.instance ?? file.name) : file.name;
}

/** The unit as grammars are told of it, with what its reader has in mind. */
export function unitInMind(unit: AnalysedUnit): UnitOfValue {
  const { machine } = unit.viewpoint ?? {};
  return { name: nameInMind(unit), ...(machine && { machine }) };
}

/** What the specifier is replaced by: in a few words, and at length as Markdown. */
export function describeSpecifier(
  { letter, meaning, deprecated }: Specifier,
  unit: AnalysedUnit,
): { readonly short: string; readonly long: string } {
  const value = specifierValue(letter, unit);
  const name = nameInMind(unit);
  const where = name === unit.file.name || name === undefined ? "Here" : `As ${code(name.name)}`;
  const told = deprecated ? `${meaning} (deprecated: systemd warns)` : meaning;
  const title = `**\`%${letter}\`**: ${told}.`;
  if (value === undefined) return { short: told.replaceAll("`", ""), long: title };
  if (value === "")
    return { short: "nothing here", long: `${title}\n\n${where}: nothing${whyEmpty(letter)}.` };
  return { short: value, long: `${title}\n\n${where}: ${code(value)}${otherReading(letter, unit, value)}` };
}

/** The escaped reading beside the unescaped one and the other way round, where they differ: they are easily confused. */
function otherReading(letter: string, unit: AnalysedUnit, value: string): string {
  const other = twins.get(letter);
  const reading = other && specifierValue(other, unit);
  return reading === undefined || reading === value ? "" : `, while \`%${other}\` is ${code(reading)}`;
}

const twins: ReadonlyMap<string, string> = new Map([
  ["i", "I"],
  ["I", "i"],
  ["p", "P"],
  ["P", "p"],
  ["j", "J"],
  ["J", "j"],
]);

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
