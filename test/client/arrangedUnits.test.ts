import fc from "fast-check";
import { expect, test } from "vitest";
import type { ManagerState, Unit } from "../../client/src/systemd/manager.ts";
import { type ArrangedUnits, arrangeUnits } from "../../client/src/units/arrangedUnits.ts";
import type { UnitGroup } from "../../client/src/units/unitGroup.ts";
import { type Arrangement, type Grouping, groupLabels } from "../../client/src/units/unitGroups.ts";
import { ready, unit } from "./units.ts";

const names = [
  ...["-.slice", "a.slice", "a-b.slice", "a-b-c.slice", "own.service", "beloved.service"],
  ...["x@1.service", "x@2.service", "x@.service", "a.service", "a.socket", "b.timer", "c.timer"],
];
const templates = ["x@.service", "y@.service"];

const someUnit: fc.Arbitrary<Unit> = fc
  .record({
    name: fc.constantFrom(...names),
    activeState: fc.constantFrom("active", "inactive", "failed", "activating"),
    loadState: fc.constantFrom("loaded", "not-found"),
    path: fc.constantFrom("/unit", undefined),
    job: fc.constantFrom(undefined, { id: 1, type: "start" }),
    extras: fc.record({
      slice: fc.constantFrom("a-b-c.slice", "a.slice", "d.slice", "-.slice", "", undefined),
      next: fc.constantFrom(0, 1, 2),
    }),
  })
  .map(({ name, extras: { slice, next }, ...rest }) =>
    unit(name, { ...rest, extras: { next, ...(slice === undefined ? {} : { slice }) } }),
  );
/** What becomes of a unit: another one, or nothing. */
const change = fc.oneof(someUnit, fc.constantFrom(...names));

test.each<Grouping>(["type", "state", "slice", "flat"])(
  "units grouped by %s stand after each change as if arranged anew",
  (grouping) => {
    const arrangement: Arrangement = {
      grouping,
      shows: ({ subState, name }) => subState !== "" && name !== "c.timer",
      isFiltered: true,
      isFavourite: (_, name) => name === "beloved.service",
    };
    const property = (first: readonly Unit[], batches: readonly (readonly (Unit | string)[])[]) => {
      const units = new Map(first.map((one) => [one.name, one]));
      const isOwn = (name: string) => name === "own.service";
      const state = (): ManagerState => ({ ...ready(), units, isOwn }) as ManagerState;
      const kept = arrangeUnits("system", state, arrangement);
      for (const batch of batches) {
        for (const one of batch) {
          if (typeof one === "string") units.delete(one);
          else units.set(one.name, one);
        }
        kept.update(batch.map((one) => (typeof one === "string" ? one : one.name)));
        expect(all(kept)).toEqual(all(arrangeUnits("system", state, arrangement)));
      }
    };
    fc.assert(fc.property(fc.array(someUnit), fc.array(fc.array(change, { maxLength: 4 })), property));
  },
);

test("a list of rows is the same one until something in it moves", () => {
  let units = [unit("b.service"), unit("a.service")];
  const arranged = arrangeUnits("system", () => ready(...units), {
    ...{ grouping: "type", shows: () => true, isFiltered: false, isFavourite: () => false },
  });
  const before = arranged.group("service").names();
  units = [unit("b.service", { activeState: "inactive" }), unit("a.service")];
  arranged.update(["b.service"]);
  expect(arranged.group("service")).toMatchObject({ active: 1, failed: 0 });
  expect(arranged.group("service").names()).toBe(before);
  units = [unit("b.service", { activeState: "failed" }), unit("a.service")];
  arranged.update(["b.service"]);
  expect(arranged.group("service").names()).toEqual(["b.service", "a.service"]);
});

function all(arranged: ArrangedUnits) {
  return {
    shown: content(arranged.shown),
    failed: arranged.failed,
    withJobs: new Set(arranged.withJobs.values()),
    slices: new Map(
      [...arranged.slices].map(([name, { slices, units, all, active, failed }]) => [
        name,
        { slices: content(slices), units: content(units), all, active, failed },
      ]),
    ),
    groups: arranged.groups().map((key) => [key, content(arranged.group(key))]),
    empty: [...groupLabels.keys()].filter((key) => arranged.group(key).units.size === 0),
    keys: names.map((name) => arranged.keyOf(name)),
    instances: templates.map((name) => content(arranged.instances(name))),
  };
}

const content = (group: UnitGroup) => ({
  units: group.names().map((name) => group.units.get(name)),
  ...{ size: group.units.size, active: group.active, failed: group.failed },
});
