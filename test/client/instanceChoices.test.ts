import { expect, test } from "vitest";
import { instanceProblem, knownChoices, typedChoices } from "../../client/src/instances/instanceChoices.ts";
import { parseUnitName, type UnitName } from "../../server/src/language/names/unitName.ts";

const web = template("web@.service");

test("a text is offered as it is and escaped, a path as a path too", () => {
  expect(typedChoices(web, "one")).toEqual([
    { instance: "one", name: "web@one.service", description: "as typed" },
  ]);
  expect(typedChoices(web, "/srv/my shop/").map(spell)).toEqual([
    "web@srv-my\\x20shop.service, escaped as a path",
    "web@-srv-my\\x20shop-.service, escaped as a text",
  ]);
  expect(typedChoices(web, "a-b").map(spell)).toEqual([
    "web@a-b.service, as typed",
    "web@a\\x2db.service, escaped as a text",
  ]);
  expect(typedChoices(web, "")).toEqual([]);
});

test("what can be no instance says why", () => {
  expect(instanceProblem(web, "/srv/../x")).toBeUndefined();
  expect(instanceProblem(web, `/${"a".repeat(300)}`)).toContain("255 bytes");
  expect(instanceProblem(web, "é".repeat(100))).toContain("255 bytes");
  expect(instanceProblem(web, "fine")).toBeUndefined();
  expect(instanceProblem(web, "")).toBeUndefined();
});

test("instances that run, are linked or are named are offered once, with what they stand for", () => {
  const names = ["web@b.service", "other@c.service", "web@.service", "web@a.socket", "web.service"];
  expect(knownChoices(web, names, ["srv-x", "b"]).map(spell)).toEqual([
    "web@b.service, ",
    "web@srv-x.service, srv/x",
  ]);
});

function template(text: string): UnitName {
  const name = parseUnitName(text);
  if (name === undefined) throw new Error(`${text} is no unit name.`);
  return name;
}

function spell({ name, description }: { readonly name: string; readonly description: string }): string {
  return `${name}, ${description}`;
}
