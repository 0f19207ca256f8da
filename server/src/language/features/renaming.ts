import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import { analyse, valueContext } from "../analysis.ts";
import type { SectionName } from "../knowledge/sections.ts";
import { unescapePath } from "../names/escape.ts";
import { knownUnit } from "../names/meantUnit.ts";
import { isHashedName, unitNameOfPath } from "../names/pathName.ts";
import { type UnitName, type UnitType, withType } from "../names/unitName.ts";
import { lineEndFor } from "../syntax/lineEnd.ts";
import { offsetOf, type Span, spanOf, type Text } from "../text/text.ts";
import { type AnalysedRules, analyseRules } from "../udev/analysedRules.ts";
import { ruleMentions } from "../udev/ruleMentions.ts";
import { isTrue } from "../values/keyword.ts";
import { expandSpecifiers } from "../values/specifierExpansion.ts";
import type { Edit } from "./codeActions.ts";
import { type UnitMention, unitMentions } from "./unitMentions.ts";

/** A unit that gets another name, of the same type and kind. */
export interface Renaming {
  readonly from: UnitName;
  readonly to: UnitName;
}

/** Whether a name is that of the unit that is renamed, or of an instance of the template that is. */
export function isRenamed(name: UnitName | undefined, { from }: Renaming): boolean {
  if (name?.type !== from.type || name.prefix !== from.prefix) return false;
  return from.kind === "template" ? name.kind !== "plain" : name.name === from.name;
}

/** What a name is called afterwards; the same where it is not that of the unit. */
export function renamed(name: UnitName, renaming: Renaming): string {
  const { from, to } = renaming;
  if (!isRenamed(name, renaming)) return name.name;
  return from.kind === "template" ? to.prefix + name.name.slice(from.prefix.length) : to.name;
}

/**
 * How a file names a unit afterwards; `mentions` are those of its own that mean the unit, `after` is the file's own name
 * then. What follows the new name by its specifiers stays.
 */
export function renameInUnit(
  unit: AnalysedUnit,
  mentions: readonly UnitMention[],
  renaming: Renaming,
  after: UnitName | undefined,
): readonly Edit[] {
  const { tree, file, table, scope } = unit;
  const then = { ...file, name: after };
  return renameIn(tree.document, unitMentions(unit), mentions, renaming, (document) =>
    unitMentions(analyse(document, then, table, scope)),
  );
}

/** How udev's rules name a unit afterwards. */
export function renameInRules(
  rules: AnalysedRules,
  mentions: readonly UnitMention[],
  renaming: Renaming,
): readonly Edit[] {
  const all = ruleMentions(rules);
  const same = all.filter(({ from }) => mentions.some((one) => one.from === from));
  return renameIn(rules.tree.document, all, same, renaming, (document) =>
    ruleMentions(analyseRules(document, rules.version)),
  );
}

function renameIn(
  document: string,
  all: readonly UnitMention[],
  mentions: readonly UnitMention[],
  renaming: Renaming,
  reread: (document: string) => readonly UnitMention[],
): readonly Edit[] {
  const meant = mentions.filter(({ name }) => isRenamed(knownUnit(name), renaming));
  const isRight = (mention: UnitMention, now: UnitMention | undefined) => {
    const [name, found] = [knownUnit(mention.name), now && knownUnit(now.name)];
    return name !== undefined && found?.name === renamed(name, renaming);
  };
  const unedited = reread(document);
  return meant.flatMap((mention): readonly Edit[] => {
    const index = all.indexOf(mention);
    if (isRight(mention, unedited[index])) return [];
    const edit = editOf(mention, renaming);
    // Some values read a backslash as protecting what follows it.
    const doubled = { ...edit, newText: edit.newText.replaceAll("\\", "\\\\") };
    return [edit, doubled]
      .filter((one) => isRight(mention, reread(edited(document, one))[index]))
      .slice(0, 1);
  });
}

/** Of an instance of a template that is renamed, what stands before the `@` is changed alone. */
function editOf({ from, to, text }: UnitMention, { from: old, to: now }: Renaming): Edit {
  const sign = text.content.indexOf("@");
  if (old.kind !== "template" || sign < 0) return { from, to, newText: now.name };
  return { from, to: offsetOf(text, sign), newText: now.prefix };
}

function edited(document: string, { from, to, newText }: Edit): string {
  return document.slice(0, from) + newText + document.slice(to);
}

/** Where the units that are called after a path say it. */
const pathDirectives: Readonly<Partial<Record<UnitType, readonly [SectionName, string]>>> = {
  mount: ["Mount", "Where"],
  automount: ["Automount", "Where"],
  swap: ["Swap", "What"],
};

/** How a unit that is called after a path says its new one. */
export function renamePath(unit: AnalysedUnit, { to }: Renaming): readonly Edit[] {
  const [section, directive] = pathDirectives[to.type] ?? [];
  if (section === undefined || directive === undefined || isHashedName(to)) return [];
  const last = assignmentsOf(unit, section, directive).at(-1);
  const path = unescapePath(to.prefix);
  if (last === undefined || !path.ok || fitsName(unit, last, to)) return [];
  return [{ ...wholeValue(last.node.value), newText: path.text.replaceAll("%", "%%") }];
}

function fitsName(unit: AnalysedUnit, { node, section, known }: AnalysedAssignment, name: UnitName): boolean {
  if (known === undefined) return true;
  const expansion = expandSpecifiers(node.value, { ...valueContext(unit, section, known), unit: { name } });
  if (expansion.kind !== "expanded") return true;
  const fitting = unitNameOfPath(expansion.text.content, name.type, unit.table.version);
  return fitting.ok && fitting.text === name.name;
}

/** Where the units that start another one name it; else it is called as they are. */
const triggers: Readonly<Partial<Record<UnitType, readonly [SectionName, string]>>> = {
  timer: ["Timer", "Unit"],
  path: ["Path", "Unit"],
  socket: ["Socket", "Service"],
};

/** The types of units that start the service that is called as they are. */
export const triggerTypes: readonly UnitType[] = ["timer", "path", "socket"];

/**
 * The assignment by which a timer, a path or a socket names the service that it means by its own name so far. Nothing
 * where it names one already; `impossible` for a socket that starts instances, which can name none.
 */
export function nameTriggered(unit: AnalysedUnit, service: UnitName): readonly Edit[] | "impossible" {
  const [section, directive] = triggers[unit.file.type] ?? [];
  if (section === undefined || directive === undefined) return [];
  if (assignmentsOf(unit, section, directive).length > 0) return [];
  const accept = assignmentsOf(unit, section, "Accept").at(-1)?.node.value.content;
  if (accept !== undefined && isTrue(accept)) return "impossible";
  const header = unit.sections.find(({ reading }) => reading.kind === "read" && reading.name === section);
  if (header?.header === undefined) return [];
  const { document } = unit.tree;
  const at = header.header.to;
  const lineEnd = lineEndFor(document);
  const line = `${directive}=${service.kind === "template" ? `${service.prefix}@%i.service` : service.name}`;
  const newText = /[\r\n]$/.test(document.slice(0, at)) ? line + lineEnd : lineEnd + line;
  return [{ from: at, to: at, newText }];
}

/** A mount and its automount are called after the same path: one is nothing without the other. */
export function partnerOf({ from, to }: Renaming): Renaming | undefined {
  const type = from.type === "mount" ? "automount" : from.type === "automount" ? "mount" : undefined;
  const [old, now] = type === undefined ? [] : [withType(from, type), withType(to, type)];
  return old === undefined || now === undefined ? undefined : { from: old, to: now };
}

function assignmentsOf(
  unit: AnalysedUnit,
  section: SectionName,
  name: string,
): readonly AnalysedAssignment[] {
  return unit.assignments.filter((one) => one.section === section && one.node.key.content === name);
}

function wholeValue(value: Text): Span {
  return spanOf(value, 0, value.content.length);
}
