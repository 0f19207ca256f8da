import { isBlank, offsetOf, slice, spanOf, type Text } from "../text/text.ts";
import { cEscapeAt } from "../values/wordSplit.ts";
import type { PairDefect, PairDefectKind, RuleOperator, RulePair } from "./rulesTree.ts";

/** What a rule's joined text consists of. */
export interface PairsReading {
  readonly content: Text;
  readonly pairs: readonly RulePair[];
  readonly rest: Text;
  readonly defect?: PairDefect;
}

/** Reads the pairs of a rule up to its end or to where udev, too, gives up (udev(7), and udev's source). */
export function readPairs(content: Text, version: number): PairsReading {
  const pairs: RulePair[] = [];
  const { length } = content.content;
  let at = 0;
  for (;;) {
    const begin = skip(content.content, at, isSeparator);
    if (begin >= length) return { content, pairs, rest: slice(content, at, length) };
    const reading = readPair(content, at, begin, version);
    if (reading.kind === "defect") {
      const { from, to } = spanOf(content, reading.from, reading.to);
      const defect = { kind: reading.why, from, to };
      return { content, pairs, rest: slice(content, at, length), defect };
    }
    pairs.push(reading.pair);
    at = reading.end;
  }
}

type PairReading =
  | { readonly kind: "pair"; readonly pair: RulePair; readonly end: number }
  /** Indices in the rule's text. */
  | { readonly kind: "defect"; readonly why: PairDefectKind; readonly from: number; readonly to: number };

function readPair(content: Text, separatorFrom: number, keyFrom: number, version: number): PairReading {
  const text = content.content;
  const keyTo = endOfKey(text, keyFrom);
  if (keyTo >= text.length) return noOperator(text, keyFrom);
  let at = keyTo;
  let attribute: Text | undefined;
  if (text[keyTo] === "{") {
    const close = text.indexOf("}", keyTo);
    if (close < 0) return { kind: "defect", why: "unclosed-brace", from: keyTo, to: keyTo + 1 };
    attribute = slice(content, keyTo + 1, close);
    at = close + 1;
  }
  at = skip(text, at, isBlank);
  const operator = operators.find((one) => text.startsWith(one, at));
  if (operator === undefined) return noOperator(text, keyFrom);
  const operatorEnd = at + operator.length;
  const valueFrom = skip(text, operatorEnd, isBlank);
  const value = readValue(content, valueFrom, version);
  if (value.kind === "defect") return value;
  const pair: RulePair = {
    ...spanOf(content, keyFrom, value.end),
    separator: slice(content, separatorFrom, keyFrom),
    key: slice(content, keyFrom, keyTo),
    attribute,
    operator,
    operatorSpan: spanOf(content, at, operatorEnd),
    ignoresCase: value.ignoresCase,
    quoted: spanOf(content, valueFrom, value.end),
    value: value.text,
  };
  return { kind: "pair", pair, end: value.end };
}

/** Two signs before one: what is found first is meant. */
const operators: readonly RuleOperator[] = ["==", "!=", "+=", "-=", ":=", "="];

function noOperator(text: string, from: number): PairReading {
  const to = from + (/^[^\s,]*/.exec(text.slice(from))?.[0].length ?? 0);
  // A backslash with blanks behind it continues nothing.
  const why = /^\\\s*$/.test(text.slice(from)) ? "late-continuation" : "no-operator";
  return { kind: "defect", why, from, to };
}

function endOfKey(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const sign = text[at] ?? "";
    if (isBlank(text.charCodeAt(at)) || sign === "=" || sign === "{") break;
    if ("+-!:".includes(sign) && text[at + 1] === "=") break;
    at++;
  }
  return at;
}

type ValueReading =
  | {
      readonly kind: "value";
      readonly text: Text;
      readonly ignoresCase: boolean;
      /** The index behind the last quote. */
      readonly end: number;
    }
  | Extract<PairReading, { kind: "defect" }>;

function readValue(content: Text, from: number, version: number): ValueReading {
  const text = content.content;
  const [, letters = ""] = (version >= 257 ? /^(ei?|ie?)"/ : /^(e)"/).exec(text.slice(from, from + 3)) ?? [];
  const quote = from + letters.length;
  if (text[quote] !== '"') {
    // Where nothing follows, the operator is what shows it.
    const end = endOfBareWord(text, from);
    return { kind: "defect", why: "no-quote", from: end === from ? from - 1 : from, to: end };
  }
  const isEscaped = letters.includes("e");
  const close = endOfValue(text, quote + 1, isEscaped ? "any" : "quote");
  if (close < 0) return { kind: "defect", why: "unclosed-quote", from, to: quote + 1 };
  const inner = slice(content, quote + 1, close);
  const value = isEscaped ? unescaped(inner, version) : withPlainQuotes(inner);
  if (typeof value === "number") {
    const at = quote + 1 + value;
    return { kind: "defect", why: "unknown-escape", from: at, to: Math.min(at + 2, close) };
  }
  return { kind: "value", text: value, ignoresCase: letters.includes("i"), end: close + 1 };
}

function endOfBareWord(text: string, from: number): number {
  return from + (/^[^\s,]*/.exec(text.slice(from))?.[0].length ?? 0);
}

/** The index of the closing quote, -1 where there is none; what a backslash protects depends on the letter `e`. */
function endOfValue(text: string, from: number, protects: "any" | "quote"): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') return at;
    if (text[at] === "\\" && (protects === "any" || text[at + 1] === '"')) at++;
  }
  return -1;
}

/** Without the letter `e` a backslash protects a quote and is an ordinary character anywhere else. */
function withPlainQuotes(inner: Text): Text {
  if (!inner.content.includes('\\"')) return inner;
  let content = "";
  const origin: number[] = [];
  for (let at = 0; at < inner.content.length; at++) {
    if (inner.content.startsWith('\\"', at)) at++;
    origin.push(offsetOf(inner, at));
    content += inner.content[at];
  }
  origin.push(offsetOf(inner, inner.content.length));
  return { content, origin };
}

/** The value with its C escapes read, or the index of the first one that udev does not know. */
function unescaped(inner: Text, version: number): Text | number {
  const source = inner.content;
  let content = "";
  const origin: number[] = [];
  let at = 0;
  while (at < source.length) {
    const isSurrogate = version >= 262 && /^\\u[dD][89a-fA-F]/.test(source.slice(at, at + 4));
    const piece =
      source[at] === "\\"
        ? isSurrogate
          ? undefined
          : cEscapeAt(source, at)
        : { content: source[at] ?? "", length: 1 };
    if (piece === undefined) return at;
    for (let i = 0; i < piece.content.length; i++) origin.push(offsetOf(inner, at));
    content += piece.content;
    at += piece.length;
  }
  origin.push(offsetOf(inner, at));
  return { content, origin };
}

function isSeparator(code: number): boolean {
  return code === 44 || isBlank(code);
}

function skip(text: string, from: number, isSkipped: (code: number) => boolean): number {
  let at = from;
  while (at < text.length && isSkipped(text.charCodeAt(at))) at++;
  return at;
}
