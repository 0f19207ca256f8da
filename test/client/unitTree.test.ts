import { expect, test } from "vitest";
import type { ManagerState, Scope, Unit } from "../../client/src/systemd/manager.ts";
import { arrangeUnits } from "../../client/src/units/arrangedUnits.ts";
import type { Arrangement } from "../../client/src/units/unitGroups.ts";
import { unitIcon } from "../../client/src/units/unitIcon.ts";
import { groupRow, scopeRow, scopeRows, stateWords, unitRow } from "../../client/src/units/unitTree.ts";
import { failed, group, inactive, noFiles, ready, unit } from "./units.ts";

const unreachable: ManagerState = {
  kind: "unreachable",
  cause: "no-bus",
  reason: "No bus.",
  advice: "Start it.",
};
const byType: Arrangement = {
  grouping: "type",
  shows: () => true,
  isFiltered: false,
  isFavourite: () => false,
};
/** The groups in their order, each with its units in theirs. */
function grouped(state: ManagerState, arrangement: Arrangement = byType) {
  const arranged = arrangeUnits("system", () => state, arrangement);
  return arranged.groups().map((key) => `${key}: ${arranged.group(key).names().join(" ")}`);
}
const hours = (count: number) => count * 3_600_000;
const states = (system: ManagerState, user: ManagerState) =>
  new Map<Scope, ManagerState>([
    ["system", system],
    ["user", user],
  ]);

test("there are rows as soon as one manager can be reached, and none before", () => {
  expect(scopeRows(states(ready(), unreachable))).toEqual(["system", "user"]);
  expect(scopeRows(states(unreachable, ready()))).toEqual(["system", "user"]);
  expect(scopeRows(states(unreachable, unreachable))).toEqual([]);
  expect(scopeRows(new Map())).toEqual([]);
});

test("a scope says how many of its units failed, or why it cannot be reached", () => {
  const state = ready(unit("a.service"), unit("b.service", failed));
  const arranged = arrangeUnits("system", () => state, { ...byType, shows: () => false });
  expect(scopeRow("system", state, arranged.failed)).toMatchObject({
    label: "System",
    description: "1 failed",
  });
  expect(scopeRow("system", ready(unit("a.service")))).toMatchObject({ description: "" });
  expect(scopeRow("user", unreachable)).toMatchObject({
    label: "User",
    description: "not running",
    spoken: "User units, No bus.",
    context: "scope;user;unreachable",
  });
});

test("groups are types of unit in a fixed order, without empty ones", () => {
  const state = ready(unit("c.device"), unit("b.timer"), unit("a.service"), unit("d.socket", inactive));
  expect(grouped(state)).toEqual([
    ...["service: a.service", "socket: d.socket", "timer: b.timer", "device: c.device"],
  ]);
  expect(grouped(unreachable)).toEqual([]);
});

test("favourites come first, then what people put on the machine, then what it shipped with", () => {
  const state: ManagerState = {
    kind: "ready",
    units: new Map(
      [unit("a.service"), unit("b.timer"), unit("c.service"), unit("d.service", failed)].map((one) => [
        one.name,
        one,
      ]),
    ),
    isOwn: (name) => name === "b.timer" || name === "c.service",
    ...noFiles,
  };
  const arrangement = {
    ...byType,
    isFavourite: (scope: Scope, name: string) => `${scope}/${name}` === "system/c.service",
  };
  expect(grouped(state, arrangement)).toEqual([
    ...["favourites: c.service", "yours: b.timer", "service: d.service a.service"],
  ]);
  expect(unitRow(unit("b.timer"), "system", { among: "all-types", isFavourite: false }).label).toBe(
    "b.timer",
  );
});

test("units are grouped by what they do, too", () => {
  const state = ready(
    unit("a.service"),
    unit("b.timer", inactive),
    unit("c.service", { activeState: "deactivating" }),
    unit("d.mount", failed),
  );
  const arrangement = { ...byType, grouping: "state" } as const;
  expect(grouped(state, arrangement)).toEqual([
    ...["failed: d.mount", "changing: c.service", "active: a.service", "inactive: b.timer"],
  ]);
  expect(groupRow("system", "failed", group(unit("d.mount", failed)))).toMatchObject({
    label: "Failed",
    description: "1",
  });
});

test("names that nobody wrote a file for are no rows, unless they do something", () => {
  const missing = { loadState: "not-found", ...inactive } as const;
  const state = ready(unit("a.service", missing), unit("b.service", { ...missing, ...failed }));
  expect(grouped(state)).toEqual(["service: b.service"]);
});

test("a group counts what is active and what failed", () => {
  const units = [unit("a.service"), unit("b.service", failed), unit("c.service", inactive)];
  expect(groupRow("system", "service", group(...units))).toMatchObject({
    label: "Services",
    description: "1 active, 1 failed",
  });
  expect(groupRow("system", "timer", group(unit("a.timer")))).toMatchObject({
    label: "Timers",
    description: "1 active",
  });
});

test("failed units come first; the others stay where their name puts them, whether they run or not", () => {
  const units = [
    unit("d.service", inactive),
    unit("c.service"),
    unit("b.service", { activeState: "activating" }),
    unit("a.service", inactive),
    unit("z.service", failed),
  ];
  expect(group(...units).names()).toEqual([
    ...["z.service", "a.service", "b.service", "c.service", "d.service"],
  ]);
  expect(group(unit("a-b.service"), unit("a.service")).names()).toEqual(["a.service", "a-b.service"]);
});

test.each([
  ["a.b", "a.b.service"],
  ["user@0", "user@0.service"],
  ["-.mount", "-.mount"],
  ["dev-vda", "dev-vda.device"],
])("a row says %s for %s, since its group says the type", (label, name) => {
  expect(unitRow(unit(name), "system").label).toBe(label);
});

test.each([
  ["running", unit("a.service")],
  ["listening", unit("a.socket", { subState: "listening" })],
  ["inactive", unit("a.service", inactive)],
  ["inactive", unit("a.service", { ...inactive, loadState: "unloaded" })],
  ["masked", unit("a.service", { ...inactive, loadState: "masked" })],
  ["cannot be loaded", unit("a.service", { ...inactive, loadState: "bad-setting" })],
  ["failed", unit("a.service", failed)],
  ["activating (start-pre)", unit("a.service", { activeState: "activating", subState: "start-pre" })],
  [
    "activating (auto-restart)",
    unit("a.service", { activeState: "activating", subState: "auto-restart", job: { id: 1, type: "start" } }),
  ],
  ["inactive, start queued", unit("a.service", { ...inactive, job: { id: 1, type: "start" } })],
  ["running", unit("a.service", { job: { id: 1, type: undefined } })],
])("%s", (words, one) => {
  expect(stateWords(one)).toBe(words);
});

test("a row's flags say what its menus may offer", () => {
  const flags = (one: Unit, scope: Scope = "system") => unitRow(one, scope).context;
  expect(flags(unit("a.socket", { ...inactive, fileState: "disabled" }), "user")).toBe(
    "unit;socket;inactive;disabled;user;can-start;can-clean;can-enable;can-preset;can-mask",
  );
  expect(flags(unit("a.device"))).toBe("unit;device;active;system");
});

test("a screen reader hears name, state, enablement and description", () => {
  const one = unit("a.service", { ...failed, fileState: "enabled", description: "Serves" });
  expect(unitRow(one, "system").spoken).toBe("a.service, failed, enabled, Serves");
});

test("states differ in the shape of their icon, not by colour alone", () => {
  const shapes = [
    unit("a.service"),
    unit("a.service", { subState: "exited" }),
    unit("a.service", failed),
    unit("a.service", inactive),
    unit("a.service", { activeState: "activating" }),
    unit("a.service", { ...inactive, loadState: "masked" }),
    unit("a.service", { ...inactive, loadState: "error" }),
  ].map((one) => unitIcon(one).shape);
  expect(new Set(shapes).size).toBe(shapes.length);
});

test.each([
  ["in 3 h, last 2 d ago", { next: hours(3), last: -hours(50) }],
  ["in a moment, last just now", { next: 20_000, last: -20_000 }],
  ["in 5 min", { next: 5 * 60_000, last: 0 }],
  ["waiting, last 90 min ago", { next: 0, last: -hours(1.5) }],
])("a timer's row says %s", (words, { next, last }) => {
  const now = 1_700_000_000_000;
  const at = (offset: number) => (offset === 0 ? 0 : now + offset);
  const timer = unit("a.timer", { subState: "waiting", extras: { next: at(next), last: at(last) } });
  expect(unitRow(timer, "system", undefined, now).description).toBe(words);
});

test("timers stand in the order of their next time, those without one last, failed ones first", () => {
  const timer = (name: string, next: number) => unit(name, { extras: { next } });
  const timers = [
    ...[timer("a.timer", 0), timer("b.timer", 300), timer("c.timer", 200)],
    unit("d.timer", { ...failed, extras: { next: 0 } }),
  ];
  expect(grouped(ready(...timers))).toEqual(["timer: d.timer c.timer b.timer a.timer"]);
  const isOwn = () => true;
  const own = { ...ready(...timers), isOwn } as ManagerState;
  expect(grouped(own)).toEqual(["yours: d.timer a.timer b.timer c.timer"]);
});

test("a socket's row says where it listens and how many are connected", () => {
  const socket = (connections: number) =>
    unit("a.socket", { subState: "listening", extras: { listens: ["[::]:22", "/run/a"], connections } });
  expect(unitRow(socket(0), "system").description).toBe("listening · [::]:22 /run/a");
  expect(unitRow(socket(2), "system").description).toBe("listening, 2 connections · [::]:22 /run/a");
});

test("what a unit is known not to be able to do is not offered, and a frozen one says so", () => {
  const service = (extras: Unit["extras"]) => unitRow(unit("a.service", { extras }), "system");
  expect(service({}).context).toMatch(/can-reload;can-kill.*;can-freeze;can-thaw/);
  expect(service({ canReload: false, canFreeze: false }).context).not.toMatch(/reload|freeze|thaw/);
  expect(service({ canFreeze: true, isFrozen: false }).context).not.toContain("thaw");
  expect(service({ canFreeze: true, isFrozen: true })).toMatchObject({
    description: "frozen",
    context: expect.not.stringContaining("can-freeze"),
  });
  const target = unit("a.target", { ...inactive, extras: { canIsolate: false } });
  expect(unitRow(target, "system").context).not.toContain("isolate");
});
