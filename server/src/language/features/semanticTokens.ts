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
    if (touched(assignment.node)) addTokensOf(unit, assignment, tokens);
  }
  const { document } = unit.tree;
  return tokens.sort((a, b) => a.from - b.from).flatMap((token) => onEachLine(document, token));
}

/** Of the 35,000 tokens of a long file almost all stand on one line, and are taken as they are. */
function onEachLine(document: string, token: SemanticToken): SemanticToken | readonly SemanticToken[] {
  const spans = spansByLine(document, token);
  if (spans.length === 1 && spans[0] === token) return token;
  return spans.map(({ from, to }) => ({ ...token, from, to }));
}

function addTokensOf(unit: AnalysedUnit, assignment: AnalysedAssignment, tokens: SemanticToken[]): void {
  const { node, known } = assignment;
  if (known === undefined) return;
  const { from, to } = spanOf(node.key, 0, node.key.content.length);
  tokens.push(
    isCurrent(known) ? { from, to, type: "directive" } : { from, to, type: "directive", isDeprecated: true },
  );
  const specifiers = specifiersIn(unit, assignment);
  // Both are in order, so that what lies before a token need not be looked at again for the next one.
  let passed = 0;
  for (const token of explainValue(unit, assignment).tokens) {
    while ((specifiers[passed]?.to ?? token.from + 1) <= token.from) passed++;
    let { from } = token;
    for (let at = passed; from < token.to; at++) {
      const hole = specifiers[at];
      const isLast = hole === undefined || hole.from >= token.to;
      const to = isLast ? token.to : hole.from;
      if (to > from) tokens.push({ from, to, type: token.kind });
      from = isLast ? token.to : hole.to;
    }
  }
  for (const { from, to } of specifiers) tokens.push({ from, to, type: "specifier" });
}

function isCurrent({ status, directive, parsing }: ResolvedDirective): boolean {
  return status === "known" && directive.renamed === undefined && !parsing.refused;
}
