import { unescapePath, unescapeText } from "../names/escape.ts";
import { isHashedName } from "../names/pathName.ts";
import { parentSlice } from "../names/sliceName.ts";
import { parseUnitName, templateOf, type UnitName, type UnitType } from "../names/unitName.ts";
import { findSpecialUnit } from "../words/specialUnits.ts";
import { code } from "./markdown.ts";

/** Types whose names spell a path. */
const namedByPath: readonly UnitType[] = ["mount", "automount", "swap", "device"];

/**
 * What a unit's name tells, as Markdown paragraphs: what every systemd means by it, the path or text that its escapes
 * stand for, its template, its place among the slices. None for a string that is no unit name.
 */
export function describeUnitName(text: string): readonly string[] {
  const name = parseUnitName(text);
  if (name === undefined) return [];
  const special = findSpecialUnit(text)?.meaning;
  return [special, pathNote(name), escapeNote(name), instanceNote(name), sliceNote(name)].filter(
    (note) => note !== undefined,
  );
}

function pathNote(name: UnitName): string | undefined {
  if (!namedByPath.includes(name.type) || name.kind !== "plain") return undefined;
  if (isHashedName(name)) return "The name is that of a path too long for it: a hash stands at its end.";
  const path = unescapePath(name.prefix);
  return path.ok ? `Stands for the path ${code(path.text)}.` : undefined;
}

function escapeNote(name: UnitName): string | undefined {
  if (!name.prefix.includes("\\x") || namedByPath.includes(name.type)) return undefined;
  const plain = unescapeText(name.prefix);
  return plain.ok ? `Unescaped: ${code(plain.text)}.` : undefined;
}

function instanceNote(name: UnitName): string | undefined {
  if (name.kind === "template") return "A template: units are made of it by a text between `@` and the type.";
  if (name.kind !== "instance") return undefined;
  const plain = unescapeText(name.instance);
  const spelt = plain.ok && plain.text !== name.instance ? `, which unescaped is ${code(plain.text)}` : "";
  return `The instance ${code(name.instance)}${spelt}, of the template ${code(templateOf(name) ?? "")}.`;
}

function sliceNote(name: UnitName): string | undefined {
  if (name.type !== "slice") return undefined;
  const parent = parentSlice(name.name);
  return parent === undefined || parent === "-.slice" ? undefined : `Lies in ${code(parent)}.`;
}
