import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { mayAlias } from "../../../server/src/language/units/alias.ts";
import { dropInFolders, isDropInName, mergeDropIns } from "../../../server/src/language/units/dropIns.ts";

function named(name: string) {
  const parsed = parseUnitName(name);
  if (parsed === undefined) throw new Error(`${name} is no unit name.`);
  return parsed;
}

describe("the folders of a unit's drop-ins, in systemd's order", () => {
  // What systemd 252 took in turn, of equally named drop-ins in all of them, the one before taken away each time.
  test.each([
    ["foo.service", ["foo.service.d"]],
    ["a-b-c.service", ["a-b-c.service.d", "a-b-.service.d", "a-.service.d"]],
    ["foo-.service", ["foo-.service.d"]],
    ["-foo.service", ["-foo.service.d"]],
    ["a---.service", ["a---.service.d", "a--.service.d", "a-.service.d"]],
    [
      "foo-bar@x.service",
      ["foo-bar@x.service.d", "foo-bar@.service.d", "foo-.service.d", "foo-@x.service.d", "foo-@.service.d"],
    ],
    [
      "a-b-c@x.service",
      [
        "a-b-c@x.service.d",
        "a-b-c@.service.d",
        "a-b-.service.d",
        "a-.service.d",
        "a-b-@x.service.d",
        "a-b-@.service.d",
        "a-@x.service.d",
        "a-@.service.d",
      ],
    ],
  ])("%s", (name, folders) => {
    expect(dropInFolders(named(name))).toEqual(folders);
  });
  test("of a template are those that all instances have", () => {
    expect(dropInFolders(named("foo-bar@.service"))).toEqual([
      "foo-bar@.service.d",
      "foo-.service.d",
      "foo-@.service.d",
    ]);
  });
  test("are few, whatever the name", () => {
    const names = fc.string({ unit: fc.constantFrom("a", "-", "@", "\\"), minLength: 1, maxLength: 240 });
    fc.assert(
      fc.property(names, (text) => {
        const name = parseUnitName(`${text}.service`);
        if (name === undefined) return;
        const folders = dropInFolders(name);
        expect(folders[0]).toBe(`${text}.service.d`);
        expect(new Set(folders).size).toBe(folders.length);
        expect(folders.length).toBeLessThanOrEqual(3 * text.length);
      }),
    );
  });
});

describe("drop-ins are merged", () => {
  test("by name alone, whatever folder they lie in", () => {
    expect(
      mergeDropIns(["/a/x.d/20.conf", "/b/x.d/10.conf", "/c/x.d/9.conf", "/d/x.d/B.conf", "/e/x.d/a.conf"]),
    ).toEqual(["/b/x.d/10.conf", "/a/x.d/20.conf", "/c/x.d/9.conf", "/d/x.d/B.conf", "/e/x.d/a.conf"]);
  });
  test("so that the first of a name hides the others", () => {
    expect(mergeDropIns(["/a/1.conf", "/b/1.conf", "/b/0.conf", "/c/0.conf"])).toEqual([
      "/b/0.conf",
      "/a/1.conf",
    ]);
  });
  test("in the order of bytes", () => {
    // UTF-16 puts the second before the first: its surrogates are smaller.
    expect(mergeDropIns(["/😀.conf", "/\ufb01.conf", "/a.conf", "/a.conf.conf"])).toEqual([
      "/a.conf",
      "/a.conf.conf",
      "/\ufb01.conf",
      "/😀.conf",
    ]);
  });
  test("where their names say that they are some", () => {
    expect(["a.conf", ".conf", ".a.conf", "a.conf~", "a.CONF", "conf"].filter(isDropInName)).toEqual([
      "a.conf",
    ]);
  });
});

describe("a link may give a unit another name", () => {
  test.each([
    ["a.service", "b.service", true],
    ["a.service", "a.service", false],
    ["a.service", "b.socket", false],
    ["a@.service", "b@.service", true],
    ["a@x.service", "b@x.service", true],
    ["a@x.service", "b@y.service", false],
    ["a@x.service", "b@.service", true],
    ["a@.service", "b@x.service", false],
    ["a.service", "b@.service", false],
    ["a.mount", "b.mount", false],
    ["a.slice", "b.slice", false],
  ])("%s → %s: %s", (link, target, expected) => {
    expect(mayAlias(named(link), named(target))).toBe(expected);
  });
});
