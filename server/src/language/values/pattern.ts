import { utf8Bytes } from "../names/utf8.ts";
import { type OpenGroup, readGroup, type Scan } from "./patternGroups.ts";
import { matchAt, mistake, type Piece, part, posixAt, readClass, readEscape } from "./patternParts.ts";

/** What keeps a pattern from being one, by indices into its bytes. */
export interface PatternMistake {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/**
 * The first mistake in a regular expression of PCRE2, of bytes and without options, as systemd compiles them. What the
 * releases of PCRE2 between 10.42 and 10.48 do not agree on is taken to be good (pcre2pattern(3), measured with three).
 */
export function findPatternMistake(text: string): PatternMistake | undefined {
  const pattern = bytesOf(text);
  const scan: Scan = {
    pattern,
    open: [],
    names: new Set(),
    nameOf: new Map(),
    references: [],
    groups: 0,
    ended: undefined,
    isLoose: false,
  };
  let isRepeatable = false;
  for (let at = 0; at < pattern.length; ) {
    const literal = matchAt(/\\Q([\s\S]*?)(?:\\E|$)|\\E/y, pattern, at);
    if (literal !== undefined) {
      at += literal[0].length;
      isRepeatable ||= (literal[1] ?? "") !== "";
      continue;
    }
    const comment = matchAt(/\(\?#[^)]*(\)?)/y, pattern, at);
    if (comment !== undefined) {
      at += comment[0].length;
      if (comment[1] === "")
        return { from: at - comment[0].length, to: at, why: "the comment wants its `)`" };
      continue;
    }
    const piece = readPiece(scan, at, isRepeatable);
    if (piece.kind === "open") return undefined;
    if (piece.kind === "mistake") return piece;
    if (piece.reference !== undefined) scan.references.push(piece.reference);
    isRepeatable = piece.isRepeatable;
    at = piece.next;
  }
  return findUnended(scan) ?? findLostReference(scan);
}

/** The bytes of the text, each as a character. */
function bytesOf(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  let bytes = "";
  for (const byte of utf8Bytes(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

function readPiece(scan: Scan, at: number, isRepeatable: boolean): Piece {
  const { pattern } = scan;
  const character = pattern[at] ?? "";
  if (character === "\\") return readEscape(pattern, at, scan.groups);
  if (character === "^" || character === "$") return part(at + 1, false);
  if (character === "[") return readBracket(pattern, at);
  if (character === "|") return readBar(scan, at);
  if (character === "(") return readGroup(scan, at);
  if (character === ")") return readEnd(scan, at);
  if ("*+?".includes(character)) return readRepetition(scan, at, at + 1, isRepeatable, character !== "?");
  if (character === "{") return readCount(scan, at, isRepeatable);
  return part(at + 1, true);
}

function readBracket(pattern: string, at: number): Piece {
  const posix = posixAt(pattern, at);
  return posix === undefined
    ? readClass(pattern, at)
    : mistake(at, at + posix.length, "such classes belong into another pair of brackets");
}

function readBar(scan: Scan, at: number): Piece {
  const group = scan.open.at(-1);
  if (group !== undefined) {
    group.bars++;
    if (group.kind === "reset") {
      group.most = Math.max(group.most, scan.groups);
      scan.groups = group.before;
    }
    const most = group.kind === "condition" ? 1 : group.kind === "definition" ? 0 : Number.POSITIVE_INFINITY;
    if (group.bars > most) return mistake(at, at + 1, "the condition has too many branches");
  }
  return part(at + 1, false);
}

function readEnd(scan: Scan, at: number): Piece {
  const group = scan.open.pop();
  if (group === undefined) return mistake(at, at + 1, "no `(` belongs to this");
  scan.groups = Math.max(scan.groups, group.most);
  scan.ended = { at, kind: group.kind };
  return part(at + 1, !isCondition(scan, group));
}

/** Whether the group, which has ended, is the assertion that the group around it asks for. */
function isCondition({ pattern, open }: Scan, { at }: OpenGroup): boolean {
  const around = open.at(-1);
  return around?.kind === "condition" && /^\(\?(?:\(\?C[0-9]*\))?$/.test(pattern.slice(around.at, at));
}

/** A quantifier from `at` to `end`, with the sign behind it that makes it lazy or possessive. */
function readRepetition(
  scan: Scan,
  at: number,
  end: number,
  isRepeatable: boolean,
  isEndless: boolean,
): Piece {
  if (!isRepeatable) return mistake(at, end, "nothing that can be repeated stands before it");
  // Lookaheads have no length, and may be repeated within a lookbehind.
  const behind = scan.open.findLast(({ kind }) => kind === "lookbehind" || kind === "lookahead");
  if (isEndless && behind?.kind === "lookbehind") {
    const ended = scan.ended?.at === at - 1 ? scan.ended.kind : undefined;
    if (ended !== "lookahead" && ended !== "lookbehind" && ended !== "definition")
      return mistake(at, end, "what is looked for behind must have an end");
  }
  return part(end + (matchAt(/(?:\\E|\(\?#[^)]*\))*[+?]/y, scan.pattern, end)?.[0].length ?? 0), false);
}

function readCount(scan: Scan, at: number, isRepeatable: boolean): Piece {
  const { pattern } = scan;
  const count = matchAt(/\{([0-9]+)(,?)([0-9]*)\}/y, pattern, at);
  if (count === undefined || (count[2] === "" && count[3] !== "")) {
    // `{,3}` and blanks inside the braces are a count since 10.43, and mere text before.
    const newer = matchAt(/\{[ \t]*(?:[0-9]+[ \t]*,?[ \t]*[0-9]*|,[ \t]*[0-9]+)[ \t]*\}/y, pattern, at);
    return part(at + (newer?.[0].length ?? 1), true);
  }
  const [all, low = "0", comma = "", high = ""] = count;
  const end = at + all.length;
  if (Number(low) > 65535 || Number(high) > 65535) return mistake(at, end, "the count goes beyond 65535");
  if (high !== "" && Number(high) < Number(low)) return mistake(at, end, "the count begins behind its end");
  return readRepetition(scan, at, end, isRepeatable, comma !== "" && high === "");
}

function findUnended({ open }: Scan): PatternMistake | undefined {
  const group = open.at(-1);
  return group === undefined
    ? undefined
    : { from: group.at, to: group.at + 1, why: "this group wants its `)`" };
}

/** A reference to a group that the pattern does not have. */
function findLostReference({ references, groups, names }: Scan): PatternMistake | undefined {
  const lost = references.find((one) =>
    one.kind === "number"
      ? one.number > groups
      : !names.has(one.name) && (one.orNumber === undefined || one.orNumber > groups),
  );
  if (lost === undefined) return undefined;
  const group = lost.kind === "name" ? lost.name : lost.number > 99 ? "of that number" : `${lost.number}`;
  return { from: lost.from, to: lost.to, why: `there is no group ${group}` };
}
