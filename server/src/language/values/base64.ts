import type { Grammar } from "./grammar.ts";

/** How many bytes Base64 text stands for, or what is wrong where. */
type Base64Reading =
  | { readonly kind: "bytes"; readonly count: number }
  | { readonly kind: "bad"; readonly from: number; readonly to: number; readonly why: string };

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Stands for `=` among the digits. */
const padding = 64;

/**
 * Reads Base64 in which blanks may stand anywhere; since 257 also `-` and `_` in place of `+` and `/`. The end must be
 * filled up with `=`, and the bits it leaves over must be zero (measured).
 */
function readBase64(content: string, version: number): Base64Reading {
  const digits: number[] = [];
  const places: number[] = [];
  for (let at = 0; at < content.length; at++) {
    const character = content[at] ?? "";
    if (" \t\n\r".includes(character)) continue;
    const digit = digitOf(character, version);
    if (digit === undefined)
      return { kind: "bad", from: at, to: at + 1, why: `it must not hold \`${character}\`` };
    digits.push(digit);
    places.push(at);
  }
  const bad = (digit: number, why: string): Base64Reading => {
    const from = places[digit] ?? content.length;
    return { kind: "bad", from, to: content.length, why };
  };
  const end = digits.indexOf(padding);
  const whole = end < 0 ? digits.length : end;
  const rest = whole % 4;
  const expected = rest === 0 ? 0 : 4 - rest;
  const fill = digits.length - whole;
  if (rest === 1 || fill < expected) {
    return bad(whole - rest, "its last four characters are not complete, and want `=` to fill up");
  }
  if (rest === 0 ? fill > 0 : fill > expected || digits[whole + expected - 1] !== padding) {
    return bad(whole + expected, "nothing may follow its end");
  }
  if (((digits[whole - 1] ?? 0) & (rest === 2 ? 15 : rest === 3 ? 3 : 0)) !== 0) {
    return bad(whole - 1, "bits are left over at its end");
  }
  return { kind: "bytes", count: Math.floor((whole * 3) / 4) };
}

function digitOf(character: string, version: number): number | undefined {
  if (character === "=") return padding;
  if (version >= 257 && character === "-") return 62;
  if (version >= 257 && character === "_") return 63;
  const digit = alphabet.indexOf(character);
  return digit < 0 ? undefined : digit;
}

/** Bytes written in Base64. */
export const base64: Grammar = {
  judge(text, { version }, findings) {
    const reading = readBase64(text.content, version);
    if (reading.kind === "bad") findings.report("not-base64", text, reading.from, reading.to, [reading.why]);
  },
  explain(text, { version }, explanation) {
    if (text.content === "") return;
    const reading = readBase64(text.content, version);
    const meaning = reading.kind === "bytes" ? `${reading.count} bytes.` : undefined;
    explanation.token("string", text, 0, text.content.length, meaning);
  },
};
