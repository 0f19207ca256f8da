import type { Span, Text } from "../text/text.ts";

/** What stands between a key and its value. */
export type RuleOperator = "==" | "!=" | "+=" | "-=" | "=" | ":=";

/** `KEY{attribute}OP"value"`: a match or an assignment of a rule. */
export interface RulePair extends Span {
  /** The blanks and commas before the key. */
  readonly separator: Text;
  readonly key: Text;
  /** What stands between the braces; undefined where there are none. */
  readonly attribute: Text | undefined;
  readonly operator: RuleOperator;
  readonly operatorSpan: Span;
  /** Whether an `i` stands before the value: the case of letters does not count then. */
  readonly ignoresCase: boolean;
  /** From the letters before the first quote to behind the last one. */
  readonly quoted: Span;
  /** Between the quotes, escapes read. */
  readonly value: Text;
}

/** Why udev cannot read on in a rule. */
export type PairDefectKind =
  | "no-operator"
  | "unclosed-brace"
  | "no-quote"
  | "unclosed-quote"
  | "unknown-escape"
  | "late-continuation";

/** Where udev cannot read on. */
export interface PairDefect extends Span {
  readonly kind: PairDefectKind;
}

interface Placed extends Span {
  /** The line that udev names: counted from 1. */
  readonly line: number;
}

/** Blank lines and comments, and what stands behind a line that ends the reading of the whole file. */
export interface RulesTrivia extends Placed {
  readonly kind: "blank" | "comment" | "unread";
}

/** A rule, on one line or continued over several. */
export interface RuleLine extends Placed {
  readonly kind: "rule";
  /** The lines joined, without indentation and backslashes at their ends. */
  readonly content: Text;
  /** Comment lines between the joined ones. */
  readonly comments: readonly Span[];
  readonly pairs: readonly RulePair[];
  /** What follows the last pair: blanks and commas, where nothing else is left. */
  readonly rest: Text;
  readonly defect?: PairDefect;
  /** Why udev reads none of it. */
  readonly loss?: "too-long" | "unfinished";
}

export type RulesNode = RulesTrivia | RuleLine;

/** A whole file of udev rules. The nodes follow one another without a gap: written in a row, they spell the document. */
export interface RulesTree {
  readonly document: string;
  readonly nodes: readonly RulesNode[];
}
