import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "../analysis.ts";
import { grammarOf } from "../knowledge/grammars.ts";
import { meantUnit } from "../names/meantUnit.ts";
import { parseUnitName } from "../names/unitName.ts";
import { type Span, slice, spanOf, type Text } from "../text/text.ts";
import { isValueRead } from "../valueFindings.ts";
import { nodeAt } from "./caret.ts";
import { nameInMind } from "./specifierUse.ts";

/** A place of a document that names a unit. */
export interface UnitMention extends Span {
  /** The unit that systemd understands, specifiers filled in; U+FFFF stands for what nobody can know. */
  readonly name: string;
  /** The name before a template becomes the instance that is meant, each character with its place in the document. */
  readonly text: Text;
}

/** An analysed unit never changes, and is asked about for every other unit. */
const known = new WeakMap<AnalysedUnit, readonly UnitMention[]>();

/**
 * The units that the values of a file name, in whatever directive, in order. Specifiers stand for what the file's name
 * tells, or the instance that somebody looks at it as.
 */
export function unitMentions(unit: AnalysedUnit): readonly UnitMention[] {
  const found = known.get(unit);
  if (found !== undefined) return found;
  const mentions = unit.assignments.flatMap((assignment) => mentionsIn(unit, assignment));
  known.set(unit, mentions);
  return mentions;
}

/** The unit that is named at an offset; on the header of a section of a unit file, or a drop-in, it is the file's own. */
export function unitMentionAt(unit: AnalysedUnit, at: number): UnitMention | undefined {
  const node = nodeAt(unit.tree, at);
  if (node?.kind === "section") return ownName(unit, { from: node.from, to: node.from + headerLength() }, at);
  if (node?.kind !== "assignment") return undefined;
  const mentions = unitMentions(unit).filter(({ from, to }) => from <= at && at <= to);
  return mentions.find(({ to }) => at < to) ?? mentions[0];

  function headerLength(): number {
    const header = node?.kind === "section" ? unit.tree.document.slice(node.from, node.to) : "";
    return header.trimEnd().length;
  }
}

/** How a grammar reads a unit's name: not at all, its backslashes as they stand, or for what protects the next character. */
type NameReading = "none" | "kept" | "dropped";

/** By value type: what a unit's file says makes no difference to it. */
const readings = new Map<string, NameReading>();

/** Whether a value holds names of units, and takes their backslashes as they stand, or for what protects the next character. */
export function nameReading(unit: AnalysedUnit, assignment: AnalysedAssignment): NameReading {
  const { section, known: directive } = assignment;
  if (directive === undefined) return "none";
  const { value } = directive.parsing;
  const found = readings.get(value);
  if (found !== undefined) return found;
  let reading: NameReading = "none";
  const probe: Text = { content: "a\\x2db.service", origin: 0 };
  grammarOf(value).explain(probe, valueContext(unit, section, directive), {
    expect() {},
    token(kind, place, from, to) {
      if (kind === "unit") reading = place.content.slice(from, to).includes("\\") ? "kept" : "dropped";
    },
  });
  readings.set(value, reading);
  return reading;
}

function ownName(unit: AnalysedUnit, span: Span, at: number): UnitMention | undefined {
  const own = nameInMind(unit);
  if (own === undefined || at > span.to) return undefined;
  return { ...span, name: own.name, text: { content: own.name, origin: span.from } };
}

function mentionsIn(unit: AnalysedUnit, assignment: AnalysedAssignment): readonly UnitMention[] {
  const { node, section, known: directive } = assignment;
  if (directive === undefined || !isValueRead(assignment)) return [];
  // Long values are mostly commands, which name none.
  if (nameReading(unit, assignment) === "none") return [];
  const own = nameInMind(unit);
  const mentions: UnitMention[] = [];
  const explanation = {
    expect() {},
    token(kind: string, place: Text, from: number, to: number) {
      if (kind === "unit") mentions.push(...mentionsOf(slice(place, from, to), section === "Install"));
    },
  };
  const context = { ...valueContext(unit, section, directive), unit: { name: own } };
  grammarOf(directive.parsing.value).explain(node.value, context, explanation);
  return mentions;

  function mentionsOf(text: Text, isForEnabling: boolean): readonly UnitMention[] {
    const { content } = text;
    const slash = content.lastIndexOf("/");
    // `Alias=multi-user.target.wants/app.service`, the old way to ask for a link, names two units.
    if (slash >= 0) {
      const folder = /^.+(?=\.(?:wants|requires)$)/.exec(content.slice(0, slash))?.[0] ?? "";
      return [slice(text, 0, folder.length), slice(text, slash + 1, content.length)].flatMap((part) =>
        part.content.includes("/") ? [] : mentionsOf(part, isForEnabling),
      );
    }
    const span = spanOf(text, 0, content.length);
    if (content.includes("\uffff")) return [{ ...span, name: content, text }];
    const named = parseUnitName(content);
    if (named === undefined) return [];
    return [{ ...span, name: isForEnabling ? named.name : meantUnit(named, own).name, text }];
  }
}
