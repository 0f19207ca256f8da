import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  busLabel,
  busPathOfUnit,
  textOfBusLabel,
  unitOfBusPath,
} from "../../../server/src/language/names/busLabel.ts";
import {
  escapePath,
  escapeText,
  type Outcome,
  unescapePath,
  unescapeText,
} from "../../../server/src/language/names/escape.ts";
import { mangle } from "../../../server/src/language/names/mangle.ts";
import { pathOfUnitName, unitNameOfPath } from "../../../server/src/language/names/pathName.ts";
import { sipHash24 } from "../../../server/src/language/names/sipHash24.ts";
import { instantiate, isValidUnitName, parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { textOfBytes, utf8Bytes } from "../../../server/src/language/names/utf8.ts";
import { measuredNames, measuredVersion } from "./measured.ts";

function textOrNull<Problem>(outcome: Outcome<Problem>): string | null {
  return outcome.ok ? outcome.text : null;
}

describe("as systemd 252 answers", () => {
  test.each(measuredNames.escapes)("escape $text", (row) => {
    expect(escapeText(row.text)).toBe(row.escaped);
    const path = escapePath(row.text, measuredVersion);
    expect(textOrNull(path)).toBe(row.path);
    expect(textOrNull(unitNameOfPath(row.text, "mount", measuredVersion))).toBe(row.mount);
    const template = parseUnitName("foo@.service");
    const instance = template && path.ok ? instantiate(template, path.text)?.name : undefined;
    expect(instance ?? null).toBe(row.instance);
    expect(busLabel(row.text)).toBe(row.label);
  });

  test.each(measuredNames.unescapes)("unescape $escaped", (row) => {
    expect(textOrNull(unescapeText(row.escaped))).toBe(row.text);
    expect(textOrNull(unescapePath(row.escaped))).toBe(row.path);
  });

  test.each(measuredNames.mangles)("mangle $text", (row) => {
    const rules = { type: "service", target: measuredVersion } as const;
    expect(mangle(row.text, { ...rules, globs: "escaped" }) ?? null).toBe(row.plain);
    expect(mangle(row.text, { ...rules, globs: "match" }) ?? null).toBe(row.globs);
  });
});

test("drops what leads above the root since 257", () => {
  expect(escapePath("/../foo", 252).ok).toBe(false);
  expect(textOrNull(escapePath("/../foo", 257))).toBe("foo");
  expect(textOrNull(escapePath("/..", 262))).toBe("-");
  expect(escapePath("/foo/..", 262).ok).toBe(false);
  expect(escapePath("../foo", 262).ok).toBe(false);
});

test("points at the escape that is broken", () => {
  expect(unescapeText("a-\\x2g")).toEqual({ ok: false, problem: { why: "bad-escape", at: 2 } });
  expect(unescapePath("x2d\\")).toEqual({ ok: false, problem: { why: "bad-escape", at: 3 } });
});

// systemd-escape 252 answered the name; the last hash is one of the vectors that SipHash's authors publish.
test("cuts and hashes the name of a long path", () => {
  const path = `/${"a".repeat(200)}/${"b".repeat(100)}`;
  const name = `${"a".repeat(200)}-${"b".repeat(31)}_52d0b668535ae737.mount`;
  expect(textOrNull(unitNameOfPath(path, "mount", measuredVersion))).toBe(name);
  expect(isValidUnitName(name)).toBe(true);
  expect(pathOfUnitName(name)).toBeUndefined();
  expect(pathOfUnitName("home-me.mount")).toEqual({ ok: true, text: "/home/me" });
  const counting = Array.from({ length: 16 }, (_, i) => i);
  expect(sipHash24(counting.slice(0, 15), counting)).toBe("e545be4961ca29a1");
});

describe("there and back", () => {
  // Half of the characters are those that escaping treats in a way of their own.
  const tricky = fc.constantFrom(..."/.-\\@:_x2d0A% é€😀\udc80\udcff");
  const character = fc.oneof(tricky, fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }));
  const text = fc.string({ unit: character, maxLength: 40 }).filter((given) => !given.includes("\0"));

  test("text", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(unescapeText(escapeText(given))).toEqual({ ok: true, text: given });
      }),
    );
  });

  test("what escaping makes is fit for a name", () => {
    fc.assert(
      fc.property(text, (given) => {
        fc.pre(given !== "");
        expect(isValidUnitName(`a@${escapeText(given).slice(0, 240)}.service`)).toBe(true);
      }),
    );
  });

  test("paths come back without what they could do without", () => {
    fc.assert(
      fc.property(text, (given) => {
        const escaped = escapePath(`/${given}`, measuredVersion);
        fc.pre(escaped.ok);
        const back = unescapePath(escaped.text);
        const components = given.split("/").filter((each) => each !== "" && each !== ".");
        expect(back).toEqual({ ok: true, text: `/${components.join("/")}` });
      }),
    );
  });

  test("labels on the bus", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(textOfBusLabel(busLabel(given))).toBe(given);
      }),
    );
    expect(busPathOfUnit("web@8080.service")).toBe("/org/freedesktop/systemd1/unit/web_408080_2eservice");
    expect(unitOfBusPath("/org/freedesktop/systemd1/unit/web_408080_2eservice")).toBe("web@8080.service");
    expect(unitOfBusPath("/org/freedesktop/systemd1/job/7")).toBeUndefined();
  });

  test("bytes", () => {
    const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xed, 0xa0)));
    fc.assert(
      fc.property(bytes, (given) => {
        expect(utf8Bytes(textOfBytes(given))).toEqual(given);
      }),
    );
  });

  test("bytes of valid text are those of Node's encoder", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        expect(utf8Bytes(given)).toEqual([...new TextEncoder().encode(given)]);
        expect(textOfBytes([...new TextEncoder().encode(given)])).toBe(given);
      }),
    );
  });
});

test("no string at all makes it stumble", () => {
  const rules = { type: "service", target: 262 } as const;
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => {
      unescapeText(given);
      unescapePath(given);
      textOfBusLabel(given);
      escapePath(given, 262);
      const name = mangle(given, { ...rules, globs: "escaped" });
      if (name !== undefined) expect(isValidUnitName(name)).toBe(true);
      mangle(given, { ...rules, globs: "match" });
    }),
  );
});
