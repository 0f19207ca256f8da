import { addOffsets, isBlank, offsetOf, slice, type Text } from "../text/text.ts";

/** How systemd cuts a value into words; each family of directives has its own way (measured, and systemd.syntax(7)). */
export interface WordRules {
  /** Quotes group words and are removed; otherwise they are ordinary characters. */
  readonly quotes: "removed" | "ordinary";
  /**
   * What a backslash does: `c` reads C escapes, `c-or-separator` also protects a separator, `dropped` keeps only the
   * next character, `kept` makes it an ordinary character.
   */
  readonly backslash: "c" | "c-or-separator" | "dropped" | "kept";
  /** With C escapes: an unknown one ends the reading, or stays as it is. */
  readonly unknownEscape?: "refused" | "kept";
  /** The characters that stand between words; blanks where absent. */
  readonly separators?: string;
  /** Whether two separators in a row, or one at an end, hold an empty word between them. */
  readonly emptyWords?: "count";
}

/** Exec*=, Environment=: quotes and C escapes. */
export const commandWords: WordRules = { quotes: "removed", backslash: "c", unknownEscape: "refused" };
/** The second try at a word with an unknown escape, which then stays verbatim. */
export const relaxedCommandWords: WordRules = { quotes: "removed", backslash: "c", unknownEscape: "kept" };
/** Lists of paths, Delegate=, RestrictNamespaces=: quotes; a backslash only protects the next character. */
export const quotedWords: WordRules = { quotes: "removed", backslash: "dropped" };
/** Lists of units: quotes and backslashes are part of the word. */
export const unitWords: WordRules = { quotes: "ordinary", backslash: "kept" };
/** Sockets=, addresses and the like: quotes are part of the word; a backslash only protects the next character. */
export const plainWords: WordRules = { quotes: "ordinary", backslash: "dropped" };
/** Words that are cut further at their colons: quotes group, backslashes are left for the second cut. */
export const tupleWords: WordRules = { quotes: "removed", backslash: "kept" };

/** One word, unquoted and unescaped, and where it ends. */
export interface SplitWord {
  readonly kind: "word";
  readonly text: Text;
  /**
   * Indices in the text that was split: of the word as written, and of where the next one begins. Where empty words
   * count, that lies behind the text's end when no separator followed.
   */
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** Where the words end because of a mistake; what came before stays good. */
export interface SplitDefect {
  readonly kind: "unbalanced-quote" | "unknown-escape";
  readonly from: number;
  readonly to: number;
}

/** The word at or after `at`; undefined where only separators are left. */
export function nextWord(text: Text, at: number, rules: WordRules): SplitWord | SplitDefect | undefined {
  const { content } = text;
  const counts = rules.emptyWords === "count";
  const from = counts ? at : afterSeparators(content, at, rules);
  if (from >= content.length && (!counts || from > content.length)) return undefined;
  const plainEnd = endOfPlainWord(content, from, rules);
  if (plainEnd >= 0) {
    return {
      kind: "word",
      text: slice(text, from, plainEnd),
      from,
      to: plainEnd,
      next: counts ? plainEnd + 1 : afterSeparators(content, plainEnd, rules),
    };
  }
  return cookedWord(text, from, rules);
}

function isSeparator(code: number, separators: string | undefined): boolean {
  return separators === undefined ? isBlank(code) : separators.includes(String.fromCharCode(code));
}

/** The end of a word without quotes or backslashes that matter; -1 where one occurs. The usual case, and the fast one. */
function endOfPlainWord(content: string, from: number, rules: WordRules): number {
  const end = nextOf(endingOf(rules), content, from);
  return end === content.length || isSeparator(content.charCodeAt(end), rules.separators) ? end : -1;
}

/** Where the next of some signs stands, or the end of the text; the expression is a global one. */
function nextOf(signs: RegExp, content: string, from: number): number {
  signs.lastIndex = from;
  return signs.test(content) ? signs.lastIndex - 1 : content.length;
}

const endings = new WeakMap<WordRules, RegExp>();

/** A separator, or what must be read character by character. An expression finds it faster than a loop that is still cold. */
function endingOf(rules: WordRules): RegExp {
  const known = endings.get(rules);
  if (known !== undefined) return known;
  const quotes = rules.quotes === "removed" ? "\"'" : "";
  const backslash = rules.backslash === "kept" ? "" : "\\";
  const signs = `${rules.separators ?? " \t\n\r"}${quotes}${backslash}`;
  const ending = new RegExp(`[${signs.replace(/[\]\\^-]/g, "\\$&")}]`, "g");
  endings.set(rules, ending);
  return ending;
}

function afterSeparators(content: string, from: number, { separators }: WordRules): number {
  let at = from;
  for (; at < content.length; at++) {
    const code = content.charCodeAt(at);
    // Nearly every call ends here, at once.
    if ((separators === undefined && code > 32) || !isSeparator(code, separators)) break;
  }
  return at;
}

/** What may end a quote, or mean something else than itself within it. */
const insideQuotes = /["'\\]/g;

function cookedWord(text: Text, from: number, rules: WordRules): SplitWord | SplitDefect {
  const { content } = text;
  let cooked = "";
  const places: number[] = [];
  let quote = -1;
  let quoteAt = from;
  let at = from;
  // Behind the last character that stays: a closing quote is no part of what the word says.
  let end = from;
  while (at < content.length) {
    const code = content.charCodeAt(at);
    if (quote < 0 && isSeparator(code, rules.separators)) break;
    if (code === 92 && rules.backslash !== "kept") {
      const piece = unescapeAt(content, at, rules);
      // A backslash that ends the value protects nothing: systemd takes the line for unbalanced.
      if (piece === undefined) return { kind: "unbalanced-quote", from: at, to: at + 1 };
      if (piece === "unknown")
        return { kind: "unknown-escape", from: at, to: Math.min(at + 2, content.length) };
      for (let i = 0; i < piece.content.length; i++) places.push(offsetOf(text, at));
      cooked += piece.content;
      at += piece.length;
      end = at;
    } else if (code === quote) {
      quote = -1;
      at++;
    } else if (quote < 0 && rules.quotes === "removed" && (code === 34 || code === 39)) {
      quote = code;
      quoteAt = at;
      at++;
    } else {
      end = nextOf(quote < 0 ? endingOf(rules) : insideQuotes, content, at + 1);
      addOffsets(places, text, at, end);
      cooked += content.slice(at, end);
      at = end;
    }
  }
  if (quote >= 0) return { kind: "unbalanced-quote", from: quoteAt, to: quoteAt + 1 };
  places.push(offsetOf(text, cooked === "" ? at : end));
  return {
    kind: "word",
    text: { content: cooked, origin: places },
    from,
    to: at,
    next: rules.emptyWords === "count" ? at + 1 : afterSeparators(content, at, rules),
  };
}

export interface Unescaped {
  readonly content: string;
  /** How many characters of the source it took, the backslash included. */
  readonly length: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
  s: " ",
};

/** What the backslash at `at` and what follows it stand for; undefined at the end of the value. */
function unescapeAt(content: string, at: number, rules: WordRules): Unescaped | "unknown" | undefined {
  const next = content[at + 1];
  if (next === undefined) return rules.unknownEscape === "kept" ? { content: "\\", length: 1 } : undefined;
  if (rules.backslash === "dropped") return { content: next, length: 2 };
  const known = cEscapeAt(content, at);
  if (known !== undefined) return known;
  if (rules.backslash === "c-or-separator" && isSeparator(next.charCodeAt(0), rules.separators))
    return { content: next, length: 2 };
  return rules.unknownEscape === "kept" ? { content: `\\${next}`, length: 2 } : "unknown";
}

/** The C escape at `at`, as systemd knows them: no NUL, no octal above \377, no code point above 10FFFF. */
export function cEscapeAt(content: string, at: number): Unescaped | undefined {
  const letter = content[at + 1] ?? "";
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { content: simple, length: 2 };
  switch (letter) {
    case "x":
      return byteEscape(content.slice(at + 2, at + 4), /^[0-9a-fA-F]{2}$/, 16, 4);
    case "u":
      return pointEscape(content.slice(at + 2, at + 6), 4);
    case "U":
      return pointEscape(content.slice(at + 2, at + 10), 8);
    default:
      return byteEscape(content.slice(at + 1, at + 4), /^[0-7]{3}$/, 8, 4);
  }
}

function byteEscape(digits: string, form: RegExp, base: number, length: number): Unescaped | undefined {
  if (!form.test(digits)) return undefined;
  const value = Number.parseInt(digits, base);
  if (value === 0 || value > 255) return undefined;
  // A byte above 127 is no character: it is kept apart, as invalid bytes are in a document.
  return { content: value < 128 ? String.fromCharCode(value) : String.fromCharCode(0xdc00 + value), length };
}

function pointEscape(digits: string, count: number): Unescaped | undefined {
  if (digits.length !== count || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const point = Number.parseInt(digits, 16);
  if (point === 0 || point > 0x10ffff) return undefined;
  if (!isCharacter(point)) return count === 4 ? { content: encodedApart(point), length: 6 } : undefined;
  return { content: String.fromCodePoint(point), length: count + 2 };
}

/** Neither a surrogate nor one of Unicode's noncharacters. */
function isCharacter(point: number): boolean {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return !isSurrogate && (point & 0xfffe) !== 0xfffe && !(point >= 0xfdd0 && point <= 0xfdef);
}

/** The three bytes that systemd makes of what is no character, each kept apart (measured for `\\u`). */
function encodedApart(point: number): string {
  const bytes = [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  return String.fromCharCode(...bytes.map((byte) => 0xdc00 + byte));
}
