import type { AnalysedAssignment, AnalysedUnit } from "../analysis.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
import { type Span, spanOf } from "../text/text.ts";
import type { TokenKind } from "../values/grammar.ts";
import { spansByLine } from "./physicalLines.ts";
import { specifiersIn } from "./specifierUse.ts";
import { explainValue } from "./valueExplanation.ts";

export type SemanticTokenType = TokenKind | "section" | "directive" | "specifier";

/** A part of the document, on one line, that means something to systemd. */
export interface SemanticToken extends Span {
  readonly type: SemanticTokenType;
  /** On its way out, or without effect already. */
  readonly isDeprecated?: true;
}

/** Every such part of the document, in order, none overlapping another. What systemd does not know has none. */
export function semanticTokens(unit: AnalysedUnit): readonly SemanticToken[] {
  return semanticTokensIn(unit, { from: 0, to: unit.tree.document.length });
}

/** The same for the lines that `range` touches. */
export function semanticTokensIn(unit: AnalysedUnit, range: Span): readonly SemanticToken[] {
  const touched = ({ from, to }: Span) => from <= range.to && range.from <= to;
  const tokens: SemanticToken[] = [];
  for (const { header, reading } of unit.sections) {
    if (header === undefined || reading.kind !== "read" || !touched(header)) continue;
    tokens.push({ ...spanOf(header.name, 0, header.name.content.length), type: "section" });
  }
  for (const assignment of unit.assignments) {
    if (!touched(assignment.node)) continue;
    // One call of push takes no more arguments than the stack holds, and a long value has more tokens.
    for (const token of tokensOf(unit, assignment)) tokens.push(token);
  }
  return tokens.sort((a, b) => a.from - b.from).flatMap((token) => onEachLine(unit, token));
}

function onEachLine(unit: AnalysedUnit, token: SemanticToken): readonly SemanticToken[] {
  return spansByLine(unit.tree.document, token).map((span) => ({ ...token, ...span }));
}

function tokensOf(unit: AnalysedUnit, assignment: AnalysedAssignment): readonly SemanticToken[] {
  const { node, known } = assignment;
  if (known === undefined) return [];
  const key: SemanticToken = { ...spanOf(node.key, 0, node.key.content.length), type: "directive" };
  const tokens: SemanticToken[] = [isCurrent(known) ? key : { ...key, isDeprecated: true }];
  const specifiers = specifiersIn(unit, assignment);
  for (const { kind, from, to } of explainValue(unit, assignment).tokens) {
    for (const span of without({ from, to }, specifiers)) tokens.push({ ...span, type: kind });
  }
  for (const { from, to } of specifiers) tokens.push({ from, to, type: "specifier" });
  return tokens;
}

function isCurrent({ status, directive, parsing }: ResolvedDirective): boolean {
  return status === "known" && directive.renamed === undefined && !parsing.refused;
}

/** What is left of `span` beside `holes`, which are in order. */
function without(span: Span, holes: readonly Span[]): readonly Span[] {
  const rest: Span[] = [];
  let { from } = span;
  for (const hole of holes) {
    if (hole.to <= from || hole.from >= span.to) continue;
    if (hole.from > from) rest.push({ from, to: hole.from });
    from = hole.to;
  }
  if (from < span.to) rest.push({ from, to: span.to });
  return rest;
}
