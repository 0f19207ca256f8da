// The managers of both scopes, connected from the first time somebody wants to see or act on a unit.
import { createBusManager } from "../systemd/busManager.ts";
import type { Manager, ManagerChange, ManagerState, Scope, Unit, UnitName } from "../systemd/manager.ts";
import { scopes } from "./unitTree.ts";

export interface LiveUnits {
  /** Connects, when the workspace is trusted; further calls do nothing. */
  begin(): void;
  /** Empty before `begin`. */
  states(): ReadonlyMap<Scope, ManagerState>;
  manager(scope: Scope): Manager | undefined;
  /** A unit as it was last heard of; undefined where there is none, or its manager cannot be reached. */
  unit(scope: Scope, name: UnitName): Unit | undefined;
  onChange(listener: (scope: Scope, change: ManagerChange) => void): void;
  /** Resolves when it is known of both scopes whether they can be reached. */
  settled(): Promise<void>;
  /** The names of the units that a manager has in memory, as far as it is known; connects to nothing. */
  namesInMemory(scope: Scope): readonly string[];
  /** Connects, and gives the names of the units of all managers that can be reached. */
  names(): Promise<readonly string[]>;
  close(): void;
}

/** `mayBegin` is asked at each `begin`: nothing is connected, watched or run before it says yes. */
export function createLiveUnits(mayBegin: () => boolean): LiveUnits {
  const managers = new Map<Scope, Manager>();
  const listeners: ((scope: Scope, change: ManagerChange) => void)[] = [];
  const isSettled = () => [...managers.values()].every((manager) => manager.state().kind !== "connecting");

  const live: LiveUnits = {
    begin: () => {
      if (managers.size > 0 || !mayBegin()) return;
      for (const scope of scopes) {
        const manager = createBusManager({ scope });
        managers.set(scope, manager);
        manager.onChange((change) => {
          for (const listener of listeners) listener(scope, change);
        });
      }
    },
    states: () => new Map([...managers].map(([scope, manager]) => [scope, manager.state()])),
    manager: (scope) => managers.get(scope),
    unit: (scope, name) => {
      const state = managers.get(scope)?.state();
      return state?.kind === "ready" ? state.units.get(name) : undefined;
    },
    onChange: (listener) => void listeners.push(listener),
    settled: () =>
      new Promise((resolve) => {
        if (isSettled()) return resolve();
        const stops = [...managers.values()].map((manager) =>
          manager.onChange(() => {
            if (!isSettled()) return;
            for (const stop of stops) stop();
            resolve();
          }),
        );
      }),
    namesInMemory: (scope) => {
      const state = managers.get(scope)?.state();
      if (state?.kind !== "ready") return [];
      return [...state.units.values()].flatMap(({ name, path, loadState }) =>
        path === undefined || loadState === "not-found" ? [] : [name],
      );
    },
    names: async () => {
      live.begin();
      await live.settled();
      const states = [...managers.values()].map((manager) => manager.state());
      return states.flatMap((state) => (state.kind === "ready" ? [...state.units.keys()] : []));
    },
    close: () => {
      for (const manager of managers.values()) manager.close();
    },
  };
  return live;
}
