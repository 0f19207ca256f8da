import { utf8Bytes } from "../names/utf8.ts";
import {
  matchAt,
  mistake,
  numberedGroup,
  type Piece,
  part,
  posixAt,
  type Reference,
  readClass,
  readEscape,
  readName,
  readVerb,
} from "./patternParts.ts";

/** What keeps a pattern from being one, by indices into its bytes. */
export interface PatternMistake {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** A group that has begun and not yet ended. */
interface OpenGroup {
  readonly at: number;
  readonly kind: "plain" | "condition" | "definition" | "lookahead" | "lookbehind" | "reset";
  bars: number;
  /** How many groups were counted before it, and in the longest of the branches that are over. */
  readonly before: number;
  most: number;
}

interface Scan {
  readonly pattern: string;
  readonly open: OpenGroup[];
  readonly names: Set<string>;
  /** By the number of a group. */
  readonly nameOf: Map<number, string>;
  readonly references: Reference[];
  /** Counted up to here; each branch of `(?|…)` begins to count anew. */
  groups: number;
  /** The group that ended last, and where its end stands. */
  ended: { readonly at: number; readonly kind: OpenGroup["kind"] } | undefined;
  /** An option lets several groups have one name. */
  isLoose: boolean;
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

/** Groups that are written `(*name:…)`, of every release since 10.33. */
const namedGroups: ReadonlyMap<string, OpenGroup["kind"]> = new Map([
  ..."pla nla napla positive_lookahead negative_lookahead non_atomic_positive_lookahead"
    .split(" ")
    .map((name) => [name, "lookahead"] as const),
  ..."plb nlb naplb positive_lookbehind negative_lookbehind non_atomic_positive_lookbehind"
    .split(" ")
    .map((name) => [name, "lookbehind"] as const),
  ..."atomic sr asr script_run atomic_script_run".split(" ").map((name) => [name, "plain"] as const),
]);

/** Begins a group, or reads what only looks like one. */
function readGroup(scan: Scan, at: number): Piece {
  const { pattern } = scan;
  if (pattern[at + 1] === "*") {
    const [named = "", name = ""] = matchAt(/\(\*([a-z_]+):/y, pattern, at) ?? [];
    const kind = namedGroups.get(name);
    return kind === undefined ? readVerb(pattern, at) : begin(scan, at, at + named.length, kind, "uncounted");
  }
  if (pattern[at + 1] !== "?") return begin(scan, at, at + 1, "plain", "counted");
  const plain = matchAt(/\(\?(?:<?[=!*]|[:>|])/y, pattern, at)?.[0];
  if (plain !== undefined) {
    const kind =
      plain === "(?|"
        ? "reset"
        : plain.includes("<")
          ? "lookbehind"
          : /[=!*]/.test(plain)
            ? "lookahead"
            : "plain";
    return begin(scan, at, at + plain.length, kind, "uncounted");
  }
  const sign = pattern[at + 2] ?? "";
  if (sign === "P") return readPythonGroup(scan, at);
  if (sign === "<" || sign === "'") return beginNamed(scan, at, at + 3, sign === "<" ? ">" : "'");
  if (sign === "&") return nameCall(pattern, at + 3);
  if (sign === "(") return readCondition(scan, at);
  if (sign === "C") return readCallout(pattern, at);
  if (sign === "[") return { kind: "open" };
  if (sign === "R") {
    return pattern[at + 3] === ")" ? part(at + 4, true) : mistake(at, at + 3, "`(?R` wants its `)`");
  }
  const call = matchAt(/\(\?([+-]?)([0-9]+)(.?)/sy, pattern, at);
  if (call !== undefined) {
    const [all, direction = "", digits = "", close = ""] = call;
    const to = at + all.length - close.length;
    // Since 10.47 the groups to be returned may be listed there.
    if (close === "(") return { kind: "open" };
    if (close !== ")") return mistake(at, to, "the call wants its `)`");
    if (direction === "" && Number(digits) === 0) return part(to + 1, true);
    return numberedGroup(at, to + 1, direction, Number(digits), scan.groups);
  }
  return readOptions(scan, at);
}

/** A callout: a number up to 255, or a text between two delimiters of its own (measured with PCRE2 10.46 and 10.48). */
function readCallout(pattern: string, at: number): Piece {
  const digits = matchAt(/[0-9]*/y, pattern, at + 3)?.[0] ?? "";
  let end = at + 3 + digits.length;
  const delimiter = pattern[end] ?? "";
  if (digits === "" && delimiter !== "" && "`'\"^%#${".includes(delimiter)) {
    const close = delimiter === "{" ? "}" : delimiter;
    end = pattern.indexOf(close, end + 1);
    // Written twice, the delimiter stands for itself.
    while (end >= 0 && pattern[end + 1] === close) end = pattern.indexOf(close, end + 2);
    if (end < 0) return mistake(at, pattern.length, `the text wants \`${close}\` behind it`);
    end++;
  }
  if (Number(digits) > 255) return mistake(at, end, "the number of a callout is 255 at most");
  if (pattern[end] !== ")") return mistake(at, end, "a callout has a number or a text, and then its `)`");
  return part(end + 1, false);
}

function begin(
  scan: Scan,
  at: number,
  next: number,
  kind: OpenGroup["kind"],
  counting: "counted" | "uncounted",
): Piece {
  scan.open.push({ at, kind, bars: 0, before: scan.groups, most: 0 });
  if (counting === "counted") scan.groups++;
  return part(next, false);
}

function beginNamed(scan: Scan, at: number, nameAt: number, end: string): Piece {
  const read = readName(scan.pattern, nameAt, end);
  if (read.kind !== "part" || read.name === undefined) return read;
  const number = scan.groups + 1;
  const before = scan.nameOf.get(number);
  const isTwice = scan.names.has(read.name) && before !== read.name && !scan.isLoose;
  if (before !== undefined && before !== read.name)
    return mistake(nameAt, nameAt + read.name.length, `the group of that number has the name ${before}`);
  if (isTwice) return mistake(nameAt, nameAt + read.name.length, "another group has that name");
  scan.names.add(read.name);
  scan.nameOf.set(number, read.name);
  return begin(scan, at, read.next, "plain", "counted");
}

function nameCall(pattern: string, nameAt: number): Piece {
  const read = readName(pattern, nameAt, ")");
  if (read.kind !== "part" || read.name === undefined) return read;
  const to = nameAt + read.name.length;
  return part(read.next, true, { kind: "name", name: read.name, from: nameAt, to });
}

function readPythonGroup(scan: Scan, at: number): Piece {
  const sign = scan.pattern[at + 3] ?? "";
  if (sign === "<") return beginNamed(scan, at, at + 4, ">");
  if (sign === "=" || sign === ">") return nameCall(scan.pattern, at + 4);
  return mistake(at, at + 3, "`<`, `=` or `>` is missing behind `(?P`");
}

/** What looks ahead or behind, as a sign or by its name; that its group may be entered again makes no condition. */
const assertion = /\((?:\?<?[=!]|\*(?:[pn]l[ab]|(?:positive|negative)_look(?:ahead|behind)):)/y;

function readCondition(scan: Scan, at: number): Piece {
  const { pattern } = scan;
  if (pattern.startsWith("(?(?", at)) {
    if (matchAt(/\(\?\(\?(?:<?[=!]|C)/y, pattern, at) === undefined) {
      return mistake(at + 2, at + 4, "a condition is an assertion, or the number or name of a group");
    }
    const callout = matchAt(/\(\?\(\?C[0-9]*\)/y, pattern, at)?.[0];
    if (callout !== undefined && matchAt(assertion, pattern, at + callout.length) === undefined) {
      return mistake(at + 2, at + callout.length, "an assertion must follow the callout");
    }
    return begin(scan, at, at + 2, "condition", "uncounted");
  }
  if (matchAt(assertion, pattern, at + 2) !== undefined)
    return begin(scan, at, at + 2, "condition", "uncounted");
  const number = matchAt(/\(\?\(([+-]?)([0-9]+)\)/y, pattern, at);
  const form = /\((?:[+-]?[0-9]+|<\w+>|'\w+'|R&\w+|VERSION>?=[0-9]+(?:\.[0-9]+)?|[A-Za-z_]\w*)\)/y;
  const kind = pattern.startsWith("(DEFINE)", at + 2) ? "definition" : "condition";
  const condition = matchAt(form, pattern, at + 2)?.[0];
  if (condition === undefined || Number(/=([0-9]+)/.exec(condition)?.[1] ?? 0) > 1000) {
    return mistake(
      at + 2,
      at + 3,
      "a condition is an assertion, a release, or the number or name of a group",
    );
  }
  const end = at + 2 + condition.length;
  begin(scan, at, end, kind, "uncounted");
  if (number !== undefined) {
    const group = numberedGroup(at + 2, end, number[1] ?? "", Number(number[2]), scan.groups);
    return group.kind === "part" ? { ...group, isRepeatable: false } : group;
  }
  const name = /^\((?:[<']|R&)?(\w+)[>']?\)$/.exec(condition)?.[1];
  if (name === undefined || condition === "(DEFINE)" || condition === "(R)") return part(end, false);
  // `(R2)` asks for a call of the second group, unless there is a group of that name.
  const called = /^\(R([0-9]+)\)$/.exec(condition)?.[1];
  const reference = { kind: "name", name, from: at + 2, to: end } as const;
  return part(end, false, called === undefined ? reference : { ...reference, orNumber: Number(called) });
}

/** `(?i)`, `(?i-m:…)`: options for what follows, of which some are newer than others. */
function readOptions(scan: Scan, at: number): Piece {
  const { pattern } = scan;
  const options = matchAt(/\(\?([\^a-zA-Z-]*)(.?)/sy, pattern, at);
  const [all = "", letters = "", end = ""] = options ?? [];
  const next = at + all.length;
  // Five of them only narrow the `a` that stands before them.
  const unknown = letters.search(/[^imsxnJUarDSPWT^-]|(?<!a)[DSPWT]/);
  if (unknown >= 0)
    return mistake(at + 2 + unknown, at + 3 + unknown, `\`${letters[unknown]}\` is no option`);
  if (/.\^/.test(letters)) return mistake(at + 2, next - end.length, "`^` stands first");
  if (/-.*-|^\^.*-/.test(letters)) return mistake(at + 2, next - end.length, "there is a hyphen too many");
  if (end === "") return mistake(at, next, "this wants its `)`");
  if (end !== ")" && end !== ":") return mistake(next - 1, next, "only letters of options may stand here");
  // With x blanks and comments are skipped, which is rare.
  if (letters.replace(/-.*/, "").includes("x")) return { kind: "open" };
  if (letters.includes("J")) scan.isLoose = true;
  return end === ")" ? part(next, false) : begin(scan, at, next, "plain", "uncounted");
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
