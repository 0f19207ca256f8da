// What rows show beyond a unit's state, asked for as they come into sight: a timer's times, a socket's addresses, what a
// unit can do. Timers signal theirs; that a unit is frozen comes along with other
// signals only (measured).
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, socketInterface, timerInterface, unitInterface } from "./bus.ts";
import { asArray, asNumber, asText, type Clock, isFrozen, timerExtras } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import type { UnitExtras, UnitName } from "./manager.ts";
import { readProperties, readProperty } from "./properties.ts";
import type { UnitStore } from "./unitStore.ts";
import { typeOf } from "./unitType.ts";

export interface ExtrasReader {
  /** Asks for what units lack that are loaded, and stores the answers. Never rejects. */
  read(units: readonly UnitName[]): Promise<void>;
  /** Units were read anew: what they can do may be different. */
  outdate(): void;
  /** Something was done to a unit that it does not signal. */
  outdateOne(unit: UnitName): void;
  /** These units did: sockets that start an instance for each connection have another number of them. */
  cameOrWent(names: readonly UnitName[]): void;
}

/** `connection` gives the bus of now; `changed` hears of the units of which more is known, or must be asked again. */
export function createUnitExtras(
  store: UnitStore,
  connection: () => Bus | undefined,
  changed: (names: ReadonlySet<UnitName>) => void,
): ExtrasReader {
  let asked = new Set<UnitName>();
  const ask = async (name: UnitName) => {
    const bus = connection();
    if (bus === undefined || asked.has(name) || store.units.get(name)?.path === undefined) return;
    asked.add(name);
    try {
      changed(store.addExtras(name, await extrasOf(bus, name)));
    } catch (error) {
      if (!(error instanceof SystemdError)) throw error;
    }
  };
  return {
    read: async (units) => {
      await Promise.all(units.map(ask));
    },
    outdate: () => {
      const outdated = asked;
      asked = new Set();
      changed(outdated);
    },
    outdateOne: (unit) => {
      if (asked.delete(unit)) changed(new Set([unit]));
    },
    cameOrWent: (names) => {
      for (const name of names) asked.delete(name);
      const sockets = names.flatMap((name) => {
        const socket = name.includes("@") ? `${name.slice(0, name.indexOf("@"))}.socket` : "";
        return asked.delete(socket) ? [socket] : [];
      });
      if (sockets.length > 0) changed(new Set(sockets));
    },
  };
}

/** The two clocks as they stand now; Node's own for spans is systemd's for timers. */
export const clockNow = (): Clock => ({
  wall: Date.now(),
  monotonic: Number(process.hrtime.bigint() / 1_000_000n),
});

async function extrasOf(bus: Bus, name: UnitName): Promise<UnitExtras> {
  const path = busPathOfUnit(name);
  const can = async (property: string) =>
    (await readProperty(bus, { path, interface: unitInterface }, property)) === true;
  const freezing = async (): Promise<UnitExtras> => {
    const state = readProperty(bus, { path, interface: unitInterface }, "FreezerState");
    const [canFreeze, freezer] = await Promise.all([can("CanFreeze"), state]);
    return { canFreeze, isFrozen: isFrozen(asText(freezer)) };
  };
  switch (typeOf(name)) {
    case "service": {
      const [canReload, frozen] = await Promise.all([can("CanReload"), freezing()]);
      return { canReload, ...frozen };
    }
    case "slice":
    case "scope":
      return freezing();
    case "target":
      return { canIsolate: await can("CanIsolate") };
    case "timer":
      return timerExtras(await readProperties(bus, { path, interface: timerInterface }), clockNow());
    case "socket":
      return socketExtras(bus, path);
    default:
      return {};
  }
}

async function socketExtras(bus: Bus, path: string): Promise<UnitExtras> {
  const read = (property: string) => readProperty(bus, { path, interface: socketInterface }, property);
  const [listens, connections] = await Promise.all([read("Listen"), read("NConnections")]);
  return {
    // Each is a pair of kind and address (systemd.socket(5)).
    listens: asArray(listens).map((pair) => asText(asArray(pair)[1])),
    connections: asNumber(connections) ?? 0,
  };
}
