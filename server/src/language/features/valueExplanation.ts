import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "../analysis.ts";
import { grammarOf } from "../knowledge/grammars.ts";
import { type Span, spanOf, type Text } from "../text/text.ts";
import type { Clock, Explanation, Offer, TokenKind } from "../values/grammar.ts";

/** A part of a value, by its place in the document. */
export interface ValueToken extends Span {
  readonly kind: TokenKind;
  /** What it means, as Markdown, where there is more to say than it says itself. */
  readonly meaning?: string;
}

/** What could stand at a place in the document. */
export interface PlacedOffer extends Span {
  readonly offer: Offer;
}

export interface ExplainedValue {
  /** In order, none of them empty and none overlapping another. */
  readonly tokens: readonly ValueToken[];
  readonly offers: readonly PlacedOffer[];
}

const nothing: ExplainedValue = { tokens: [], offers: [] };

/**
 * What the parts of a value mean and what could stand in their place. `text` stands in for the assignment's own value,
 * for asking what could come next in a part of it; only with a `clock` is told when something comes. Nothing for directives the target release does not know, and for
 * values of template sources that nobody can read.
 */
export function explainValue(
  unit: AnalysedUnit,
  assignment: AnalysedAssignment,
  text: Text = assignment.node.value,
  clock?: Clock,
): ExplainedValue {
  const { known, section } = assignment;
  if (known === undefined || assignment.isUnread) return nothing;
  const tokens: ValueToken[] = [];
  const offers: PlacedOffer[] = [];
  const explanation: Explanation = {
    token(kind, place, from, to, meaning) {
      const span = spanOf(place, from, to);
      tokens.push(meaning === undefined ? { kind, ...span } : { kind, ...span, meaning });
    },
    expect: (place, from, to, offer) => offers.push({ ...spanOf(place, from, to), offer }),
  };
  const context = valueContext(unit, section, known);
  const timed = clock === undefined ? context : { ...context, clock };
  grammarOf(known.parsing.value).explain(text, timed, explanation);
  return { tokens: inOrder(tokens), offers };
}

/** Grammars report parts as they meet them; where two overlap, the one that begins first keeps its place. */
function inOrder(tokens: readonly ValueToken[]): readonly ValueToken[] {
  let end = 0;
  return tokens
    .toSorted((a, b) => a.from - b.from)
    .filter((token) => {
      if (token.from < end || token.to <= token.from) return false;
      end = token.to;
      return true;
    });
}
