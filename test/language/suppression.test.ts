import { expect, test } from "vitest";
import { judge } from "../../server/src/language/judge.ts";
import { readFixture } from "../support/fixture.ts";
import { analysed } from "../support/language.ts";

/** The codes that are still told. */
function told(text: string): readonly string[] {
  return readFixture(text).flatMap((file) => {
    const unit = analysed(file);
    return judge(unit).map(({ code }) => code);
  });
}

test("a comment silences the line below it, and no other", () => {
  expect(
    told("[Service]\n# unitwright: ignore=unknown-directive\nFoo=1\nBar=2\nExecStart=/bin/true\n"),
  ).toEqual(["unknown-directive"]);
});

test("a comment silences only the codes it names", () => {
  expect(told("[Service]\n# unitwright: ignore=not-boolean, unknown-word\nFoo=1\n")).toEqual([
    "unknown-directive",
  ]);
  expect(told("[Service]\n; unitwright: ignore = unknown-directive\nFoo=1\n")).toEqual([]);
});

test("what follows the codes is a reason, for people", () => {
  expect(told("[Service]\n# unitwright: ignore=unknown-directive -- the build mends it\nFoo=1\n")).toEqual(
    [],
  );
  expect(told("[Service]\n# unitwright: ignore=unknown-directive: why\nFoo=1\n")).toEqual([
    "unknown-code",
    "unknown-directive",
  ]);
});

test("a code that does not exist is told, and the others of the comment count", () => {
  expect(told("[Service]\n# unitwright: ignore=no-such-thing, unknown-directive\nFoo=1\n")).toEqual([
    "unknown-code",
  ]);
});

test("before the first section a comment speaks for the whole file", () => {
  expect(told("# unitwright: ignore=unknown-directive\n\n[Service]\nFoo=1\nRestart=allways\n")).toEqual([
    "unknown-word",
  ]);
  expect(told("# unitwright: ignore=all\n[Service]\nFoo=1\nRestart=allways\n")).toEqual([]);
});

test("a blank line ends the reach of a comment", () => {
  expect(told("[Service]\n# unitwright: ignore=unknown-directive\n\nFoo=1\n")).toEqual(["unknown-directive"]);
});

test("an ordinary comment silences nothing", () => {
  expect(told("[Service]\n# ignore=unknown-directive\nFoo=1\n")).toEqual(["unknown-directive"]);
});
