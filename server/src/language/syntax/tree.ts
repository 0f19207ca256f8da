import type { Span, Text } from "../text/text.ts";

/** What every node has: its place in the document, line end included, and the line that systemd would name. */
interface Placed extends Span {
  /** systemd's own line number: the last physical line of the logical line, by its rules for line ends. */
  readonly line: number;
  /** Where the first character stands that systemd does not take for UTF-8: it stops reading the file here. */
  readonly invalidAt?: number;
}

/** A line that says nothing: blank, a comment, or a control line of a template source. */
export interface Trivia extends Placed {
  readonly kind: "blank" | "comment" | "template-control";
}

/** A line that begins with `[`. */
export interface SectionHeader extends Placed {
  readonly kind: "section";
  /** Between the brackets; where the header is broken, whatever follows the first bracket. */
  readonly name: Text;
  /** Why systemd stops reading the file here, if it does. */
  readonly defect?: "unclosed" | "unsafe-characters";
}

/** `Key=value`, on one line or continued over several. */
export interface Assignment extends Placed {
  readonly kind: "assignment";
  readonly key: Text;
  /** Offset of the `=`. */
  readonly equals: number;
  /** Continuations joined by a blank each, blanks stripped at both ends. */
  readonly value: Text;
  /** Comment lines inside the continued value. */
  readonly comments: readonly Span[];
}

/** A line that is neither: systemd ignores it with a warning. */
export interface Malformed extends Placed {
  readonly kind: "malformed";
  readonly reason: "no-equals" | "no-key";
  readonly content: Text;
}

export type SyntaxNode = Trivia | SectionHeader | Assignment | Malformed;

/** A whole file. The nodes follow one another without a gap: written in a row, they spell the document. */
export interface UnitTree {
  readonly document: string;
  readonly nodes: readonly SyntaxNode[];
  /** Where a line reaches systemd's limit of one MiB: it reads nothing from this line on. */
  readonly tooLongAt?: { readonly from: number; readonly to: number; readonly line: number };
}
