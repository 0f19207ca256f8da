import { describe, expect, test } from "vitest";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { spanOf } from "../../../server/src/language/text/text.ts";
import { unknownPiece, type ValueContext } from "../../../server/src/language/values/grammar.ts";
import { expandSpecifiers } from "../../../server/src/language/values/specifierExpansion.ts";
import { holdsTable } from "../../support/valueTable.ts";

function context(unit: string | undefined, changes: Partial<ValueContext> = {}): ValueContext {
  return {
    version: 257,
    scope: "system",
    section: "Service",
    directive: "Description",
    specifiers: "full",
    fatal: false,
    unit: { name: unit === undefined ? undefined : parseUnitName(unit) },
    ...changes,
  };
}

/** The expanded value, `…` for what nobody can know, or where a letter stands that the table lacks. */
function expanded(value: string, of: ValueContext): string {
  const expansion = expandSpecifiers({ content: value, origin: 0 }, of);
  return expansion.kind === "expanded"
    ? expansion.text.content.replaceAll(unknownPiece, "…")
    : `%${expansion.letter} at ${expansion.at}`;
}

// What systemd 252, 257 and 262 make of them in Description=.
test.each([
  ["%n %N %p %P", "foo-bar@a-b\\x20c.service foo-bar@a-b\\x20c foo-bar foo/bar"],
  ["%i %I", "a-b\\x20c a/b c"],
  ["%j %J", "bar bar"],
  ["%f", "/a/b c"],
  ["100%% %%n", "100% %n"],
  ["%", "%"],
  ["100% done", "100% done"],
  ["%! %é %-", "%! %é %-"],
  ["%%%n", "%foo-bar@a-b\\x20c.service"],
  ["", ""],
])("%s of an instance", (value, meant) => {
  expect(expanded(value, context("foo-bar@a-b\\x20c.service"))).toBe(meant);
});

test("a unit without an instance has an empty one", () => {
  expect(expanded("<%i> %p", context("app.service"))).toBe("<> app");
});

test("what the instance of a template will be, nobody knows", () => {
  expect(expanded("/run/%i", context("app@.service"))).toBe("/run/…");
});

test("what takes the machine, or a file of unknown name, is unknown", () => {
  expect(expanded("%T/%H %m", context("app.service"))).toBe("…/… …");
  expect(expanded("%n", context(undefined))).toBe("…");
});

test("what is the same for every unit of the system manager is known, and not of a user's", () => {
  expect(expanded("%t/%u %h", context("app.service"))).toBe("/run/root /root");
  expect(expanded("%t/%u %h", context("app.service", { scope: "user" }))).toBe("…/… …");
  expect(expanded("%t", context("app.service", { scope: "unknown" }))).toBe("…");
});

describe("letters", () => {
  test("that no table has", () => {
    expect(expanded("a%Zb", context("app.service"))).toBe("%Z at 1");
    expect(expanded("%n %0", context("app.service"))).toBe("%0 at 3");
  });
  test("that another table has", () => {
    expect(expanded("%t", context("app.service", { specifiers: "name" }))).toBe("%t at 0");
    expect(expanded("%i", context("app@x.service", { specifiers: "name" }))).toBe("x");
  });
  test("that a later release has", () => {
    expect(expanded("%D", context("app.service", { version: 252 }))).toBe("%D at 0");
    expect(expanded("%D", context("app.service", { version: 257 }))).toBe("/usr/share");
  });
  test("where `%` is an ordinary character", () => {
    const { specifiers: _, ...rest } = context("app.service");
    expect(expanded("%n %Z", { ...rest, specifiers: undefined })).toBe("%n %Z");
  });
});

test("each character of an expanded value stands where its specifier is written", () => {
  const value = "a%ib%%c";
  const expansion = expandSpecifiers({ content: value, origin: 2 }, context("app@xyz.service"));
  if (expansion.kind !== "expanded") throw new Error("Not expanded.");
  const { text } = expansion;
  expect(text.content).toBe("axyzb%c");
  expect(spanOf(text, 0, 1)).toEqual({ from: 2, to: 3 });
  expect(spanOf(text, 1, 4)).toEqual({ from: 3, to: 5 });
  expect(spanOf(text, 4, 5)).toEqual({ from: 5, to: 6 });
  expect(spanOf(text, 5, 6)).toEqual({ from: 6, to: 8 });
  expect(spanOf(text, 6, 7)).toEqual({ from: 8, to: 9 });
});

test("an unknown letter costs the line, the word, or the rest of the file", () => {
  holdsTable(
    "Unit.Description",
    `
100% of %n and 5%% off
5%off and %Zero
          ^^ line-ignored unknown-specifier
%e
^^ line-ignored unknown-specifier
`,
  );
  holdsTable(
    "Unit.RequiresMountsFor",
    `
/srv/%n /%k /%t
         ^^ word-ignored unknown-specifier
`,
  );
  holdsTable(
    "Service.RootDirectory",
    `
/srv/%O
     ^^ rest-dropped unknown-specifier
`,
  );
  holdsTable(
    "Service.SELinuxContext",
    `
%x
^^ rest-dropped unknown-specifier
-%x
 ^^ line-ignored unknown-specifier
`,
  );
});
