import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type Bus,
  type BusCall,
  type BusSignal,
  busDaemon,
  managerObject,
  propertiesInterface,
  unitInterface,
} from "../../client/src/systemd/bus.ts";
import { fromBusError, timedOut } from "../../client/src/systemd/errors.ts";
import { createLiveManager } from "../../client/src/systemd/liveManager.ts";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { createRefresher, shortestPause } from "../../client/src/units/refresh.ts";
import { busPathOfUnit } from "../../server/src/language/names/busLabel.ts";

// Buses that go away, or say nothing, at the one moment that a real one cannot be made to choose.
let root: string;
let manager: Manager;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "unitwright-manager-"));
});

afterEach(() => {
  manager.close();
  rmSync(root, { recursive: true, force: true });
});

test("a bus that goes away while the unit folders are read leaves no manager that looks ready", async () => {
  const kinds: string[] = [];
  manager = createLiveManager(() => Promise.resolve(busGoneAfterList()), {
    scope: "system",
    sockets: [join(root, "bus")],
    root,
  });
  manager.onChange(() => void kinds.push(manager.state().kind));
  await expect.poll(() => kinds).toContain("unreachable");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(kinds).not.toContain("ready");
});

test("asking for details without a connection is refused by the promise", async () => {
  manager = createLiveManager(() => Promise.reject(new Error("no bus")), { scope: "system", root });
  await expect(manager.details("a.service")).rejects.toMatchObject({ kind: "disconnected" });
});

test("reading all files again fails when no answer comes in time, not when systemd left the bus meanwhile", async () => {
  const ends = [timedOut("Reload", 120_000), fromBusError("org.freedesktop.DBus.Error.NoReply", "gone")];
  await become(busOf({ Reload: () => Promise.reject(ends.shift()) }));
  await expect(manager.perform({ verb: "daemon-reload" })).rejects.toMatchObject({ kind: "timed-out" });
  await expect(manager.perform({ verb: "daemon-reload" })).resolves.toEqual({ kind: "done" });
});

test("a systemd that took the place of one that was reloading is listened to", async () => {
  const path = "/org/freedesktop/systemd1/unit/a_2eservice";
  const listed = ["a.service", "", "loaded", "active", "running", "", path, 0, "", "/"];
  const bus = busOf({ ListUnits: () => Promise.resolve([[listed]]) });
  await become(bus);
  const stateOf = (name: string) => {
    const state = manager.state();
    return state.kind === "ready" ? state.units.get(name)?.activeState : undefined;
  };
  bus.tell({ ...managerObject, sender: ":1.1", member: "Reloading", body: [true] });
  for (const owner of ["", ":1.2"]) {
    bus.tell({ ...nameOwnerChanged, body: ["org.freedesktop.systemd1", ":1.1", owner] });
  }
  const failed = [unitInterface, { ActiveState: { value: "failed" } }, []];
  bus.tell({
    path,
    sender: ":1.2",
    interface: propertiesInterface,
    member: "PropertiesChanged",
    body: failed,
  });
  expect(stateOf("a.service")).toBe("failed");
});

test("of forty thousand signals at once nothing is lost, nothing asked for, and the view is drawn four times a second at most", async () => {
  const mounts = Array.from({ length: 203 }, (_, index) => `m${index}.mount`);
  const listed = mounts.map((name) => [
    ...[name, "", "loaded", "active", "mounted", "", busPathOfUnit(name), 0, "", "/"],
  ]);
  const asked: string[] = [];
  const bus = busOf({ ListUnits: () => Promise.resolve([listed]) }, (member) => void asked.push(member));
  await become(bus);
  asked.length = 0;
  let drawings = 0;
  const drawn = new Set<string>();
  const refresher = createRefresher<string>((names) => {
    drawings += 1;
    for (const name of names) drawn.add(name);
  });
  refresher.setVisible("visible");
  manager.onChange((change) => change.kind === "units" && refresher.add(change.names));
  const began = performance.now();
  for (let round = 0; round < 200; round++) {
    const last = round === 199;
    for (const name of mounts) {
      const state = last ? "failed" : round % 2 === 0 ? "active" : "inactive";
      const body = [unitInterface, { ActiveState: { value: state } }, []];
      const place = { path: busPathOfUnit(name), interface: propertiesInterface };
      bus.tell({ ...place, sender: ":1.1", member: "PropertiesChanged", body });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const lasted = performance.now() - began;
  expect(drawings).toBeLessThanOrEqual(lasted / shortestPause + 1);
  // VS Code puts off what it is told sooner than after 200 ms, and again each time.
  expect(shortestPause).toBeGreaterThan(200);
  const state = manager.state();
  const states = state.kind === "ready" ? [...state.units.values()].map((unit) => unit.activeState) : [];
  expect(states).toEqual(mounts.map(() => "failed"));
  await expect.poll(() => drawn.size).toBe(mounts.length);
  expect(asked).toEqual([]);
  refresher.close();
});

const nameOwnerChanged = {
  ...{ sender: busDaemon.destination, path: busDaemon.path, interface: busDaemon.interface },
  member: "NameOwnerChanged",
} as const;

/** Answers until the search path was asked for, the last thing before the folders are read, and hangs up then. */
function busGoneAfterList(): FakeBus {
  const folders = Array.from({ length: 500 }, (_, index) => `/etc/${index}`);
  const bus = busOf({
    Get: () => {
      // A tick asked for by a microtask comes after all microtasks, thus after the reading of the folders began,
      // and before anything that was read is told of.
      queueMicrotask(() => process.nextTick(() => bus.close()));
      return Promise.resolve([{ value: folders }]);
    },
  });
  return bus;
}

/** Waits until the manager shows what the bus says. */
async function become(bus: Bus): Promise<void> {
  manager = createLiveManager(() => Promise.resolve(bus), {
    scope: "system",
    sockets: [join(root, "bus")],
    root,
  });
  await expect.poll(() => manager.state().kind).toBe("ready");
}

interface FakeBus extends Bus {
  readonly tell: (signal: BusSignal) => void;
}

type Answers = Readonly<Record<string, () => Promise<readonly unknown[]>>>;

function busOf(answers: Answers, asked: (member: string) => void = () => {}): FakeBus {
  const all: Answers = {
    GetNameOwner: () => Promise.resolve([":1.1"]),
    Get: () => Promise.resolve([{ value: [] }]),
    ListUnits: () => Promise.resolve([[]]),
    ...answers,
  };
  const closed: (() => void)[] = [];
  const signals: ((signal: BusSignal) => void)[] = [];
  return {
    call: async ({ member, inOrder }: BusCall) => {
      asked(member);
      const body = (await all[member]?.()) ?? [];
      inOrder?.(body);
      return body;
    },
    onSignal: (listener) => void signals.push(listener),
    onCall: () => () => {},
    onClosed: (listener) => void closed.push(listener),
    close: () => {
      for (const listener of closed.splice(0)) listener();
    },
    tell: (signal) => {
      for (const listener of signals) listener(signal);
    },
  };
}
