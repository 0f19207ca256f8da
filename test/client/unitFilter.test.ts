import { expect, test } from "vitest";
import {
  asksForEnablement,
  filterMarks,
  isEmpty,
  parseUnitFilter,
  unitMatcher,
} from "../../client/src/units/unitFilter.ts";
import { failed, inactive, unit } from "./units.ts";

const units = [
  unit("nginx.service", { description: "A web server", fileState: "enabled" }),
  unit("www@1.service", { ...failed, fileState: "indirect" }),
  unit("www@2.service", { ...inactive, fileState: "disabled" }),
  unit("www@.socket", { subState: "listening", fileState: "static" }),
  unit("slow.timer", { activeState: "activating", subState: "start", fileState: "enabled-runtime" }),
  unit("gone.mount", { ...inactive, loadState: "masked", fileState: "masked-runtime" }),
];

test.each([
  ["", ["nginx", "www@1", "www@2", "www@", "slow", "gone"]],
  ["  ", ["nginx", "www@1", "www@2", "www@", "slow", "gone"]],
  ["WEB", ["nginx"]],
  ["www", ["www@1", "www@2", "www@"]],
  ["www 2", ["www@2"]],
  ["www@*", ["www@1", "www@2", "www@"]],
  ["www@?", ["www@1", "www@2"]],
  ["www@*.service", ["www@1", "www@2"]],
  ["@failed", ["www@1"]],
  ["@failed @inactive", ["www@1", "www@2", "gone"]],
  ["@running", ["nginx"]],
  ["@active", ["nginx", "www@"]],
  ["@changing", ["slow"]],
  ["@enabled", ["nginx", "slow"]],
  ["@disabled", ["www@1", "www@2"]],
  ["@static", ["www@"]],
  ["@masked", ["gone"]],
  ["www @inactive", ["www@2"]],
  ["@fail", []],
  ["@2", ["www@2"]],
  ["@constructor", []],
] as const)("the filter %j shows what it says", (text, shown) => {
  const shows = unitMatcher(parseUnitFilter(text));
  const names = units.filter(shows).map(({ name }) => name.slice(0, name.lastIndexOf(".")));
  expect(names).toEqual(shown);
});

test("a filter of blanks alone is none, and only some marks need the enablement of every unit", () => {
  expect(isEmpty(parseUnitFilter(" "))).toBe(true);
  expect(isEmpty(parseUnitFilter("@failed"))).toBe(false);
  const asking = Object.keys(filterMarks).filter((mark) => asksForEnablement(parseUnitFilter(`@${mark}`)));
  expect(asking).toEqual(["enabled", "disabled", "static", "masked"]);
});
