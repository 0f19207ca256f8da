/** A group that a pattern refers to: by its number, or by its name. */
export type Reference =
  | { readonly kind: "number"; readonly number: number; readonly from: number; readonly to: number }
  | {
      readonly kind: "name";
      readonly name: string;
      /** The group that is meant where none has that name. */
      readonly orNumber?: number;
      readonly from: number;
      readonly to: number;
    };

/** What was read of a pattern: a part that is good, a mistake, or something that not every release of PCRE2 reads alike. */
export type Piece =
  | {
      readonly kind: "part";
      readonly next: number;
      /** Whether `*` and its kin may follow. */
      readonly isRepeatable: boolean;
      readonly reference?: Reference;
    }
  | { readonly kind: "mistake"; readonly from: number; readonly to: number; readonly why: string }
  | { readonly kind: "open" };

/** The text that `expression` matches at `at`; nothing where it does not. */
export function matchAt(expression: RegExp, pattern: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(pattern) ?? undefined;
}

export function part(next: number, isRepeatable: boolean, reference?: Reference): Piece {
  return reference === undefined
    ? { kind: "part", next, isRepeatable }
    : { kind: "part", next, isRepeatable, reference };
}

export function mistake(from: number, to: number, why: string): Piece {
  return { kind: "mistake", from, to, why };
}

/** Names that stand behind a group's `<`, and end with what `ends` matches. */
export function readName(pattern: string, at: number, end: string): Piece & { readonly name?: string } {
  const name = matchAt(/[A-Za-z0-9_]*/y, pattern, at)?.[0] ?? "";
  const next = at + name.length;
  if (name === "") return mistake(at, Math.min(at + 1, pattern.length), "a name is missing");
  if (/^[0-9]/.test(name)) return mistake(at, next, "a name does not begin with a digit");
  // It was 32 before 10.44.
  if (name.length > 128) return mistake(at, next, "a name has 128 characters at most");
  if (!pattern.startsWith(end, next)) return mistake(at, next, `the name wants \`${end}\` behind it`);
  return { ...part(next + end.length, true), name };
}

function readNameReference(pattern: string, at: number, end: string): Piece {
  const read = readName(pattern, at, end);
  if (read.kind !== "part" || read.name === undefined) return read;
  return part(read.next, true, { kind: "name", name: read.name, from: at, to: at + read.name.length });
}

/** Letters behind a backslash that PCRE2 knows, outside of a class; others it refuses. */
const assertions = "AbBGKzZ";
const characters = "aefnrtdDsSwWhHvVRXC";

/**
 * Reads the escape whose backslash stands at `at`, outside of a class; `groups` is how many groups began before it
 * (pcre2pattern(3), measured with PCRE2 10.42, 10.46 and 10.48).
 */
export function readEscape(pattern: string, at: number, groups: number): Piece {
  const letter = pattern[at + 1] ?? "";
  if (letter === "") return mistake(at, at + 1, "nothing follows the backslash");
  if (assertions.includes(letter)) return part(at + 2, false);
  if (/[1-9]/.test(letter)) return readNumberEscape(pattern, at, groups);
  if (letter === "g") return readGroupEscape(pattern, at, groups);
  if (letter === "k") return readNamedEscape(pattern, at);
  if (letter === "N") return readNotNewline(pattern, at);
  return readCharacterEscape(pattern, at);
}

/** The escapes that stand for characters, in a class as outside of one. */
function readCharacterEscape(pattern: string, at: number): Piece {
  const letter = pattern[at + 1] ?? "";
  if (!/[A-Za-z0-9]/.test(letter) || characters.includes(letter)) return part(at + 2, true);
  if (/[0-9]/.test(letter)) return readOctal(pattern, at);
  if (letter === "c") {
    const control = pattern[at + 2];
    if (control !== undefined && /[ -~]/.test(control)) return part(at + 3, true);
    return mistake(at, at + 2, "`\\c` wants a character of ASCII behind it");
  }
  if (letter === "x" || letter === "o") return readCodePoint(pattern, at);
  if (letter === "p" || letter === "P") return readProperty(pattern, at);
  return mistake(at, at + 2, `\`\\${letter}\` is no escape`);
}

function readOctal(pattern: string, at: number): Piece {
  const digits = matchAt(/[0-7]{0,3}/y, pattern, at + 1)?.[0] ?? "";
  const next = at + 1 + Math.max(1, digits.length);
  if (Number.parseInt(digits || "0", 8) > 255) return mistake(at, next, "the character lies beyond `\\377`");
  return part(next, true);
}

function readNumberEscape(pattern: string, at: number, groups: number): Piece {
  const digits = matchAt(/[0-9]+/y, pattern, at + 1)?.[0] ?? "";
  const number = Number(digits);
  if (number >= 10 && !/^[89]/.test(digits) && number > groups) return readOctal(pattern, at);
  // Too large a number was mere text before 10.43.
  if (number > 200_000_000) return { kind: "open" };
  const next = at + 1 + digits.length;
  return part(next, true, { kind: "number", number, from: at, to: next });
}

function readCodePoint(pattern: string, at: number): Piece {
  const isHex = pattern[at + 1] === "x";
  if (pattern[at + 2] !== "{") {
    if (!isHex) return mistake(at, at + 2, "`\\o` wants `{` behind it");
    const digits = matchAt(/[0-9a-fA-F]{0,2}/y, pattern, at + 2)?.[0] ?? "";
    // Without digits it is the character NUL until 10.43, and a mistake since.
    return part(at + 2 + digits.length, true);
  }
  const braced = matchAt(
    isHex ? /\{[ \t]*([0-9a-fA-F]+)[ \t]*\}/y : /\{[ \t]*([0-7]+)[ \t]*\}/y,
    pattern,
    at + 2,
  );
  const to = Math.max(at + 3, pattern.indexOf("}", at) + 1);
  if (braced === undefined) return mistake(at, to, "digits and `}` are missing");
  const next = at + 2 + braced[0].length;
  const point = Number.parseInt(braced[1] ?? "0", isHex ? 16 : 8);
  return point > 255 ? mistake(at, next, "the character lies beyond one byte") : part(next, true);
}

function readProperty(pattern: string, at: number): Piece {
  const name = matchAt(/[CLMNPSZ]|\{[^}]*\}/iy, pattern, at + 2)?.[0];
  const next = at + 2 + (name?.length ?? 0);
  if (name === undefined || name === "{}") return mistake(at, at + 2, "a property of characters is missing");
  if (!/^\{[ \t\v\f\r^A-Za-z0-9_&:=-]+\}$|^[A-Z]$/i.test(name))
    return mistake(at, next, "there is no such property");
  return part(next, true);
}

function readGroupEscape(pattern: string, at: number, groups: number): Piece {
  const numbered = matchAt(/([{<']?)([+-]?)([0-9]+)([}>']?)/y, pattern, at + 2);
  if (numbered !== undefined) {
    const [all, open = "", sign = "", digits = "", close = ""] = numbered;
    const next = at + 2 + all.length;
    const pair = open === "" ? "" : open + close;
    if (pair === "" && close !== "") return numberedGroup(at, next - 1, sign, Number(digits), groups);
    if (matchAt(/\{[+-]?[0-9]+[ \t]+\}/y, pattern, at + 2) !== undefined) return { kind: "open" };
    if (!["", "{}", "<>", "''"].includes(pair)) return mistake(at, next, "the number wants its end");
    const isCall = pair === "<>" || pair === "''";
    // The group 0 is the whole pattern: it can be called, but not referred to.
    if (isCall && sign === "" && Number(digits) === 0) return part(next, true);
    return numberedGroup(at, next, sign, Number(digits), groups);
  }
  if (matchAt(/\{[ \t]/y, pattern, at + 2) !== undefined) return { kind: "open" };
  return readNamedEscape(pattern, at);
}

/** A group by its number, counted from here where a sign stands before it. */
export function numberedGroup(from: number, to: number, sign: string, digits: number, groups: number): Piece {
  if (sign !== "" && digits === 0) return mistake(from, to, "a group cannot be counted from here by zero");
  const number = sign === "+" ? groups + digits : sign === "-" ? groups - digits + 1 : digits;
  return part(to, true, { kind: "number", number: number < 1 ? Number.MAX_SAFE_INTEGER : number, from, to });
}

function readNamedEscape(pattern: string, at: number): Piece {
  const open = pattern[at + 2] ?? "";
  const close = { "{": "}", "<": ">", "'": "'" }[open];
  if (close === undefined) return mistake(at, at + 2, "a group is missing behind it");
  // Blanks within braces are taken since 10.43.
  if (matchAt(/\{(?:[ \t]|[A-Za-z0-9_]+[ \t]+\})/y, pattern, at + 2) !== undefined) return { kind: "open" };
  return readNameReference(pattern, at + 3, close);
}

function readNotNewline(pattern: string, at: number): Piece {
  const count = /\{[ \t]*(?:[0-9]+[ \t]*(?:,[ \t]*[0-9]*)?|,[ \t]*[0-9]+)[ \t]*\}/y;
  if (pattern[at + 2] !== "{" || matchAt(count, pattern, at + 2) !== undefined) return part(at + 2, true);
  return mistake(at, at + 3, "names of characters are not supported");
}

const verbs = new Set("ACCEPT F FAIL COMMIT PRUNE SKIP THEN MARK".split(" "));
const options =
  /^(?:UTF8?|UCP|CR|LF|CRLF|ANYCRLF|ANY|NUL|BSR_ANYCRLF|BSR_UNICODE|NO_[A-Z_]+|NOTEMPTY(?:_ATSTART)?|LIMIT_[A-Z]+=[0-9]+|CASELESS_RESTRICT|TURKISH_CASING)$/;

/** `(*ACCEPT)`, `(*MARK:name)`; assertions by name, and options at the beginning of a pattern, are left alone. */
export function readVerb(pattern: string, at: number): Piece {
  const [all = "", name = "", end = ""] = matchAt(/\(\*([A-Za-z0-9_=]*)(:[^)]*\)|\))?/y, pattern, at) ?? [];
  if (name === "" && !end.startsWith(":")) {
    return mistake(at, at + 2, "nothing that can be repeated stands before it");
  }
  const isFirst = (matchAt(/(?:\(\*[A-Z0-9_=]+\))*/y, pattern, 0)?.[0].length ?? 0) > at;
  // Of the groups by name these are newer than some releases.
  const isNamedGroup = /^(?:scs|scan_substring)$/.test(name) && pattern[at + 2 + name.length] === ":";
  if (isNamedGroup || (isFirst && options.test(name))) return { kind: "open" };
  if (end === "" || !(verbs.has(name) || name === ""))
    return mistake(at, at + all.length, "there is no such verb");
  if ((name === "MARK" || name === "") && /^:?\)$/.test(end))
    return mistake(at, at + all.length, "the mark wants a name");
  return part(at + all.length, name === "ACCEPT");
}

const posixClasses = new Set(
  "alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit".split(" "),
);

/** What stands between the signs of `[:alpha:]`, `[.a.]` or `[=a=]` at `at`; nothing where none of them does. */
export function posixAt(pattern: string, at: number): string | undefined {
  const sign = pattern[at + 1] ?? "";
  if (pattern[at] !== "[" || sign === "" || !":.=".includes(sign)) return undefined;
  for (let i = at + 2; i + 1 < pattern.length; i++) {
    if (pattern[i] === "\\" && "]\\".includes(pattern[i + 1] ?? "x")) i++;
    else if ((pattern[i] === "[" && pattern[i + 1] === sign) || pattern[i] === "]") return undefined;
    else if (pattern[i] === sign && pattern[i + 1] === "]") return pattern.slice(at, i + 2);
  }
  return undefined;
}

/** One member of a class: a character with its code, or a whole kind of them. */
type Member =
  | { readonly kind: "character"; readonly code: number; readonly next: number }
  | { readonly kind: "kind"; readonly next: number }
  | Exclude<Piece, { readonly kind: "part" }>;

/** Reads the class whose bracket stands at `at`. */
export function readClass(pattern: string, at: number): Piece {
  const word = matchAt(/\[\[:[<>]:\]\]/y, pattern, at);
  // Since 10.47 it may be repeated.
  if (word !== undefined) return part(at + word[0].length, true);
  let i = at + (matchAt(/\[\^?/y, pattern, at)?.[0].length ?? 1);
  let isFirst = true;
  while (i < pattern.length) {
    if (pattern[i] === "]" && !isFirst) return part(i + 1, true);
    const literal = matchAt(/\\Q([\s\S]*?)(?:\\E|$)|\\E/y, pattern, i);
    const quoted = literal?.[1] ?? "";
    if (literal !== undefined && quoted === "") {
      i += literal[0].length;
      continue;
    }
    isFirst = false;
    const first: Member =
      literal === undefined
        ? readMember(pattern, i)
        : { kind: "character", code: quoted.charCodeAt(quoted.length - 1), next: i + literal[0].length };
    if (first.kind === "mistake" || first.kind === "open") return first;
    // A range may begin with the last of what is quoted; a whole kind behind which a quote ends is none of it before 10.43.
    const quotes = first.kind === "kind" ? "" : (matchAt(/(?:\\Q\\E|\\E)*/y, pattern, first.next)?.[0] ?? "");
    const dash = first.next + quotes.length;
    const isRange = pattern[dash] === "-" && !["]", undefined].includes(pattern[dash + 1]);
    if (!isRange) {
      i = first.next;
      continue;
    }
    if (pattern[dash + 1] === "\\" && "QE".includes(pattern[dash + 2] ?? "x")) return { kind: "open" };
    const last = readMember(pattern, dash + 1);
    if (last.kind === "mistake" || last.kind === "open") return last;
    if (first.kind === "kind" || last.kind === "kind") {
      return mistake(i, last.next, "a range has single characters at its ends");
    }
    if (first.code > last.code) return mistake(i, last.next, "the range begins behind its end");
    i = last.next;
  }
  return mistake(at, at + 1, "this class wants its `]`");
}

function readMember(pattern: string, at: number): Member {
  const posix = posixAt(pattern, at);
  if (posix !== undefined) {
    const name = posix.slice(2, -2).replace(/^\^/, "");
    const next = at + posix.length;
    if (posix[1] !== ":")
      return { kind: "mistake", from: at, to: next, why: "collating elements are not supported" };
    if (posixClasses.has(name)) return { kind: "kind", next };
    return { kind: "mistake", from: at, to: next, why: `there is no class \`${name}\`` };
  }
  if (pattern[at] !== "\\") return { kind: "character", code: pattern.charCodeAt(at), next: at + 1 };
  return readClassEscape(pattern, at);
}

const simpleCodes: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9 };

function readClassEscape(pattern: string, at: number): Member {
  const letter = pattern[at + 1] ?? "";
  if (letter !== "" && "ABCGKNRXzZ".includes(letter)) {
    return { kind: "mistake", from: at, to: at + 2, why: `\`\\${letter}\` does not belong in a class` };
  }
  const simple = simpleCodes[letter];
  if (simple !== undefined) return { kind: "character", code: simple, next: at + 2 };
  // These two stand for themselves; the second one since 10.43.
  if (letter === "g" || letter === "k")
    return { kind: "character", code: letter.charCodeAt(0), next: at + 2 };
  const piece = readCharacterEscape(pattern, at);
  if (piece.kind !== "part") return piece;
  if ("dDsSwWhHvVpP".includes(letter)) return { kind: "kind", next: piece.next };
  return { kind: "character", code: codeOf(pattern.slice(at, piece.next)), next: piece.next };
}

/** The code of the character that a good escape stands for. */
function codeOf(written: string): number {
  const digits =
    /[0-9a-fA-F]+/.exec(written.slice(written[1] === "x" || written[1] === "o" ? 2 : 1))?.[0] ?? "";
  if (written[1] === "x") return Number.parseInt(digits, 16);
  if (written[1] === "c") return (written[2] ?? "").toUpperCase().charCodeAt(0) ^ 64;
  if (/^\\[o0-7]/.test(written)) return Number.parseInt(digits, 8);
  return written.charCodeAt(1);
}
