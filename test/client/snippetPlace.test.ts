import { describe, expect, test } from "vitest";
import { snippetPlace, snippetsFor } from "../../client/src/snippets/snippetPlace.ts";
import { snippets } from "../support/snippet.ts";

/** The place where `|` stands. */
function placeIn(text: string) {
  const [before = "", behind = ""] = text.split("|");
  return snippetPlace(before, behind);
}

/** The triggers of what could stand where `|` stands. */
function triggersIn(text: string): readonly string[] {
  const place = placeIn(text);
  return place === undefined ? [] : snippetsFor(snippets, place).map(({ trigger }) => trigger);
}

describe("a snippet may stand", () => {
  test("in an empty file, if it fills one", () => {
    expect(placeIn("|")).toEqual({ section: undefined, file: "empty" });
    expect(placeIn("# mine\r\n\r\nunit-s|\r\n")).toEqual({ section: undefined, file: "empty" });
    expect(triggersIn("|")).toContain("unit-service");
    expect(triggersIn("|")).not.toContain("sandbox");
  });
  test("in its section, if it is a part of one", () => {
    expect(triggersIn("[Unit]\n|")).toEqual(["wait-for-network"]);
    expect(triggersIn("[Unit]\nA=1\n[Service]\nExecStart=/bin/true\nlim|\n")).toEqual(["sandbox", "limits"]);
    expect(triggersIn("|\n[Service]\n")).toEqual([]);
  });
});

describe("no snippet may stand", () => {
  test.each([
    ["in a value", "[Unit]\nDescription=runs on|"],
    ["in a name that has its equals sign", "[Service]\nLimit|NOFILE=1"],
    ["behind a word", "[Service]\nmore |"],
    ["in a header", "[Ser|"],
    ["in a comment", "# on|"],
    ["in a value that goes on", "[Service]\nExecStart=/bin/echo \\\non|"],
    ["in a value that goes on below a comment", "[Service]\nExecStart=/bin/echo \\\n# two\non|"],
    ["in a value that goes on behind an escaped backslash", "[Service]\nExecStart=a \\\\\\\non|"],
  ])("%s", (_, text) => {
    expect(placeIn(text)).toBeUndefined();
  });
});

test("an escaped backslash at the end of a line does not make it go on", () => {
  expect(placeIn("[Service]\nExecStart=a \\\\\non|")).toBeDefined();
});

test("VS Code itself offers none, since it would at every word", () => {
  for (const snippet of snippets) expect(snippet).not.toHaveProperty("prefix");
});

test("every snippet fills a file or is part of a section", () => {
  for (const { trigger, isFileTemplate, section } of snippets)
    expect(isFileTemplate === true, trigger).toBe(section === undefined);
});
