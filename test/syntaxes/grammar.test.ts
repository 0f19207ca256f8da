import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { annotate, colour, type Language } from "./scopes.ts";

const languages = new Map<string, Language>([
  [".rules", "udev-rules"],
  [".journal", "systemd-journal"],
]);
const samples = new URL("samples/", import.meta.url);

describe("scopes of the samples", () => {
  test.each(readdirSync(samples).filter((name) => !name.endsWith(".scopes")))("%s", async (name) => {
    const text = readFileSync(new URL(name, samples), "utf8").replace(/\n$/, "");
    const language = languages.get(extname(name)) ?? "systemd-unit";
    await expect(`${annotate(text, language)}\n`).toMatchFileSnapshot(`samples/${name}.scopes`);
  });
});

/** The innermost scope of the piece that holds the first occurrence of `part`. */
function innermost(text: string, part: string, language?: Language): string | undefined {
  for (const pieces of colour(text, language)) {
    const piece = pieces.find((each) => each.text.includes(part));
    if (piece !== undefined) return piece.scopes.at(-1);
  }
  throw new Error(`${part} stands in no piece of its own`);
}

test("a section header inside a continued value is part of the value", () => {
  expect(innermost("[Unit]\nA=1 \\\n[Service]", "[Service]")).toBe("string.unquoted.value");
});

test("an empty line ends a continued value", () => {
  expect(innermost("A=1 \\\n\n[Service]", "Service")).toBe("entity.name.type.section");
});

test("comments inside a continued value do not end it", () => {
  const text = "A=1 \\\n# one\n  ; two \\\n2\nB=3";
  expect(innermost(text, "# one".slice(1))).toBe("comment.line");
  expect(innermost(text, " two")).toBe("comment.line");
  expect(innermost(text, "2")).toBe("string.unquoted.value");
  expect(innermost(text, "B")).toBe("variable.other.property");
});

test("two backslashes at the end are an escape and end the value", () => {
  expect(innermost("A=1 \\\\\nB=2", "B")).toBe("variable.other.property");
  expect(innermost("A=1 \\\\\\\nB=2", "B=2")).toBe("string.unquoted.value");
});

test("a backslash with a blank after it continues nothing", () => {
  expect(innermost("A=1 \\ \nB=2", "B")).toBe("variable.other.property");
});

test("a comment never continues", () => {
  expect(innermost("# one \\\nA=2", "A")).toBe("variable.other.property");
});

test("an open quote ends with its line, or goes on where the value does", () => {
  expect(innermost('A="one\nB=2', "B")).toBe("variable.other.property");
  expect(innermost('A="one \\\ntwo" three', "two")).toBe("string.quoted.double");
  expect(innermost('A="one \\\ntwo" three', "three")).toBe("string.unquoted.value");
});

test("the grammar names no directive and no section", () => {
  const grammar = readFileSync(
    new URL("../../syntaxes/systemd-unit.tmLanguage.json", import.meta.url),
    "utf8",
  );
  expect(grammar).not.toMatch(/Exec|Restart|Service|Install|WantedBy/);
});

test("a value of udev's rules ends with its quote, or with a line that is not continued", () => {
  expect(innermost('A="x\\"y", B="z"', "B", "udev-rules")).toBe("variable.other.property");
  expect(innermost('A="x\nB="z"', "B", "udev-rules")).toBe("variable.other.property");
  expect(innermost('A="x \\\n  y", B="z"', "  y", "udev-rules")).toBe("string.quoted.double");
  expect(innermost('A="x \\\n  y", B="z"', "B", "udev-rules")).toBe("variable.other.property");
});

test("what udev puts in stands out", () => {
  expect(innermost('A="x $env{B}y"', "$env{B}", "udev-rules")).toBe("variable.parameter.substitution");
  expect(innermost('A="x %ky"', "%k", "udev-rules")).toBe("variable.parameter.substitution");
  expect(innermost('A="100%% $$x"', "%%", "udev-rules")).toBe("constant.character.escape");
});

test.each(["systemd-unit", "udev-rules"] as const)(
  "pieces of %s spell the text, whatever it is",
  (language) => {
    const line = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."[]=#;\\\"'% aA@{}\t"), maxLength: 12 }),
      fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !/[\n\r]/.test(text)),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const spelt = colour(lines.join("\n"), language).map((pieces) =>
          pieces.map((piece) => piece.text).join(""),
        );
        expect(spelt).toEqual(lines);
      }),
    );
  },
);
