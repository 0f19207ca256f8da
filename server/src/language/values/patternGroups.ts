import {
  matchAt,
  mistake,
  numberedGroup,
  type Piece,
  part,
  type Reference,
  readName,
  readVerb,
} from "./patternParts.ts";

/** A group that has begun and not yet ended. */
export interface OpenGroup {
  readonly at: number;
  readonly kind: "plain" | "condition" | "definition" | "lookahead" | "lookbehind" | "reset";
  bars: number;
  /** How many groups were counted before it, and in the longest of the branches that are over. */
  readonly before: number;
  most: number;
}

/** A pattern that is being read, and what was read of it. */
export interface Scan {
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

/** Begins a group, or reads what only looks like one. */
export function readGroup(scan: Scan, at: number): Piece {
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
