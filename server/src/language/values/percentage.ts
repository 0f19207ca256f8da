import { readNumber } from "./number.ts";

/** A share in parts of ten thousand, or why the text is none. */
export type PercentageReading =
  | { readonly kind: "share"; readonly permyriad: bigint }
  | { readonly kind: "malformed" };

/**
 * Reads `25%`, `12.5%`, `12.55%`, `5‰`, `5.5‰`, `5‱`: at most two decimals for a percentage, one for parts of a
 * thousand (measured). Text without such a sign is malformed. The largest is 2^31-1 parts of ten thousand.
 */
export function readPercentage(content: string): PercentageReading {
  const match = /^(.*?)(?:\.([0-9]+))?([%\u2030\u2031])$/.exec(content);
  if (match === null) return { kind: "malformed" };
  const [, whole = "", fraction = "", sign = "%"] = match;
  const decimals = sign === "%" ? 2 : sign === "‰" ? 1 : 0;
  const number = readNumber(whole);
  if (fraction.length > decimals || number.kind !== "number" || number.value < 0n)
    return { kind: "malformed" };
  const permyriad = number.value * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, "0") || "0");
  return permyriad > 2n ** 31n - 1n ? { kind: "malformed" } : { kind: "share", permyriad };
}

/** Spells parts of ten thousand as a percentage. */
export function spellShare(permyriad: bigint): string {
  return `${Number(permyriad) / 100} %`;
}
