import { byteLength } from "../text/utf8.ts";

/** Text that udev puts in for `$name` and `%letter`. */
export interface Substitution {
  readonly name: string;
  readonly letter: string;
  readonly braces: "needed" | "optional" | "unused";
  readonly meaning: string;
}

/** In the order in which udev compares them: the first that fits the beginning of what is written is meant. */
export const substitutions: readonly Substitution[] = [
  {
    name: "devnode",
    letter: "N",
    braces: "unused",
    meaning: "The path of the device's node, such as `/dev/sda1`.",
  },
  { name: "tempnode", letter: "N", braces: "unused", meaning: "The old name of `$devnode`." },
  {
    name: "attr",
    letter: "s",
    braces: "needed",
    meaning: "The content of a file in the device's folder of `/sys`.",
  },
  { name: "sysfs", letter: "s", braces: "needed", meaning: "The old name of `$attr`." },
  { name: "env", letter: "E", braces: "needed", meaning: "A property of the device." },
  {
    name: "kernel",
    letter: "k",
    braces: "unused",
    meaning: "The kernel's name of the device, such as `ttyUSB0`.",
  },
  { name: "number", letter: "n", braces: "unused", meaning: "The number at the end of the kernel's name." },
  {
    name: "driver",
    letter: "d",
    braces: "unused",
    meaning: "The driver of the parent that the rule has matched.",
  },
  { name: "devpath", letter: "p", braces: "unused", meaning: "The path of the device below `/sys`." },
  {
    name: "id",
    letter: "b",
    braces: "unused",
    meaning: "The kernel's name of the parent that the rule has matched.",
  },
  { name: "major", letter: "M", braces: "unused", meaning: "The major number of the device's node." },
  { name: "minor", letter: "m", braces: "unused", meaning: "The minor number of the device's node." },
  {
    name: "result",
    letter: "c",
    braces: "optional",
    meaning: "What PROGRAM printed; `{2}` is its second word, `{2+}` all from there on.",
  },
  {
    name: "parent",
    letter: "P",
    braces: "unused",
    meaning: "The node of the parent device, without `/dev/`.",
  },
  { name: "name", letter: "D", braces: "unused", meaning: "The name that the device has by now." },
  { name: "links", letter: "L", braces: "unused", meaning: "The symlinks that the device has by now." },
  { name: "root", letter: "r", braces: "unused", meaning: "`/dev`." },
  { name: "sys", letter: "S", braces: "unused", meaning: "`/sys`." },
];

/** Why udev makes nothing of a substitution. */
type SubstitutionDefect = "unknown" | "unclosed-brace" | "bad-brace" | "no-brace" | "not-number";

/** A substitution in a value; indices in the value. */
export type SubstitutionUse =
  | {
      readonly kind: "substitution";
      readonly from: number;
      readonly to: number;
      readonly substitution: Substitution;
      readonly attribute: string | undefined;
      /** udev cuts the value off before it. */
      readonly defect?: "no-brace" | "not-number";
    }
  /** `$$` or `%%`. */
  | { readonly kind: "sign"; readonly from: number; readonly to: number }
  | {
      readonly kind: "defect";
      readonly from: number;
      readonly to: number;
      readonly defect: SubstitutionDefect;
    };

/** In bytes. */
const attributeLimit = 1024;

/** Finds the substitutions of a value, as udev does (udev(7), and udev's source). */
export function substitutionsIn(value: string): readonly SubstitutionUse[] {
  const uses: SubstitutionUse[] = [];
  let at = 0;
  while (at < value.length) {
    const sign = value[at];
    if (sign !== "$" && sign !== "%") at++;
    else {
      const use = substitutionAt(value, at);
      uses.push(use);
      at = use.to;
    }
  }
  return uses;
}

function substitutionAt(value: string, from: number): SubstitutionUse {
  const sign = value[from] ?? "";
  if (value[from + 1] === sign) return { kind: "sign", from, to: from + 2 };
  const found =
    sign === "$"
      ? substitutions.find(({ name }) => value.startsWith(name, from + 1))
      : substitutions.find(({ letter }) => value[from + 1] === letter);
  if (found === undefined) return { kind: "defect", from, to: from + 1, defect: "unknown" };
  const end = from + 1 + (sign === "$" ? found.name.length : 1);
  if (value[end] !== "{") return finished(from, end, found, undefined);
  const close = value.indexOf("}", end);
  if (close < 0) return { kind: "defect", from, to: value.length, defect: "unclosed-brace" };
  const attribute = value.slice(end + 1, close);
  if (attribute === "" || byteLength(attribute) >= attributeLimit) {
    return { kind: "defect", from, to: close + 1, defect: "bad-brace" };
  }
  return finished(from, close + 1, found, attribute);
}

function finished(
  from: number,
  to: number,
  substitution: Substitution,
  attribute: string | undefined,
): SubstitutionUse {
  const use = { kind: "substitution", from, to, substitution, attribute } as const;
  if (substitution.braces === "needed" && attribute === undefined) return { ...use, defect: "no-brace" };
  const isNumber = attribute === undefined || /^\s*\+?(?:0[xX][0-9a-fA-F]+|[0-9]+)\+?$/.test(attribute);
  return substitution.name === "result" && !isNumber ? { ...use, defect: "not-number" } : use;
}

/** The value with U+FFFF in the place of every substitution, whose text nobody can know; as long as the value. */
export function withUnknownPieces(value: string): string {
  let filled = "";
  let at = 0;
  for (const { kind, from, to } of substitutionsIn(value)) {
    if (kind !== "substitution") continue;
    filled += value.slice(at, from) + "\uffff".repeat(to - from);
    at = to;
  }
  return filled + value.slice(at);
}
