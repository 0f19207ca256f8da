import type { Edit } from "../text/edit.ts";
import { detached, movedText, type Span, type Text } from "../text/text.ts";
import { type ParseOptions, parse, parseLines } from "./parse.ts";
import type { SyntaxNode, UnitTree } from "./tree.ts";

/**
 * Reads a document that was edited since it was `before`: the same tree as `parse` gives, in whose beginning the nodes
 * are the same objects as long as nothing has changed, and whose end is moved and not read again.
 */
export function parseAgain(
  document: string,
  options: ParseOptions,
  before: UnitTree,
  { head, tail, by }: Edit,
): UnitTree {
  if (!isLocal(before, options)) return parse(document, options);
  // Whether a line end goes on is told by the character behind it.
  const first = firstIndex(before.nodes, ({ to }) => to >= head);
  const begin = before.nodes[first - 1];
  const start = { at: begin?.to ?? 0, line: begin?.line ?? 0 };
  const placeBefore = (at: number) => firstIndex(before.nodes, ({ from }) => from + by >= at);
  const isEnd = (at: number) =>
    at >= document.length - tail && before.nodes[placeBefore(at)]?.from === at - by;
  const { nodes, at, line, tooLongAt } = parseLines(document, options, start, isEnd);
  const last = placeBefore(at);
  const lines = line - (before.nodes[last - 1]?.line ?? 0);
  // What is new is short, or there are few states like this one.
  const isShort = document.length - head - tail < document.length / 2;
  const read = isShort ? nodes.map(withOwnText) : nodes;
  const moved = before.nodes.slice(last).map((node) => movedNode(node, by, lines));
  const all = [...before.nodes.slice(0, first), ...read, ...moved];
  return tooLongAt === undefined ? { document, nodes: all } : { document, nodes: all, tooLongAt };
}

const byteOrderMark = "\ufeff";

/** Whether what a line means follows from the line alone, and not from those far away. */
function isLocal({ document, tooLongAt }: UnitTree, { template }: ParseOptions): boolean {
  return template === undefined && tooLongAt === undefined && !document.includes(byteOrderMark);
}

/** The index of the first of some nodes in a row that something is true of, as it is of all behind it. */
function firstIndex(nodes: readonly SyntaxNode[], isTrue: (node: SyntaxNode) => boolean): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const node = nodes[middle];
    if (node !== undefined && isTrue(node)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The same node with texts of their own: else the lines of a file would keep the states of the document in which each was written. */
function withOwnText(node: SyntaxNode): SyntaxNode {
  switch (node.kind) {
    case "assignment":
      return { ...node, key: ownText(node.key), value: ownText(node.value) };
    case "section":
      return { ...node, name: ownText(node.name) };
    case "malformed":
      return { ...node, content: ownText(node.content) };
    default:
      return node;
  }
}

function ownText({ content, origin }: Text): Text {
  return { content: detached(content), origin };
}

/** The same node `by` characters and `lines` lines farther on. */
function movedNode(node: SyntaxNode, by: number, lines: number): SyntaxNode {
  const { from, to } = movedSpan(node, by);
  const line = node.line + lines;
  const invalid = node.invalidAt === undefined ? undefined : { invalidAt: node.invalidAt + by };
  switch (node.kind) {
    case "assignment": {
      const { kind, comments } = node;
      const assignment: SyntaxNode = {
        kind,
        key: movedText(node.key, by),
        equals: node.equals + by,
        value: movedText(node.value, by),
        comments: comments.length === 0 ? comments : comments.map((comment) => movedSpan(comment, by)),
        from,
        to,
        line,
      };
      return invalid === undefined ? assignment : { ...assignment, ...invalid };
    }
    case "section":
      return { ...node, name: movedText(node.name, by), from, to, line, ...invalid };
    case "malformed":
      return { ...node, content: movedText(node.content, by), from, to, line, ...invalid };
    default:
      return { kind: node.kind, from, to, line };
  }
}

function movedSpan({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by };
}
