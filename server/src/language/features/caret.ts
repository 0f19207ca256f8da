import type { AnalysedAssignment, AnalysedUnit, SectionReading } from "../analysis.ts";
import { isLineEnd } from "../syntax/lineEnd.ts";
import type { Assignment, Malformed, SectionHeader, SyntaxNode, UnitTree } from "../syntax/tree.ts";
import { offsetOf, type Span, type Text } from "../text/text.ts";

/** What is being written where the caret stands. */
export type CaretPlace =
  /** A section header, from its `[` up to and with its `]`, where that is written. */
  | { readonly kind: "header"; readonly span: Span; readonly node: SectionHeader }
  /** A directive's name, or a line that has no content yet. `after` tells whether the `=` is written. */
  | {
      readonly kind: "name";
      readonly span: Span;
      readonly after: "equals" | "nothing";
      readonly node: SyntaxNode | undefined;
    }
  /** What stands behind the `=`. */
  | { readonly kind: "value"; readonly node: Assignment };

/**
 * What is being written at the offset `at`; undefined in comments, in the control lines of template sources and where
 * nothing that systemd knows could stand.
 */
export function placeOfCaret(tree: UnitTree, at: number): CaretPlace | undefined {
  const node = nodeAt(tree, at);
  if (node === undefined) return { kind: "name", span: { from: at, to: at }, after: "nothing", node };
  switch (node.kind) {
    case "comment":
    case "template-control":
      return undefined;
    case "blank":
      return { kind: "name", span: { from: at, to: at }, after: "nothing", node };
    case "section":
      return placeInHeader(tree.document, node, at);
    case "malformed":
      return placeInMalformed(tree.document, node, at);
    case "assignment":
      return placeInAssignment(tree.document, node, at);
    default:
      return node satisfies never;
  }
}

/**
 * The node that typing at `at` would change. At the end of a document whose last line is closed that is none: a new
 * line begins there.
 */
export function nodeAt(tree: UnitTree, at: number): SyntaxNode | undefined {
  const { nodes, document } = tree;
  const index = indexOfLast(nodes, (node) => node.from <= at);
  const node = nodes[index];
  if (node === undefined || at < node.to) return node;
  const isOpen = at === document.length && !isLineEnd(document.charCodeAt(at - 1));
  return isOpen || isContinued(document, node) ? node : undefined;
}

/** How systemd reads the section that the offset lies in; undefined before the first header. */
export function sectionAt(unit: AnalysedUnit, at: number): SectionReading | undefined {
  const index = indexOfLast(unit.sections, ({ header }) => header === undefined || header.to <= at);
  return unit.sections[index]?.reading;
}

/** What is known of an assignment of the tree; undefined in sections that systemd does not read. */
export function analysedAssignment(unit: AnalysedUnit, node: Assignment): AnalysedAssignment | undefined {
  const index = indexOfLast(unit.assignments, (assignment) => assignment.node.from <= node.from);
  const found = unit.assignments[index];
  return found?.node === node ? found : undefined;
}

/**
 * The part of a value that stands before `at`, with a blank at its end where blanks, which belong to no value, part
 * it from the caret. Its last character is followed by `at` itself.
 */
export function valueBefore(value: Text, at: number): Text {
  const length = value.content.length;
  let count = 0;
  if (typeof value.origin === "number") count = Math.max(0, Math.min(length, at - value.origin));
  else while (count < length && offsetOf(value, count) < at) count++;
  if (count === 0) return { content: "", origin: at };
  const isBehind = count === length && offsetOf(value, length) < at;
  const origin = Array.from({ length: count }, (_, index) => offsetOf(value, index));
  if (isBehind) return { content: `${value.content} `, origin: [...origin, offsetOf(value, length), at] };
  return { content: value.content.slice(0, count), origin: [...origin, at] };
}

function placeInHeader(document: string, node: SectionHeader, at: number): CaretPlace | undefined {
  const from = offsetOf(node.name, 0) - 1;
  const written = /\[[^\][=\s\0]*\]?/y;
  written.lastIndex = from;
  const to = from + (written.exec(document)?.[0].length ?? 1);
  const isInside = from < at && (at < to || (at === to && document[to - 1] !== "]"));
  return isInside ? { kind: "header", span: { from, to }, node } : undefined;
}

function placeInMalformed(document: string, node: Malformed, at: number): CaretPlace | undefined {
  const from = offsetOf(node.content, 0);
  if (node.reason === "no-key") {
    return at === from ? { kind: "name", span: { from, to: from }, after: "equals", node } : undefined;
  }
  const word = /[^\s=\\\0]*/y;
  word.lastIndex = from;
  const to = from + (word.exec(document)?.[0].length ?? 0);
  return from <= at && at <= to ? { kind: "name", span: { from, to }, after: "nothing", node } : undefined;
}

function placeInAssignment(document: string, node: Assignment, at: number): CaretPlace | undefined {
  if (at > node.equals) {
    if (node.comments.some((comment) => comment.from <= at && at <= comment.to)) return undefined;
    if (isBehindContinuation(document, at)) return undefined;
    return { kind: "value", node };
  }
  const from = offsetOf(node.key, 0);
  const to = offsetOf(node.key, node.key.content.length);
  if (at < from || to < at || /[\r\n]/.test(document.slice(from, to))) return undefined;
  return { kind: "name", span: { from, to }, after: "equals", node };
}

/** Whether a backslash that continues the line stands right before the offset: text there would undo it. */
function isBehindContinuation(document: string, at: number): boolean {
  const isLast = at === document.length || isLineEnd(document.charCodeAt(at));
  return isLast && backslashesBefore(document, at) % 2 === 1;
}

/** Whether a node that reaches the end of the document would go on there: a backslash ends its last line. */
function isContinued(document: string, node: SyntaxNode): boolean {
  if (node.to !== document.length) return false;
  let end = document.length;
  while (end > node.from) {
    end -=
      /(?:\r\n|\n\r|[\r\n]|)\0?$/.exec(document.slice(Math.max(node.from, end - 3), end))?.[0].length ?? 0;
    let start = end;
    while (start > node.from && !isLineEnd(document.charCodeAt(start - 1))) start--;
    // Comments inside a continued value neither end nor continue it.
    if (!/^[ \t]*[#;]/.test(document.slice(start, end))) return backslashesBefore(document, end) % 2 === 1;
    end = start;
  }
  return false;
}

function backslashesBefore(document: string, at: number): number {
  let from = at;
  while (from > 0 && document.charCodeAt(from - 1) === 92) from--;
  return at - from;
}

/** The index of the last item for which `holds`, where it holds for all before and for none behind it; or -1. */
function indexOfLast<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
