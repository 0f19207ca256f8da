import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isValidSliceName, parentSlice } from "../../../server/src/language/names/sliceName.ts";
import {
  instantiate,
  isValidUnitName,
  parseUnitName,
  readUnitName,
  templateOf,
  unitTypes,
  withType,
} from "../../../server/src/language/names/unitName.ts";
import { measuredNames } from "./measured.ts";

describe("as systemd 252 answers", () => {
  test.each(measuredNames.unitNames)("$name", (row) => {
    const name = parseUnitName(row.name);
    expect(name?.kind ?? null).toBe(row.kind);
    expect(isValidSliceName(row.name)).toBe(row.slice === true);
    for (const kind of ["plain", "template", "instance"] as const) {
      expect(isValidUnitName(row.name, [kind])).toBe(row.kind === kind);
    }
    if (name === undefined) return;
    expect(name.prefix).toBe(row.prefix);
    expect(name.kind === "instance" ? name.instance : undefined).toBe(row.instance);
    expect(templateOf(name)).toBe(row.template);
  });
});

test("says why a string is no unit name, and where", () => {
  const why = (text: string) => {
    const reading = readUnitName(text);
    return reading.ok ? undefined : reading.problem;
  };
  expect(why("")).toEqual({ why: "empty" });
  expect(why("network")).toEqual({ why: "no-suffix" });
  expect(why("a.sevice")).toEqual({ why: "unknown-suffix", at: 1, suffix: ".sevice" });
  expect(why("my app.service")).toEqual({ why: "bad-character", at: 2, character: " " });
  expect(why("😀.service")).toEqual({ why: "bad-character", at: 0, character: "😀" });
  expect(why("@a.service")).toEqual({ why: "no-prefix" });
  expect(why(".service")).toEqual({ why: "no-prefix" });
  expect(why(`${"a".repeat(248)}.service`)).toEqual({ why: "too-long", length: 256 });
});

test("makes instances of a template, and other instances of an instance", () => {
  const name = (text: string) => {
    const parsed = parseUnitName(text);
    if (parsed === undefined) throw new Error(`${text} is no unit name`);
    return parsed;
  };
  expect(instantiate(name("web@.service"), "8080")?.name).toBe("web@8080.service");
  expect(instantiate(name("web@8080.service"), "8081")?.name).toBe("web@8081.service");
  expect(instantiate(name("web@.service"), "a@b")?.name).toBe("web@a@b.service");
  expect(instantiate(name("web@.service"), "")).toBeUndefined();
  expect(instantiate(name("web@.service"), "a b")).toBeUndefined();
  expect(instantiate(name("web.service"), "a")).toBeUndefined();
  expect(instantiate(name("web@.service"), "a".repeat(244))).toBeUndefined();
  expect(withType(name("backup.timer"), "service")?.name).toBe("backup.service");
  expect(withType(name("web@1.socket"), "service")?.name).toBe("web@1.service");
});

test("finds the slice a slice lies in", () => {
  expect(parentSlice("a-b-c.slice")).toBe("a-b.slice");
  expect(parentSlice("a.slice")).toBe("-.slice");
  expect(parentSlice("-.slice")).toBeUndefined();
  expect(parentSlice("a--b.slice")).toBeUndefined();
  expect(parentSlice("a.service")).toBeUndefined();
});

test("the parts of a name spell it", () => {
  const characters = fc.constantFrom(..."abZ09:-_.\\@");
  const text = fc
    .tuple(fc.string({ unit: characters, maxLength: 20 }), fc.constantFrom(...unitTypes))
    .map(([stem, type]) => `${stem}.${type}`);
  fc.assert(
    fc.property(text, (given) => {
      const name = parseUnitName(given);
      fc.pre(name !== undefined);
      const instance = name.kind === "plain" ? "" : name.kind === "template" ? "@" : `@${name.instance}`;
      expect(`${name.prefix}${instance}.${name.type}`).toBe(given);
    }),
  );
});

test("no string at all makes it stumble", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => {
      const reading = readUnitName(given);
      if (!reading.ok && "at" in reading.problem) expect(reading.problem.at).toBeLessThan(given.length);
    }),
  );
});
