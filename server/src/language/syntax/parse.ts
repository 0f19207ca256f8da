import { afterBlanks, beforeBlanks, offsetOf, type Span, slice, type Text } from "../text/text.ts";
import { byteLength, findInvalid, mayBeInvalid } from "../text/utf8.ts";
import { afterLineEnd, endOfContent } from "./lineEnd.ts";
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
  const { nodes, tooLongAt } = parseLines(document, options, { at: 0, line: 0 });
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

/** Reads the lines of a document from a place on to its end, or until `isEnd` is true of the place behind one. */
export function parseLines(
  document: string,
  { template }: ParseOptions,
  begin: LinePlace,
  isEnd?: (at: number) => boolean,
): ParsedLines {
  const nodes: SyntaxNode[] = [];
  const whole = lineSource({ content: document, origin: 0 });
  // What most documents hold nowhere is not looked for in each line.
  const onlyLf = !document.includes("\r") && !document.includes("\0");
  const suspicious = mayBeInvalid(document);
  const mayBeLong = mayBeTooLong(document.length);
  let mayBeMarked = document.includes("\ufeff");
  let { at, line } = begin;
  let open: OpenLine | undefined;
  let tooLong: UnitTree["tooLongAt"];

  const close = (to: number, number: number) => {
    if (open === undefined) return;
    const { from, parts, comments } = open;
    const joined = joinedText(document, parts);
    const { length } = joined.content;
    const begin = afterBlanks(joined.content, 0, length);
    const logical = { begin, end: length, from, to, line: number, comments };
    nodes.push(logicalLine(lineSource(joined), logical, suspicious));
    open = undefined;
  };

  while (at < document.length && (open !== undefined || isEnd?.(at) !== true)) {
    const from = at;
    const control = template && open === undefined ? controlLineEnd(document, from, template) : undefined;
    if (control !== undefined) {
      nodes.push({ kind: "template-control", from, to: control, line: ++line });
      at = control;
      continue;
    }
    const lineFeed = onlyLf ? document.indexOf("\n", from) : -1;
    const contentEnd = lineFeed >= 0 ? lineFeed : endOfContent(document, from);
    at = lineFeed >= 0 ? lineFeed + 1 : afterLineEnd(document, contentEnd);
    line++;
    if (mayBeLong && isTooLong(document, from, contentEnd)) tooLong ??= { from, to: contentEnd, line };

    const first = afterBlanks(document, from, contentEnd);
    if (first === contentEnd && open === undefined) {
      nodes.push({ kind: "blank", from, to: at, line });
      continue;
    }
    const sign = document.charCodeAt(first);
    if (sign === hash || sign === semicolon) {
      if (open === undefined) nodes.push({ kind: "comment", from, to: at, line });
      else open.comments.push({ from, to: contentEnd });
      continue;
    }

    let contentFrom = from;
    if (mayBeMarked && document.charCodeAt(from) === 0xfeff) {
      mayBeMarked = false;
      contentFrom = from + 1;
    }

    const isContinued =
      document.charCodeAt(contentEnd - 1) === backslash && endsInBackslash(document, contentFrom, contentEnd);
    if (open === undefined && !isContinued) {
      // Nearly every line is a logical line by itself, and needs no joining.
      const begin = contentFrom === from ? first : afterBlanks(document, contentFrom, contentEnd);
      const logical = { begin, end: contentEnd, from, to: at, line, comments: noComments };
      nodes.push(logicalLine(whole, logical, suspicious));
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

const hash = 35;
const semicolon = 59;
const backslash = 92;

/**
 * Whether an odd number of backslashes ends the content. systemd scans the joined text from its beginning, but every
 * earlier part was closed by a blank, so the count within this part decides.
 */
function endsInBackslash(document: string, from: number, to: number): boolean {
  let at = to;
  while (at > from && document.charCodeAt(at - 1) === backslash) at--;
  return (to - at) % 2 === 1;
}

/** Whether so many characters can be as many bytes as the limit. */
function mayBeTooLong(length: number): boolean {
  return length * 3 >= lineLimit;
}

function isTooLong(document: string, from: number, to: number): boolean {
  if (!mayBeTooLong(to - from)) return false;
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

/** Where a logical line stands in the text that it is taken out of, and the whole of it in the document. */
interface LogicalLine extends Span {
  /** Behind the blanks that it begins with. */
  readonly begin: number;
  readonly end: number;
  readonly line: number;
  readonly comments: readonly Span[];
}

/** The node for a logical line of a text; `suspicious` is a document that may hold what is no UTF-8. */
function logicalLine({ text, equalsFrom }: LineSource, whole: LogicalLine, suspicious: boolean): SyntaxNode {
  const { content } = text;
  const { begin, from, to, line, comments } = whole;
  const end = beforeBlanks(content, begin, whole.end);
  if (begin === end) return { kind: "blank", from, to, line };
  const invalid = suspicious ? findInvalid(content.slice(begin, end)) : -1;
  const invalidAt = invalid < 0 ? undefined : { invalidAt: offsetOf(text, begin + invalid) };
  if (content.charCodeAt(begin) === 91)
    return sectionHeader(slice(text, begin, end), { from, to, line, ...invalidAt });
  const equals = equalsFrom(begin);
  if (equals >= end || equals === begin) {
    const reason = equals === begin ? "no-key" : "no-equals";
    return { kind: "malformed", reason, content: slice(text, begin, end), from, to, line, ...invalidAt };
  }
  const assignment: Assignment = {
    kind: "assignment",
    key: slice(text, begin, beforeBlanks(content, begin, equals)),
    equals: offsetOf(text, equals),
    value: slice(text, afterBlanks(content, equals + 1, end), end),
    comments,
    from,
    to,
    line,
  };
  return invalidAt === undefined ? assignment : { ...assignment, ...invalidAt };
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
  if (unsafe.test(name.content)) return { kind: "section", name, defect: "unsafe-characters", ...place };
  return { kind: "section", name, ...place };
}

/** A header may hold no control character, quote, backslash or DEL (measured). */
const unsafe = /["'\\]|[^ -~\u0080-\uffff]/;
