import type { Text } from "../text/text.ts";
import type { Grammar, TokenKind } from "./grammar.ts";

/** A whole number as systemd's parsers read one, or why it is none. */
export type NumberReading =
  | { readonly kind: "number"; readonly value: bigint }
  | { readonly kind: "malformed" };

/**
 * Reads a whole number the way `safe_atou` and its family do (measured): `0b` and `0o` stand before any sign, `0x` and
 * the zero that means octal behind it. `-0` is zero. Whether a sign or another `0b` may stand before `0b` is up to the C
 * library (252 and 262 refuse it, 257 as Debian builds it does not), so it is let pass.
 */
export function readNumber(content: string): NumberReading {
  const text = content.replace(/^[ \t\n\r]+/, "");
  const marked = /^0([bBoO])(.*)$/s.exec(text);
  if (marked !== null) {
    const [, mark = "", rest = ""] = marked;
    const base = mark.toLowerCase();
    const form = base === "b" ? /^(?:0[bB])?[01]+$/ : /^[0-7]+$/;
    return readDigits(rest, form, (digits) => `0${base}${digits.replace(/^0[bB]/, "")}`);
  }
  return readDigits(text, /^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/, (digits) =>
    /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits,
  );
}

/** A sign and digits of the `form`, as strtol(3) reads them; `spell` writes the digits as BigInt takes them. */
function readDigits(text: string, form: RegExp, spell: (digits: string) => string): NumberReading {
  const [, sign, digits = ""] = /^[ \t\n\v\f\r]*([+-]?)(.*)$/s.exec(text) ?? [];
  if (!form.test(digits)) return { kind: "malformed" };
  const value = BigInt(spell(digits));
  return { kind: "number", value: sign === "-" ? -value : value };
}

/** Whole numbers from `low` to `high`, both included. */
export function integer(low: bigint, high: bigint): Grammar {
  return {
    judge(text, _context, findings) {
      const { content } = text;
      const reading = readNumber(content);
      if (reading.kind !== "number") {
        findings.report("not-number", text, 0, content.length, [content]);
      } else if (reading.value < low || reading.value > high) {
        findings.report("number-out-of-range", text, 0, content.length, [content, `${low}`, `${high}`]);
      }
    },
    explain(text, _context, explanation) {
      const reading = readNumber(text.content);
      if (reading.kind === "number") {
        const plain = `${reading.value}`;
        const same = plain === text.content ? [] : [`The same as \`${plain}\`.`];
        // The limits of a variable tell nobody anything.
        const range = high - low < 2n ** 31n - 1n ? [`From ${low} to ${high}.`] : [];
        const meaning = [...same, ...range].join(" ");
        tokenOf(text, "number", meaning === "" ? undefined : meaning, explanation);
      }
    },
  };
}

/** Covers the whole text with one token. */
export function tokenOf(
  text: Text,
  kind: TokenKind,
  meaning: string | undefined,
  explanation: { token(kind: TokenKind, place: Text, from: number, to: number, meaning?: string): void },
): void {
  if (text.content !== "") explanation.token(kind, text, 0, text.content.length, meaning);
}

/** Unsigned and signed numbers by the width of systemd's variable. */
export const unsigned32 = integer(0n, 2n ** 32n - 1n);
export const signed32 = integer(-(2n ** 31n), 2n ** 31n - 1n);
export const signed64 = integer(-(2n ** 63n), 2n ** 63n - 1n);
