import { expect, test } from "vitest";
import { specifierFromName } from "../../../server/src/language/names/specifierFromName.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";

/** What each of the letters stands for in a unit of that name; `?` where the name does not tell. */
function values(text: string): string {
  const name = parseUnitName(text);
  if (name === undefined) throw new Error(`${text} is no unit name.`);
  return [..."nNpPjJiIfH"].map((letter) => `${letter}=${specifierFromName(letter, name) ?? "?"}`).join(" ");
}

test("of an instance", () => {
  expect(values("my-app@srv-a\\x20b.service")).toBe(
    "n=my-app@srv-a\\x20b.service N=my-app@srv-a\\x20b p=my-app P=my/app j=app J=app i=srv-a\\x20b I=srv/a b f=/srv/a b H=?",
  );
});

test("of a template, what every instance has alike", () => {
  expect(values("my-app@.service")).toBe("n=? N=? p=my-app P=my/app j=app J=app i=? I=? f=? H=?");
});

test("of a unit that has no instance", () => {
  expect(values("srv-data.mount")).toBe(
    "n=srv-data.mount N=srv-data p=srv-data P=srv/data j=data J=data i= I= f=/srv/data H=?",
  );
});

test("of a name that is no path", () => {
  expect(values("a--b.service")).toContain("f=? ");
});
