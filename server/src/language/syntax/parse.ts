import { isBlank, offsetOf, type Span, slice, sliceStripped, type Text } from "../text/text.ts";
import { byteLength, findInvalid, mayBeInvalid } from "../text/utf8.ts";
import { afterLineEnd, endsOfContent } from "./lineEnd.ts";
import { controlLineEnd, type TemplateSyntax } from "./templateSource.ts";
import type { Assignment, SectionHeader, SyntaxNode, UnitTree } from "./tree.ts";

/** systemd reads no line, and no joined continuation, of this many bytes or more. */
const lineLimit = 1024 * 1024;

/** Whether the file is what systemd reads, or a source from which that is made (`.in`, `.j2`). */
export interface ParseOptions {
  readonly template?: TemplateSyntax;
}

/**
 * Reads a unit file or drop-in by systemd's byte rules (measured on 252 and 257): line ends, comments,
 * continuations, byte order mark. Never fails; every character of `document` belongs to exactly one node.
 * Invalid bytes are expected as lone surrogates, one for each byte.
 */
export function parse(document: string, options: ParseOptions = {}): UnitTree {
  const { nodes, tooLongAt } = parseLines(document, options, { at: 0, line: 0 }, () => false);
  return tooLongAt === undefined ? { document, nodes } : { document, nodes, tooLongAt };
}

/** A place between two logical lines, and systemd's number of the line before it. */
export interface LinePlace {
  readonly at: number;
  readonly line: number;
}

/** Some logical lines of a document, and the place behind the last. */
export interface ParsedLines extends LinePlace {
  readonly nodes: readonly SyntaxNode[];
  readonly tooLongAt: UnitTree["tooLongAt"];
}

/** Reads the lines of a document from a place on until `isEnd` is true of the place behind one, or to its end. */
export function parseLines(
  document: string,
  options: ParseOptions,
  begin: LinePlace,
  isEnd: (at: number) => boolean,
): ParsedLines {
  const nodes: SyntaxNode[] = [];
  const whole = lineSource({ content: document, origin: 0 });
  const endOfContent = endsOfContent(document);
  const suspicious = mayBeInvalid(document);
  let byteOrderMarkSeen = false;
  let { at, line } = begin;
  let open: OpenLine | undefined;
  let tooLong: UnitTree["tooLongAt"];

  const close = (to: number, number: number) => {
    if (open === undefined) return;
    const joined = joinedText(document, open.parts);
    const all = { from: 0, to: joined.content.length };
    nodes.push(
      logicalLine(lineSource(joined), all, { from: open.from, to, line: number }, open.comments, suspicious),
    );
    open = undefined;
  };

  while (at < document.length && (open !== undefined || !isEnd(at))) {
    const from = at;
    const control = open === undefined ? controlLineEnd(document, from, options.template) : undefined;
    if (control !== undefined) {
      nodes.push({ kind: "template-control", from, to: control, line: ++line });
      at = control;
      continue;
    }
    const contentEnd = endOfContent(from);
    at = afterLineEnd(document, contentEnd);
    line++;
    if (isTooLong(document, from, contentEnd)) tooLong ??= { from, to: contentEnd, line };

    const first = firstNonBlank(document, from, contentEnd);
    if (first < contentEnd && isCommentSign(document.charCodeAt(first))) {
      if (open === undefined) nodes.push({ kind: "comment", from, to: at, line });
      else open.comments.push({ from, to: contentEnd });
      continue;
    }

    let contentFrom = from;
    if (!byteOrderMarkSeen && document.charCodeAt(from) === 0xfeff) {
      byteOrderMarkSeen = true;
      contentFrom = from + 1;
    }

    const isContinued = endsInBackslash(document, contentFrom, contentEnd);
    if (open === undefined && !isContinued) {
      // Nearly every line is a logical line by itself, and needs no joining.
      const content = { from: contentFrom, to: contentEnd };
      nodes.push(logicalLine(whole, content, { from, to: at, line }, noComments, suspicious));
      continue;
    }

    open ??= { from, parts: [], comments: [], bytes: 0 };
    if (isJoinTooLong(document, open, contentFrom, contentEnd)) {
      tooLong ??= { from, to: contentEnd, line };
    }
    if (isContinued) {
      open.parts.push({ from: contentFrom, to: contentEnd - 1, continued: true });
      open.bytes += byteLength(document.slice(contentFrom, contentEnd));
    } else {
      open.parts.push({ from: contentFrom, to: contentEnd, continued: false });
      close(at, line);
    }
  }
  // systemd reports what a backslash at the very end left open one line after the last.
  close(document.length, line + 1);
  return { nodes, at, line, tooLongAt: tooLong };
}

/** A logical line whose end has not come yet. */
interface OpenLine {
  readonly from: number;
  readonly parts: Part[];
  readonly comments: Span[];
  /** Of all parts so far, the blanks behind them included. */
  bytes: number;
}

interface Part extends Span {
  /** Whether a backslash, read as a blank, follows. */
  readonly continued: boolean;
}

function isCommentSign(code: number): boolean {
  return code === 35 || code === 59;
}

function firstNonBlank(document: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(document.charCodeAt(at))) at++;
  return at;
}

/**
 * Whether an odd number of backslashes ends the content. systemd scans the joined text from its beginning, but every
 * earlier part was closed by a blank, so the count within this part decides.
 */
function endsInBackslash(document: string, from: number, to: number): boolean {
  let at = to;
  while (at > from && document.charCodeAt(at - 1) === 92) at--;
  return (to - at) % 2 === 1;
}

function isTooLong(document: string, from: number, to: number): boolean {
  if ((to - from) * 3 < lineLimit) return false;
  return byteLength(document.slice(from, to)) >= lineLimit;
}

function isJoinTooLong(document: string, open: OpenLine, from: number, to: number): boolean {
  if (open.parts.length === 0 || open.bytes + (to - from) * 3 <= lineLimit) return false;
  return open.bytes + byteLength(document.slice(from, to)) > lineLimit;
}

function joinedText(document: string, parts: readonly Part[]): Text {
  let content = "";
  const origin: number[] = [];
  let end = 0;
  for (const part of parts) {
    content += document.slice(part.from, part.to);
    for (let i = part.from; i < part.to; i++) origin.push(i);
    end = part.to;
    if (part.continued) {
      content += " ";
      origin.push(part.to);
      end = part.to + 1;
    }
  }
  origin.push(end);
  return { content, origin };
}

const noComments: readonly Span[] = [];

/** A text that lines are taken out of, one after the other. */
interface LineSource {
  readonly text: Text;
  /** The first equals sign from a character on, or the text's length. */
  readonly equalsFrom: (from: number) => number;
}

function lineSource(text: Text): LineSource {
  // Kept for the next line: one search might go through the whole rest of a document.
  let next = -1;
  const equalsFrom = (from: number) => {
    if (next < from) {
      const found = text.content.indexOf("=", from);
      next = found < 0 ? text.content.length : found;
    }
    return next;
  };
  return { text, equalsFrom };
}

/** The node for the characters `within` of a text, which are one logical line; `place` is the whole of it in the document. */
function logicalLine(
  { text, equalsFrom }: LineSource,
  within: Span,
  place: Span & { readonly line: number },
  comments: readonly Span[],
  suspicious: boolean,
): SyntaxNode {
  const { content } = text;
  const { from, to } = place;
  const begin = firstNonBlank(content, within.from, within.to);
  const end = endOfNonBlank(content, begin, within.to);
  if (begin === end) return { kind: "blank", from, to, line: place.line };
  const invalid = suspicious ? findInvalid(content.slice(begin, end)) : -1;
  const placed = invalid < 0 ? place : { ...place, invalidAt: offsetOf(text, begin + invalid) };
  if (content.charCodeAt(begin) === 91) return sectionHeader(slice(text, begin, end), placed);
  const equals = equalsFrom(begin);
  if (equals >= end)
    return { kind: "malformed", reason: "no-equals", content: slice(text, begin, end), ...placed };
  if (equals === begin)
    return { kind: "malformed", reason: "no-key", content: slice(text, begin, end), ...placed };
  const assignment: Assignment = {
    kind: "assignment",
    key: sliceStripped(text, begin, equals),
    equals: offsetOf(text, equals),
    value: sliceStripped(text, equals + 1, end),
    comments,
    from,
    to,
    line: place.line,
  };
  return placed === place ? assignment : { ...assignment, ...placed };
}

function endOfNonBlank(content: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(content.charCodeAt(end - 1))) end--;
  return end;
}

function sectionHeader(
  content: Text,
  place: { from: number; to: number; line: number; invalidAt?: number },
): SectionHeader {
  const { length } = content.content;
  if (content.content.charCodeAt(length - 1) !== 93) {
    return { kind: "section", name: slice(content, 1, length), defect: "unclosed", ...place };
  }
  const name = slice(content, 1, Math.max(1, length - 1));
  if (isUnsafe(name.content)) return { kind: "section", name, defect: "unsafe-characters", ...place };
  return { kind: "section", name, ...place };
}

/** A header may hold no control character, quote, backslash or DEL (measured). */
function isUnsafe(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code < 32 || code === 127 || code === 34 || code === 39 || code === 92) return true;
  }
  return false;
}
