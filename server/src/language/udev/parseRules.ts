import { afterLineEnd, endOfContent } from "../syntax/lineEnd.ts";
import { isBlank, type Span, type Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { readPairs } from "./readPairs.ts";
import type { RuleLine, RulesNode, RulesTree } from "./rulesTree.ts";

/** udev reads no line, and no joined continuation, of this many bytes or more. */
const lineLimit = 16384;

/**
 * Reads a file of udev rules as that release of systemd-udevd does (read in its source, compared with `udevadm verify`).
 * Never fails; every character of `document` belongs to exactly one node. Invalid bytes are expected as lone surrogates.
 */
export function parseRules(document: string, version: number): RulesTree {
  const nodes: RulesNode[] = [];
  let open: OpenRule | undefined;
  let line = 0;
  let at = 0;
  while (at < document.length) {
    const from = at;
    const end = endOfContent(document, from);
    at = afterLineEnd(document, end);
    line++;
    if (isTooLong(document, from, end)) {
      nodes.push({ kind: "unread", from: open?.from ?? from, to: document.length, line });
      return { document, nodes };
    }
    const first = firstNonBlank(document, from, end);
    if (first < end && document[first] === "#") {
      if (open === undefined) nodes.push({ kind: "comment", from, to: at, line });
      else open.comments.push({ from: first, to: end });
      continue;
    }
    open ??= opened(from, line);
    if (append(document, { from: first, to: end }, open)) continue;
    nodes.push(closed(document, open, at, line, version));
    open = undefined;
  }
  if (open !== undefined) {
    nodes.push({ ...ruleOf(document, open, document.length, open.firstLine, version), loss: "unfinished" });
  }
  return { document, nodes };
}

/** A rule whose last line has not come yet. */
interface OpenRule {
  readonly from: number;
  readonly firstLine: number;
  readonly comments: Span[];
  readonly parts: Span[];
  bytes: number;
  isTooLong: boolean;
}

function opened(from: number, firstLine: number): OpenRule {
  return { from, firstLine, comments: [], parts: [], bytes: 0, isTooLong: false };
}

/** Takes one more line; gives whether the rule goes on in the next one. */
function append(document: string, { from, to }: Span, open: OpenRule): boolean {
  const bytes = byteLength(document.slice(from, to));
  if (open.parts.length > 0 && open.bytes + bytes >= lineLimit) open.isTooLong = true;
  open.parts.push({ from, to });
  open.bytes += bytes;
  if (open.isTooLong) return to > from && document[to - 1] === "\\";
  // A blank line behind two backslashes leaves one at the end of what was joined so far.
  let last = open.parts.length - 1;
  while (last > 0 && isEmpty(open.parts[last])) last--;
  const part = open.parts[last];
  if (part === undefined || isEmpty(part) || document[part.to - 1] !== "\\") return false;
  open.parts[last] = { from: part.from, to: part.to - 1 };
  open.bytes--;
  return true;
}

function isEmpty(part: Span | undefined): boolean {
  return part === undefined || part.from >= part.to;
}

function closed(document: string, open: OpenRule, to: number, lastLine: number, version: number): RulesNode {
  // Since 258 udev names the line that a rule begins on.
  const line = version >= 258 ? open.firstLine : lastLine;
  if (open.isTooLong) return { ...ruleOf(document, open, to, line, version), loss: "too-long" };
  if (open.parts.every(isEmpty)) return { kind: "blank", from: open.from, to, line };
  return ruleOf(document, open, to, line, version);
}

function ruleOf(document: string, open: OpenRule, to: number, line: number, version: number): RuleLine {
  const { from, comments, parts } = open;
  return { kind: "rule", from, to, line, comments, ...readPairs(joined(document, parts), version) };
}

function joined(document: string, parts: readonly Span[]): Text {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return { content: document.slice(only.from, only.to), origin: only.from };
  }
  const origin: number[] = [];
  for (const { from, to } of parts) for (let at = from; at < to; at++) origin.push(at);
  origin.push(parts.findLast((part) => !isEmpty(part))?.to ?? only?.from ?? 0);
  return { content: parts.map(({ from, to }) => document.slice(from, to)).join(""), origin };
}

function firstNonBlank(document: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(document.charCodeAt(at))) at++;
  return at;
}

function isTooLong(document: string, from: number, to: number): boolean {
  return (to - from) * 3 >= lineLimit && byteLength(document.slice(from, to)) >= lineLimit;
}
