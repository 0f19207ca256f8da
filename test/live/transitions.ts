// What happens to units from outside, at random: everything that systemctl can do to them, and files that change.
import { unlink, writeFile } from "node:fs/promises";
import { Variant } from "dbus-next";
import fc from "fast-check";
import { type Bus, managerObject } from "../../client/src/systemd/bus.ts";
import { socketsOf } from "../../client/src/systemd/busAddress.ts";
import { openBus } from "../../client/src/systemd/busManager.ts";
import type { LiveBox } from "./box.ts";

/** One change from outside. Many are refused in the state their unit is in; systemctl's are refused then too. */
export type Transition =
  | { readonly kind: "job"; readonly method: JobMethod; readonly unit: string }
  | { readonly kind: "call"; readonly method: CallMethod; readonly unit: string }
  | { readonly kind: "signal"; readonly unit: string; readonly signal: number }
  | { readonly kind: "transient"; readonly unit: string; readonly description: string }
  | { readonly kind: "write"; readonly unit: string; readonly description: string }
  | { readonly kind: "remove"; readonly unit: string }
  | { readonly kind: "reload" };

type JobMethod = (typeof jobMethods)[number];
type CallMethod = (typeof callMethods)[number];

const jobMethods = [
  ...["StartUnit", "StartUnit", "StartUnit", "StopUnit", "StopUnit", "RestartUnit"],
  ...["TryRestartUnit", "ReloadUnit", "ReloadOrRestartUnit"],
] as const;

const callMethods = ["ResetFailedUnit", "Enable", "Disable", "Mask", "Unmask", "LoadUnit"] as const;

/** Changes in their order; the seed makes them. */
export function transitions(seed: number, count: number): readonly Transition[] {
  return fc.sample(transition, { seed, numRuns: count });
}

/** Makes the units that the changes are about. */
export async function writeUnits(live: LiveBox): Promise<void> {
  await Promise.all(
    [...cheap, ...processes].map((name) =>
      live.writeFile(`/etc/systemd/system/${name}`, textOf(name, "As written")),
    ),
  );
  await live.run("systemctl", "daemon-reload");
}

/** Somebody else on the bus. */
export interface Outsider {
  /** Carries out changes one after the other, and resolves when systemd has no jobs any more. */
  perform(changes: readonly Transition[]): Promise<void>;
  /** How many of the changes systemd took, by kind. */
  readonly taken: ReadonlyMap<string, number>;
  close(): void;
}

export async function joinBus(live: LiveBox): Promise<Outsider> {
  const [socket = ""] = socketsOf(live.box.busAddress);
  const bus = await openBus(socket);
  const taken = new Map<string, number>();
  const under: Promise<void>[] = [];
  const perform = async (change: Transition) => {
    const took = await carryOut(live, bus, change).then(
      () => true,
      () => false,
    );
    const name = "method" in change ? change.method : change.kind;
    if (took) taken.set(name, (taken.get(name) ?? 0) + 1);
  };
  return {
    perform: async (changes) => {
      for (const change of changes) {
        const one = perform(change);
        under.push(one);
        // The next changes are about what lies on the disk by then.
        if (change.kind === "write" || change.kind === "remove") await one;
      }
      await Promise.all(under.splice(0));
      while (!(await hasNoJobs(bus))) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    taken,
    close: () => bus.close(),
  };
}

const numbered = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => name(index));

/** Units that start without a process. */
const cheap = [
  ...numbered(16, (index) => `t${index}.target`),
  ...numbered(6, (index) => `t${index}.timer`),
  ...numbered(6, (index) => `t${index}.path`),
  ...numbered(6, (index) => `t${index}.socket`),
  ...numbered(4, (index) => `t${index}.slice`),
  "many@.target",
];
const processes = [
  ...numbered(6, (index) => `t${index}.service`),
  ...numbered(3, (index) => `fails${index}.service`),
  ...numbered(2, (index) => `once${index}.service`),
  "unmet.service",
  "limited.service",
  "refuses.service",
];
/** Units that come and go: written, removed, made by programs. The last is mentioned by another all the time. */
const fleeting = [...numbered(5, (index) => `new${index}.target`), "ghost.target"];
const odd = ["odd:name_1.2.slice", "x\\x2dz.slice", "1.slice", "_.slice", "\\x20y.slice", "A9:_.\\x40.slice"];

function textOf(name: string, description: string): string {
  const [stem = "", type = ""] = [
    name.slice(0, name.lastIndexOf(".")),
    name.slice(name.lastIndexOf(".") + 1),
  ];
  const install = "[Install]\nWantedBy=multi-user.target\n";
  const unit = (more = "") => `[Unit]\nDescription=${description}\n${more}`;
  switch (type) {
    case "timer":
      return `${unit()}[Timer]\nOnActiveSec=1h\nUnit=t0.target\n${install}`;
    case "path":
      return `${unit()}[Path]\nPathExists=/nowhere/${stem}\nUnit=t1.target\n${install}`;
    case "socket":
      return `${unit()}[Socket]\nListenStream=/run/${stem}.sock\nService=t0.service\n${install}`;
    case "service":
      return serviceText(stem, unit, install);
    default:
      return `${unit(stem === "t2" ? "Wants=ghost.target\nAfter=ghost.target\n" : "")}${install}`;
  }
}

function serviceText(stem: string, unit: (more?: string) => string, install: string): string {
  const often = "StartLimitIntervalSec=0\n";
  if (stem.startsWith("fails")) return `${unit(often)}[Service]\nExecStart=/usr/bin/false\n${install}`;
  if (stem.startsWith("once"))
    return `${unit(often)}[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/true\n`;
  const sleeps = "[Service]\nExecStart=/usr/bin/sleep infinity\nExecReload=/usr/bin/true\n";
  if (stem === "unmet") return `${unit("ConditionPathExists=/nowhere\n")}${sleeps}`;
  if (stem === "limited") return `${unit()}${sleeps}`;
  if (stem === "refuses") return `${unit("RefuseManualStart=yes\n")}${sleeps}`;
  return `${unit(often)}${sleeps}${install}`;
}

const existing = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...cheap.filter((name) => !name.includes("@."))) },
  { weight: 1, arbitrary: fc.constantFrom(...processes) },
  { weight: 2, arbitrary: fc.constantFrom(...fleeting) },
  { weight: 2, arbitrary: fc.nat(30).map((index) => `many@${index}.target`) },
  { weight: 1, arbitrary: fc.constantFrom("t*.target", "nowhere.service", ...odd) },
);
const description = fc.constantFrom("One", "Two words", "Ümläut “quoted”", "");

const transition: fc.Arbitrary<Transition> = fc.oneof(
  {
    weight: 320,
    arbitrary: fc.record({
      kind: fc.constant("job" as const),
      method: fc.constantFrom(...jobMethods),
      unit: existing,
    }),
  },
  {
    weight: 48,
    arbitrary: fc.record({
      kind: fc.constant("call" as const),
      method: fc.constantFrom(...callMethods),
      unit: existing,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("signal" as const),
      unit: fc.constantFrom(...processes),
      signal: fc.constantFrom(9, 11, 15),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("transient" as const),
      unit: fc.oneof(
        fc.nat(30).map((index) => `run${index}.slice`),
        fc.constantFrom(...odd),
      ),
      description,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      unit: fc.constantFrom(...fleeting, "t3.target", "t0.service"),
      description,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("remove" as const), unit: fc.constantFrom(...fleeting) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "reload" as const }) },
);

async function carryOut(live: LiveBox, bus: Bus, change: Transition): Promise<unknown> {
  const call = (member: string, signature?: string, body?: readonly unknown[]) =>
    bus.call({
      ...managerObject,
      member,
      ...(signature === undefined ? {} : { signature, body: body ?? [] }),
    });
  switch (change.kind) {
    case "job":
      return call(change.method, "ss", [change.unit, "replace"]);
    case "call":
      return carryOutCall(call, change.method, change.unit);
    case "signal":
      return call("KillUnit", "ssi", [change.unit, "all", change.signal]);
    case "transient":
      return call("StartTransientUnit", "ssa(sv)a(sa(sv))", [
        change.unit,
        "replace",
        [["Description", new Variant("s", change.description)]],
        [],
      ]);
    case "write":
      return writeFile(
        live.box.path(`/etc/systemd/system/${change.unit}`),
        textOf(change.unit, change.description),
      );
    case "remove":
      return unlink(live.box.path(`/etc/systemd/system/${change.unit}`));
    case "reload":
      return call("Reload");
    default:
      return change satisfies never;
  }
}

type Call = (member: string, signature?: string, body?: readonly unknown[]) => Promise<unknown>;

function carryOutCall(call: Call, method: CallMethod, unit: string): Promise<unknown> {
  switch (method) {
    case "Enable":
      return call("EnableUnitFiles", "asbb", [[unit], false, false]);
    case "Disable":
      return call("DisableUnitFiles", "asb", [[unit], false]);
    case "Mask":
      return call("MaskUnitFiles", "asbb", [[unit], true, false]);
    case "Unmask":
      return call("UnmaskUnitFiles", "asb", [[unit], true]);
    default:
      return call(method, "s", [unit]);
  }
}

async function hasNoJobs(bus: Bus): Promise<boolean> {
  const [jobs] = await bus.call({ ...managerObject, member: "ListJobs" });
  return Array.isArray(jobs) && jobs.length === 0;
}
