import type { Text } from "../text/text.ts";
import type { Grammar, TokenKind } from "./grammar.ts";

/** A whole number as systemd's parsers read one, or why it is none. */
export type NumberReading =
  | { readonly kind: "number"; readonly value: bigint }
  | { readonly kind: "malformed" }
  | { readonly kind: "negative" };

/**
 * Reads a whole number the way `safe_atou` and its family do (measured): a sign, `0x`, `0b`, `0o`, and a leading zero
 * for octal. `-0` is zero.
 */
export function readNumber(content: string): NumberReading {
  const match = /^[ \t\n\r]*([+-]?)(0[xX][0-9a-fA-F]+|0b[01]+|0o[0-7]+|0[0-7]*|[1-9][0-9]*)$/.exec(content);
  if (match === null) return { kind: "malformed" };
  const [, sign, digits = ""] = match;
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (sign === "-" && value !== 0n) return { kind: "number", value: -value };
  return { kind: "number", value };
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
        tokenOf(text, "number", plain === text.content ? undefined : plain, explanation);
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
