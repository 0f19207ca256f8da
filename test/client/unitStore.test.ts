import fc from "fast-check";
import { expect, test } from "vitest";
import { createUnitStore, type ListedUnit } from "../../client/src/systemd/unitStore.ts";
import { busPathOfUnit } from "../../server/src/language/names/busLabel.ts";

const listed = (name: string, otherwise: Partial<ListedUnit> = {}): ListedUnit => ({
  name,
  description: "",
  loadState: "loaded",
  activeState: "active",
  subState: "running",
  job: undefined,
  path: busPathOfUnit(name),
  ...otherwise,
});

test("tells only what is different", () => {
  const store = createUnitStore();
  expect(store.replace([listed("a.service"), listed("b.service")])).toEqual(
    new Set(["a.service", "b.service"]),
  );
  expect(store.replace([listed("a.service"), listed("b.service")])).toEqual(new Set());
  expect(store.merge([listed("a.service", { subState: "exited" })])).toEqual(new Set(["a.service"]));
  expect(store.update(busPathOfUnit("a.service"), { subState: "exited" }).changed).toEqual(new Set());
});

test("a signal of an unknown unit asks for it by name, and changes nothing", () => {
  const store = createUnitStore();
  const name = "odd\\x2dname@1:2.service";
  expect(store.update(busPathOfUnit(name), { activeState: "active" })).toEqual({
    changed: new Set(),
    unknown: name,
  });
  expect(store.update("/org/freedesktop/systemd1/job/1", {})).toEqual({ changed: new Set() });
  expect(store.units.size).toBe(0);
});

test("a unit that is listed no more is inactive, not what it was", () => {
  const store = createUnitStore();
  store.replace([listed("a.service")]);
  expect(store.replace([])).toEqual(new Set(["a.service"]));
  expect(store.units.get("a.service")).toMatchObject({
    activeState: "inactive",
    loadState: "unloaded",
    path: undefined,
  });
  expect(store.update(busPathOfUnit("a.service"), { activeState: "active" }).unknown).toBe("a.service");
  expect(store.forget(["a.service"])).toEqual(new Set(["a.service"]));
  expect(store.units.size).toBe(0);
});

test("a job comes and goes; its type stays known while it is the same job", () => {
  const store = createUnitStore();
  const path = busPathOfUnit("a.service");
  store.replace([listed("a.service", { job: { id: 7, type: "start" } })]);
  store.update(path, { jobId: 7, activeState: "activating" });
  expect(store.units.get("a.service")?.job).toEqual({ id: 7, type: "start" });
  store.update(path, { jobId: 8 });
  expect(store.units.get("a.service")?.job).toEqual({ id: 8, type: undefined });
  store.update(path, { jobId: 0 });
  expect(store.units.get("a.service")?.job).toBeUndefined();
});

test("enablement is kept while it is asked for again", () => {
  const store = createUnitStore();
  store.replace([listed("a.service")]);
  expect(store.lacksFileState("a.service")).toBe(true);
  store.setFileState("a.service", "enabled");
  expect(store.lacksFileState("a.service")).toBe(false);
  expect(store.outdateFileStates()).toEqual(new Set(["a.service"]));
  expect(store.lacksFileState("a.service")).toBe(true);
  expect(store.units.get("a.service")?.fileState).toBe("enabled");
  expect(store.setFileState("gone.service", "enabled")).toEqual(new Set());
});

test("after any changes, a whole list makes the store say what the list says", () => {
  const name = fc.constantFrom("a.service", "b.socket", "c@1.service", "d.mount");
  const state = fc.constantFrom("active", "inactive", "failed", "activating") as fc.Arbitrary<
    ListedUnit["activeState"]
  >;
  const change = fc.oneof(
    fc.tuple(fc.constant("update" as const), name, state),
    fc.tuple(fc.constant("merge" as const), name, state),
    fc.tuple(fc.constant("unload" as const), name, state),
    fc.tuple(fc.constant("forget" as const), name, state),
  );
  const rows = fc.uniqueArray(fc.tuple(name, state), { selector: ([one]) => one });
  fc.assert(
    fc.property(fc.array(change), rows, (changes, last) => {
      const store = createUnitStore();
      for (const [kind, one, activeState] of changes) {
        if (kind === "update") store.update(busPathOfUnit(one), { activeState });
        if (kind === "merge") store.merge([listed(one, { activeState })]);
        if (kind === "unload") store.unload(one);
        if (kind === "forget") store.forget([one]);
      }
      store.replace(last.map(([one, activeState]) => listed(one, { activeState })));
      const loaded = [...store.units.values()].filter((unit) => unit.path !== undefined);
      expect(new Map(loaded.map((unit) => [unit.name, unit.activeState]))).toEqual(new Map(last));
      const others = [...store.units.values()].filter((unit) => unit.path === undefined);
      expect(others.every((unit) => unit.activeState === "inactive")).toBe(true);
    }),
  );
});
