import type { Span } from "../text/text.ts";
import type { Grammar } from "./grammar.ts";
import { tokenOf } from "./number.ts";
import { offerUnits } from "./unitSuffix.ts";

/** A number of bytes, or why the text is none. */
export type SizeReading =
  | { readonly kind: "size"; readonly bytes: bigint }
  /** Where the part begins that is wrong. */
  | { readonly kind: "malformed"; readonly at: number }
  | { readonly kind: "out-of-range"; readonly at: number };

const suffixes = ["E", "P", "T", "G", "M", "K", "B", ""] as const;
const limit = 2n ** 64n;
const wrapped = (number: bigint) => BigInt.asUintN(64, number);

/** Reads `4096`, `512K`, `1.5G`, `1G 500M`: parts with descending suffixes, added up; `base` is 1024 or 1000. */
export function readSize(content: string, base: 1024n | 1000n): SizeReading {
  let rest = content;
  let sum = 0n;
  let firstSuffix = 0;
  do {
    const at = content.length - rest.length;
    const match = /^([ \t\n\v\f\r]*)([+-]?)([0-9]+)(?:\.([0-9]*))?[ \t\n\r]*/.exec(rest);
    if (match === null) return { kind: "malformed", at };
    const [all, blanks = "", sign, whole = "", fraction = ""] = match;
    // Behind a blank that systemd takes for none, the C library reads the number, and counts down from 2^64 (measured).
    if (sign === "-" && !/[\v\f]/.test(blanks)) return { kind: "out-of-range", at };
    rest = rest.slice(all.length);
    const suffix = suffixes.findIndex((name, index) => index >= firstSuffix && rest.startsWith(name));
    if (suffix < 0) return { kind: "malformed", at };
    const factor = base ** BigInt(Math.max(0, 6 - suffix));
    if (BigInt(whole) >= limit) return { kind: "out-of-range", at };
    const count = sign === "-" ? wrapped(-BigInt(whole)) : BigInt(whole);
    const hasFraction = /[1-9]/.test(fraction);
    if (BigInt(fraction || "0") >= limit) return { kind: "out-of-range", at };
    // systemd counts in 64 bits, and where the largest number has a fraction its check of the range wraps around.
    if (wrapped(count + (hasFraction ? 1n : 0n)) > (limit - 1n) / factor) return { kind: "out-of-range", at };
    sum += wrapped(count * factor + fractionOf(fraction, factor));
    if (sum >= limit) return { kind: "out-of-range", at };
    rest = rest.slice((suffixes[suffix] ?? "").length);
    firstSuffix = suffix + 1;
  } while (rest !== "");
  return { kind: "size", bytes: sum };
}

function fractionOf(digits: string, factor: bigint): bigint {
  return digits === "" ? 0n : (BigInt(digits) * factor) / 10n ** BigInt(digits.length);
}

/** The word of a text that is no size of which a part is wrong; all of it where that is no help. */
export function wrongPartOfSize(content: string, base: 1024n | 1000n): Span {
  const reading = readSize(content, base);
  const whole = { from: 0, to: content.length };
  if (reading.kind === "size") return whole;
  const blank = " \t\n\v\f\r";
  let from = reading.at;
  while (from < content.length && blank.includes(content[from] ?? "")) from++;
  if (from === content.length) return whole;
  let to = from;
  while (from > 0 && !blank.includes(content[from - 1] ?? "")) from--;
  while (to < content.length && !blank.includes(content[to] ?? "")) to++;
  return { from, to };
}

/** The suffixes that people write. */
export const usualSuffixes = ["K", "M", "G", "T"] as const;

/** Spells a number of bytes in the unit that suits it, and exactly: `1.5 GiB (1610612736 bytes)`. */
export function spellSize(bytes: bigint): string {
  const short = spellBytes(bytes);
  return bytes < 1024n ? short : `${short} (${bytes} bytes)`;
}

/** Spells a number of bytes in the unit that suits it: `1.5 GiB`, `512 MiB`. */
export function spellBytes(bytes: bigint): string {
  const names = ["EiB", "PiB", "TiB", "GiB", "MiB", "KiB"] as const;
  for (const [index, name] of names.entries()) {
    const factor = 1024n ** BigInt(6 - index);
    if (bytes >= factor) {
      const hundredths = (bytes * 100n) / factor;
      return `${Number(hundredths) / 100} ${name}`;
    }
  }
  return `${bytes} bytes`;
}

function spelled(reading: SizeReading): string | undefined {
  return reading.kind === "size" ? spellSize(reading.bytes) : undefined;
}

/** A size in bytes with suffixes of `base`, below 2 to the power of `bits`. */
export function size(base: 1024n | 1000n, bits: 63n | 64n = 64n): Grammar {
  return {
    judge(text, _context, findings) {
      const reading = readSize(text.content, base);
      if (reading.kind === "size" && reading.bytes < 1n << bits) return;
      const { from, to } = wrongPartOfSize(text.content, base);
      findings.report("not-size", text, from, to, [text.content]);
    },
    explain(text, _context, explanation) {
      const reading = readSize(text.content, base);
      if (reading.kind === "size") tokenOf(text, "number", spellSize(reading.bytes), explanation);
      offerUnits(text, usualSuffixes, (written) => spelled(readSize(written, base)), explanation);
    },
  };
}
