import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOfText, textOfBytes } from "../../../server/src/workspace/byteText.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("the text of any bytes", () => {
  test("valid UTF-8 is read as it is, byte order mark included", () => {
    expect(textOfBytes(Buffer.from("\ufeffa ä € 𐐀\0"))).toBe("\ufeffa ä € 𐐀\0");
  });
  test("each invalid byte becomes one lone surrogate", () => {
    expect(textOfBytes(bytes(0x61, 0xff, 0xc3, 0x62))).toBe("a\udcff\udcc3b");
  });
  test.each([
    ["overlong", [0xc0, 0x80]],
    ["overlong in three", [0xe0, 0x80, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
    ["cut off", [0xf0, 0x9f, 0x98]],
  ])("%s is invalid byte by byte", (_name, values) => {
    expect(textOfBytes(bytes(...values))).toBe(String.fromCharCode(...values.map((byte) => 0xdc00 + byte)));
  });
  test("any bytes come back exactly", () => {
    // Half-broken sequences are where it could go wrong: bytes near the borders of UTF-8, more often than others.
    const byte = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0x61, 0x80, 0xbf, 0xc2, 0xe2, 0x82, 0xac, 0xed, 0xf0, 0x9f),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), (values) => {
        expect([...bytesOfText(textOfBytes(bytes(...values)))]).toEqual(values);
      }),
      { numRuns: 3000 },
    );
  });
  test("reads what Node reads, wherever Node finds nothing wrong", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const valid = Buffer.from(text, "utf8");
        // An invalid byte in front sends every character through the slow reading.
        expect(textOfBytes(Buffer.concat([bytes(0xff), valid]))).toBe(`\udcff${valid.toString("utf8")}`);
      }),
    );
  });
});
