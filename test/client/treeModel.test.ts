import { expect, test } from "vitest";
import { disconnected } from "../../client/src/systemd/errors.ts";
import type { Manager, ManagerState, Scope, Unit, UnitParts } from "../../client/src/systemd/manager.ts";
import { createDrawnTree, type DrawnTree, type TreeChange } from "../../client/src/units/drawnTree.ts";
import { type TreeElement, unitElement } from "../../client/src/units/treeElements.ts";
import { createTreeModel } from "../../client/src/units/treeModel.ts";
import type { Arrangement, Grouping } from "../../client/src/units/unitGroups.ts";
import { failed, inactive, ready, unit } from "./units.ts";

const parts: UnitParts = {
  relations: new Map([
    ["Requires", ["sysinit.target", "b.socket"]],
    ["TriggeredBy", ["b.socket"]],
  ]),
  files: ["/usr/lib/systemd/system/a.service", "/etc/systemd/system/a.service.d/override.conf"],
  processes: [{ cgroup: "/system.slice/a.service", pid: 77, command: "/usr/bin/sleep infinity" }],
};

/** A view of some units, whose parts are asked for as a real manager is. */
function view(
  given: readonly Unit[],
  answer: (name: string) => Promise<UnitParts> = async () => parts,
  grouping: Grouping = "type",
) {
  let units = ready(...given);
  const clock = { now: 1_700_000_000_000 };
  let files = {};
  const asked: string[] = [];
  const manager = {
    state: (): ManagerState => ({ ...units, ...files }),
    readSlices: async () => void asked.push("slices"),
    parts: (name: string) => {
      asked.push(name);
      return answer(name);
    },
  } as unknown as Manager;
  const model = createTreeModel(
    {
      manager: (scope) => (scope === "system" ? manager : undefined),
      states: () => new Map<Scope, ManagerState>([["system", manager.state()]]),
    },
    () => ({ grouping, shows: () => true, isFiltered: false, isFavourite: () => false }),
    () => clock.now,
  );
  const drawn = createDrawnTree(model, () => clock.now);
  const open = async (above?: TreeElement): Promise<readonly TreeElement[]> => {
    if (above !== undefined) await model.read(above);
    const below = drawn.children(above);
    for (const element of below) drawn.row(element);
    return below;
  };
  /** The rows below one, as they read. */
  const texts = (below: readonly TreeElement[]) =>
    below.map((element) => `${drawn.row(element).label} (${drawn.row(element).description})`);
  const become = (...now: readonly Unit[]) => {
    units = ready(...now);
  };
  /** What is known of files from now on. */
  const know = (known: Partial<Extract<ManagerState, { kind: "ready" }>>) => {
    files = known;
  };
  return { model, drawn, open, texts, become, asked, clock, know };
}

const changed = (drawn: DrawnTree, ...changes: readonly TreeChange[]) => {
  const outdated = drawn.outdated(new Set(changes));
  return outdated === "everything" ? outdated : outdated.map(({ id }) => id);
};

const named = (below: readonly TreeElement[], id: string): TreeElement => {
  const found = below.find((element) => element.id === id);
  if (found === undefined) throw new Error(`No row ${id} among ${below.map((one) => one.id).join(" ")}`);
  return found;
};

test("a unit opens to what triggers it, its files, its processes and its dependencies; systemd is asked once", async () => {
  const { open, texts, asked } = view([unit("a.service"), unit("b.socket", { subState: "listening" })]);
  const group = named(await open((await open())[0]), "system/:service");
  const [row] = await open(group);
  expect(asked).toEqual([]);
  const below = await open(row);
  expect(texts(below)).toEqual(["Triggered By (1)", "Files (2)", "Processes (1)", "Requires (2)"]);
  expect(texts(await open(below[1]))).toEqual([
    "a.service (/usr/lib/systemd/system)",
    "override.conf (/etc/systemd/system/a.service.d)",
  ]);
  expect(texts(await open(below[2]))).toEqual(["77 (/usr/bin/sleep infinity)"]);
  expect(texts(await open(below[3]))).toEqual(["b.socket (listening)", "sysinit.target (inactive)"]);
  await open(row);
  expect(asked).toEqual(["a.service"]);
});

test("a unit that others name is a row like any other, but opens to nothing", async () => {
  const { model, open } = view([unit("a.service"), unit("b.socket")]);
  const below = await open(unitElement("system", "a.service"));
  const [socket] = await open(below[0]);
  expect(socket).toMatchObject({ kind: "unit", scope: "system", name: "b.socket" });
  expect(socket && model.row(socket).context).toMatch(/^unit;socket;/);
  expect(socket && model.opening(socket)).toBe("none");
});

test("a change is drawn in every row of its unit, and the parts of an opened unit are asked for again", async () => {
  const { drawn, open, become, asked } = view([unit("a.service"), unit("b.socket")]);
  const [scope] = await open();
  const groups = await open(scope);
  for (const group of groups) await open(group);
  const row = unitElement("system", "a.service");
  const below = await open(row);
  for (const part of below) await open(part);
  become(unit("a.service"), unit("b.socket", inactive));
  expect(changed(drawn, "system/b.socket")).toEqual([
    "system/:socket",
    "system/a.service/:TriggeredBy/b.socket",
    "system/a.service/:Requires/b.socket",
  ]);
  become(unit("a.service", inactive), unit("b.socket"));
  changed(drawn, "system/a.service");
  await open(row);
  expect(asked).toEqual(["a.service", "a.service"]);
});

test("asking loads a unit that is not loaded; that it loads and unloads asks nothing again", async () => {
  const unloaded = unit("a.service", { ...inactive, loadState: "unloaded", path: undefined });
  const { drawn, open, become, asked } = view([unloaded]);
  await open((await open())[0]);
  const row = unitElement("system", "a.service");
  await open(row);
  for (const now of [unit("a.service", inactive), unloaded, unit("a.service", inactive)]) {
    become(now);
    changed(drawn, "system/a.service");
    await open(row);
  }
  expect(asked).toEqual(["a.service"]);
});

test("a unit whose parts cannot be read opens to nothing, and to what it has once they can", async () => {
  const answers = [Promise.reject(disconnected()), Promise.resolve(parts)];
  const { open, texts } = view([unit("a.service")], () => answers.shift() ?? Promise.resolve(parts));
  const row = unitElement("system", "a.service");
  expect(texts(await open(row))).toEqual([]);
  expect(texts(await open(row))).toHaveLength(4);
});

test("a slice opens to its units that are up, and these to theirs", async () => {
  const { model, open, texts } = view(
    [unit("system.slice", { subState: "active" }), unit("a.service"), unit("b.service", inactive)],
    async (name) =>
      name === "a.service"
        ? parts
        : { ...parts, relations: new Map([["SliceOf", ["a.service", "b.service"]]]) },
  );
  const below = await open(unitElement("system", "system.slice"));
  expect(texts(below)).toEqual(["Units (1)", "Files (2)"]);
  const [service] = await open(below[0]);
  expect(service && model.opening(service)).toBe("collapsed");
  expect(texts(await open(service))).toContain("Processes (1)");
});

test("rows that nobody has asked for yet are not drawn again", async () => {
  const { drawn, open } = view([unit("a.service")]);
  expect(drawn.outdated(new Set(["system"]))).toEqual([]);
  await open();
  expect(drawn.outdated(new Set(["system"]))).toBe("everything");
});

test("a view without any rows is drawn again and again", () => {
  const arrangement: Arrangement = {
    grouping: "flat",
    shows: () => true,
    isFiltered: true,
    isFavourite: () => false,
  };
  const drawn = createDrawnTree(
    createTreeModel({ manager: () => undefined, states: () => new Map() }, () => arrangement),
  );
  for (let again = 0; again < 3; again++) expect(drawn.children(undefined)).toEqual([]);
});

test("a job has a row once it has lasted, until it ends; jobs that come and go have none", async () => {
  const starting = (id: number, type?: string) =>
    unit("a.service", { activeState: "activating", subState: "start", job: { id, type } });
  const { drawn, open, texts, become, clock } = view([starting(1)]);
  const [scope] = await open();
  await open(scope);
  expect(changed(drawn, "system/a.service")).toEqual([]);
  clock.now += 1000;
  become(starting(2));
  expect(changed(drawn, "system/a.service")).toEqual([]);
  expect(drawn.isWaiting()).toBe(true);
  clock.now += 3000;
  expect(changed(drawn)).toEqual(["system"]);
  const [jobs] = await open(scope);
  expect(texts(jobs === undefined ? [] : [jobs])).toEqual(["Jobs (1)"]);
  expect(texts(await open(jobs))).toEqual(["a.service (activating (start))"]);
  become(starting(2, "start"));
  expect(changed(drawn, "system/a.service")).toEqual(["system/:jobs/2"]);
  expect(texts(await open(jobs))).toEqual(["a.service (start · activating (start))"]);
  become(unit("a.service"));
  expect(changed(drawn, "system/a.service")).toEqual(["system"]);
  expect(texts(await open(scope))).toEqual(["Services (1 active)"]);
});

test("several instances of a template stand below it, a single one stands alone", async () => {
  const www = (instance: string) => unit(`www@${instance}.service`);
  const { drawn, open, texts, become } = view([unit("z.service"), www("1"), unit("a.service")]);
  const [scope] = await open();
  const [group] = await open(scope);
  expect(texts(await open(group))).toEqual(["a (running)", "www@1 (running)", "z (running)"]);
  become(unit("z.service"), www("1"), www("2"), unit("a.service"));
  expect(changed(drawn, "system/www@2.service")).toEqual(["system/:service"]);
  const below = await open(group);
  expect(texts(below)).toEqual(["a (running)", "www@ (2 active)", "z (running)"]);
  expect(texts(await open(below[1]))).toEqual(["www@1 (running)", "www@2 (running)"]);
  become(unit("z.service"), www("1"), www("2"), www("3"), unit("a.service"));
  expect(changed(drawn, "system/www@3.service")).toContain("system/:service/:@/www@.service");
});

test.each([
  [3, 3000],
  [150, 3000],
  [2500, 5000],
])(
  "a unit among %i changes its own row, and those beside it stay what they are: the count above them may be late",
  async (count, late) => {
    const all = Array.from({ length: count }, (_, index) => unit(`u${index}.service`));
    const { drawn, open, become, clock } = view(all);
    await open((await open((await open())[0]))[0]);
    const stop = (some: number) => {
      become(...all.map((one, index) => (index < some ? { ...one, ...inactive } : one)));
      return changed(drawn, `system/u${some - 1}.service`);
    };
    expect(stop(1)).toEqual(["system/:service"]);
    await open((await open((await open())[0]))[0]);
    clock.now += late - 100;
    expect(stop(2)).toEqual(["system/u1.service"]);
    expect(drawn.isWaiting()).toBe(true);
    clock.now += 200;
    expect(changed(drawn)).toEqual(["system/:service"]);
    expect(drawn.isWaiting()).toBe(false);
  },
);

test("templates have rows to start instances from, and installed files a group of their own until they are loaded", async () => {
  const unloaded = (name: string) => unit(name, { ...inactive, loadState: "unloaded", path: undefined });
  const { model, drawn, open, texts, become, know } = view([unit("a.service")]);
  const [scope] = await open();
  await open(scope);
  know({ templates: () => ["b@.service", "c@.service"], isInstalled: (name) => name.startsWith("d") });
  become(unit("a.service"), unit("b@1.service"), unloaded("d.service"), unit("d2.service"));
  const files = ["system/b@1.service", "system/d.service", "system/d2.service", "system/c@.service"] as const;
  expect(changed(drawn, ...files)).toEqual(["system"]);
  const groups = await open(scope);
  expect(texts(groups)).toEqual(["Templates (2)", "Services (3 active)", "Installed, Not Loaded (1)"]);
  const templates = await open(groups[0]);
  expect(texts(templates)).toEqual(["b@.service (1 active)", "c@.service (0 active)"]);
  expect(templates.map(model.opening)).toEqual(["collapsed", "none"]);
  expect(texts(await open(templates[0]))).toEqual(["b@1.service (running)"]);
  expect(texts(await open(groups[2]))).toEqual(["d.service (inactive)"]);
  know({});
  become(unit("a.service"));
  expect(changed(drawn, ...files)).toEqual(["system"]);
  expect(texts(await open(scope))).toEqual(["Services (1 active)"]);
});

const slice = (name: string) => unit(name, { subState: "active" });
const within = (name: string, of: string, otherwise: Partial<Unit> = {}) =>
  unit(name, { extras: { slice: of }, ...otherwise });

test("slices stand in a tree with the units in them, counted to the top, and each unit opens as ever", async () => {
  const units = [
    ...["-.slice", "a.slice", "a-b.slice", "empty.slice"].map(slice),
    ...[
      within("w.service", "a-b.slice"),
      within("x.scope", "a-b.slice"),
      within("y.service", "a.slice", failed),
    ],
    ...[
      within("init.scope", "-.slice"),
      within("none.service", ""),
      unit("z.target"),
      unit("unread.service"),
    ],
    unit("gone.service", { ...inactive, loadState: "unloaded", path: undefined }),
  ];
  const { model, open, texts, asked } = view(units, undefined, "slice");
  const [scope] = await open();
  const top = await open(scope);
  expect(asked).toEqual(["slices"]);
  expect(texts(top)).toEqual([
    "-.slice (3 active, 1 failed)",
    "Without a Slice (2 active)",
    "Installed, Not Loaded (1)",
  ]);
  expect(top.map(model.opening)).toEqual(["expanded", "collapsed", "expanded"]);
  const below = await open(top[0]);
  expect(texts(below)).toEqual([
    "a.slice (2 active, 1 failed)",
    "empty.slice (0 active)",
    "init.scope (running)",
  ]);
  const inA = await open(below[0]);
  expect(texts(inA)).toEqual(["a-b.slice (2 active)", "y.service (failed)"]);
  const [service] = await open(inA[0]);
  expect(texts(await open(service))).toContain("Processes (1)");
  expect(asked).toEqual(["slices", "w.service"]);
});

test("a filtered tree of slices has the way from the root to what is let through", async () => {
  const { open, texts } = view([within("w.service", "a-b.slice")], undefined, "slice");
  const [root] = await open((await open())[0]);
  expect(texts(await open((await open((await open(root))[0]))[0]))).toEqual(["w.service (running)"]);
});

test("a unit that goes to another slice, comes or stops changes the rows of the slices it is and was in", async () => {
  const slices = ["-.slice", "a.slice", "b.slice"].map(slice);
  const { drawn, open, texts, become } = view(
    [...slices, within("w.service", "a.slice")],
    undefined,
    "slice",
  );
  const [scope] = await open();
  const [root] = await open(scope);
  const [a, b] = await open(root);
  for (const one of [a, b]) await open(one);
  become(...slices, within("w.service", "b.slice"));
  expect(changed(drawn, "system/w.service")).toEqual(["system/a.slice", "system/b.slice"]);
  await open(root);
  for (const one of [a, b]) await open(one);
  become(...slices, within("w.service", "b.slice"), unit("v.service"));
  expect(changed(drawn, "system/v.service")).toEqual([]);
  become(...slices, within("w.service", "b.slice"), within("v.service", "b.slice"));
  expect(changed(drawn, "system/v.service")).toEqual(["system/-.slice", "system/b.slice"]);
  expect(texts(await open(b))).toEqual(["v.service (running)", "w.service (running)"]);
});

test("where thousands of units stand below a slice its count may be late, up to the root", async () => {
  const slices = ["-.slice", "a.slice"].map(slice);
  const many = Array.from({ length: 150 }, (_, index) => within(`u${index}.service`, "a.slice"));
  const { drawn, open, become, clock } = view([...slices, ...many], undefined, "slice");
  const [root] = await open((await open())[0]);
  await open((await open(root))[0]);
  const stop = (count: number) => {
    become(...slices, ...many.map((one, index) => (index < count ? { ...one, ...inactive } : one)));
    return changed(drawn, `system/u${count - 1}.service`);
  };
  expect(stop(1)).toEqual(["system/-.slice", "system/a.slice"]);
  await open((await open(root))[0]);
  clock.now += 1000;
  expect(stop(2)).toEqual(["system/u1.service"]);
  clock.now += 3000;
  expect(changed(drawn)).toEqual(["system/-.slice", "system/a.slice"]);
});

test("units are not asked for their slices where they are not shown by them", async () => {
  const { open, asked } = view([unit("a.service")]);
  await open((await open())[0]);
  expect(asked).toEqual([]);
});

test("without groups, too, templates have a place", async () => {
  const { model, open, texts, know } = view([unit("a.service"), unit("b@1.service")], undefined, "flat");
  expect(model.opening(unitElement("system", "-.slice"))).toBe("collapsed");
  know({ templates: () => ["b@.service"] });
  const rows = await open((await open())[0]);
  expect(texts(rows)).toEqual(["Templates (1)", "a.service (running)", "b@1.service (running)"]);
  expect(texts(await open(rows[0]))).toEqual(["b@.service (1 active)"]);
});
