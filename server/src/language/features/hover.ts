import { type AnalysedAssignment, type AnalysedUnit, ownSection, readSection } from "../analysis.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
import { purposeOfSection } from "../knowledge/sectionPurpose.ts";
import { isSectionName, sectionsOfType } from "../knowledge/sections.ts";
import type { Assignment, SectionHeader } from "../syntax/tree.ts";
import { type Span, spanOf } from "../text/text.ts";
import type { Clock } from "../values/grammar.ts";
import { analysedAssignment, nodeAt, sectionAt } from "./caret.ts";
import { describeDirective } from "./directiveDescription.ts";
import { code } from "./markdown.ts";
import { describeSpecifier, fillSpecifiers, specifiersIn } from "./specifierUse.ts";
import { describeUnitName } from "./unitNameDescription.ts";
import { usualDirectivesOf } from "./usualDirectives.ts";
import { explainValue, type ValueToken } from "./valueExplanation.ts";

/** What is to be said about a part of the document. */
export interface Hover extends Span {
  readonly markdown: string;
}

/**
 * What the text at the offset `at` means: a section, a directive, a part of a value, and with a `clock` when a timer
 * fires. Undefined where that is nothing.
 */
export function hover(unit: AnalysedUnit, at: number, clock?: Clock): Hover | undefined {
  const node = nodeAt(unit.tree, at);
  if (node?.kind === "section") return hoverSection(unit, node, at);
  if (node?.kind !== "assignment") return undefined;
  const key = spanOf(node.key, 0, node.key.content.length);
  if (touches(key, at)) {
    const markdown = describeName(unit, node);
    return markdown === undefined ? undefined : { ...key, markdown };
  }
  const assignment = analysedAssignment(unit, node);
  return assignment === undefined ? undefined : hoverValue(unit, assignment, at, clock);
}

function touches({ from, to }: Span, at: number): boolean {
  return from <= at && at <= to;
}

function hoverSection(unit: AnalysedUnit, node: SectionHeader, at: number): Hover | undefined {
  const name = node.name.content;
  const { from, to } = spanOf(node.name, 0, name.length);
  const span = { from: from - 1, to: node.defect === "unclosed" ? to : to + 1 };
  if (!touches(span, at)) return undefined;
  const markdown = describeSection(unit, node);
  return markdown === undefined ? undefined : { ...span, markdown };
}

function describeSection(unit: AnalysedUnit, node: SectionHeader): string | undefined {
  const name = node.name.content;
  if (readSection(node, unit.file).kind === "private") {
    return `**[${name}]**\n\nsystemd skips sections whose names begin with \`X-\`: they are there for other programs.`;
  }
  if (!isSectionName(name)) return undefined;
  const paragraphs = [`**[${name}]**`, purposeOfSection(name)];
  if (!sectionsOfType(unit.file.type).includes(name)) {
    paragraphs.push(
      `Not in a .${unit.file.type} file, where [${ownSection(unit)}] has its place: systemd skips it here.`,
    );
  }
  const usual = usualDirectivesOf(name).filter(
    (directive) => unit.table.find(name, directive)?.status === "known",
  );
  if (usual.length > 0)
    paragraphs.push(
      `Often set: ${usual
        .slice(0, 8)
        .map((one) => `\`${one}=\``)
        .join(", ")}.`,
    );
  return paragraphs.join("\n\n");
}

function describeName(unit: AnalysedUnit, node: Assignment): string | undefined {
  const section = sectionAt(unit, node.from);
  if (section?.kind !== "read") return undefined;
  const name = node.key.content;
  const known = unit.table.find(section.name, name);
  if (known !== undefined) return describeDirective(unit, known);
  if (name.startsWith("X-"))
    return `systemd skips names that begin with \`X-\`: they are there for other programs.`;
  const elsewhere = findElsewhere(unit, name);
  if (elsewhere === undefined) return undefined;
  return `${describeDirective(unit, elsewhere)}\n\nHere, in [${section.name}], systemd ignores it.`;
}

function findElsewhere(unit: AnalysedUnit, name: string): ResolvedDirective | undefined {
  for (const section of sectionsOfType(unit.file.type)) {
    const known = unit.table.find(section, name);
    if (known !== undefined) return known;
  }
  return undefined;
}

function hoverValue(
  unit: AnalysedUnit,
  assignment: AnalysedAssignment,
  at: number,
  clock: Clock | undefined,
): Hover | undefined {
  const use = specifiersIn(unit, assignment).find((one) => one.from <= at && at < one.to);
  if (use !== undefined) {
    const { from, to, specifier } = use;
    if (specifier === undefined) return { from, to, markdown: "**`%%`**: a percent sign." };
    return { from, to, markdown: describeSpecifier(specifier, unit).long };
  }
  const { tokens } = explainValue(unit, assignment, assignment.node.value, clock);
  const token = tokens.find((one) => one.from <= at && at < one.to) ?? tokens.find((one) => at === one.to);
  return token === undefined ? undefined : hoverToken(unit, token);
}

function hoverToken(unit: AnalysedUnit, token: ValueToken): Hover | undefined {
  const written = unit.tree.document.slice(token.from, token.to);
  const filled = fillSpecifiers(written, unit);
  const paragraphs: string[] = [];
  if (token.meaning !== undefined && token.meaning !== written) paragraphs.push(token.meaning);
  if (filled !== undefined) paragraphs.push(`Here: ${code(filled)}`);
  if (token.kind === "unit") paragraphs.push(...describeUnitName(filled ?? written));
  if (paragraphs.length === 0) return undefined;
  return { from: token.from, to: token.to, markdown: [`**${code(written)}**`, ...paragraphs].join("\n\n") };
}
