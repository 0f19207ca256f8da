// The managers of all scopes that are shown, connected from the first time somebody wants to see or act on a unit.
import type { Bus } from "../systemd/bus.ts";
import { createBusManager } from "../systemd/busManager.ts";
import type { Asking } from "../systemd/elevation/otherBus.ts";
import type {
  Manager,
  ManagerChange,
  ManagerState,
  OtherScope,
  Scope,
  ScopeKind,
  Unit,
  UnitName,
} from "../systemd/manager.ts";
import { isOther } from "../systemd/scope.ts";

export interface LiveUnits {
  /** Connects, when the workspace is trusted; further calls do nothing. */
  begin(): void;
  /** Ours, then the others that are shown, in the order in which they were asked for. */
  scopes(): readonly Scope[];
  /** Shows another's units too, and connects anew where they are shown already. */
  show(scope: OtherScope, asking: Asking): void;
  stopShowing(scope: OtherScope): void;
  /** Empty before `begin`. */
  states(): ReadonlyMap<Scope, ManagerState>;
  manager(scope: Scope): Manager | undefined;
  /** A unit as it was last heard of; undefined where there is none, or its manager cannot be reached. */
  unit(scope: Scope, name: UnitName): Unit | undefined;
  onChange(listener: (scope: Scope, change: ManagerChange) => void): void;
  /** Resolves when it is known of both of our scopes whether they can be reached. */
  settled(): Promise<void>;
  /** The names of the units that a manager has in memory, as far as it is known; connects to nothing. */
  namesInMemory(scope: Scope): readonly string[];
  /** Connects, and gives the names of the units of all managers that can be reached. */
  names(): Promise<readonly string[]>;
  close(): void;
}

export interface LiveUnitsOptions {
  /** Asked at each `begin`: nothing is connected, watched or run before it says yes. */
  readonly mayBegin: () => boolean;
  /** The others that are shown from the beginning; nobody is asked for a password for them. */
  readonly others: readonly OtherScope[];
  readonly openerOf: (scope: OtherScope, asking: Asking) => (socket: string) => Promise<Bus>;
}

export function createLiveUnits({ mayBegin, others, openerOf }: LiveUnitsOptions): LiveUnits {
  const managers = new Map<Scope, Manager>();
  const shown = new Set<Scope>([...ours, ...others]);
  const listeners: ((scope: Scope, change: ManagerChange) => void)[] = [];
  const own = () => ours.flatMap((scope) => managers.get(scope) ?? []);
  const isSettled = () => own().every((manager) => manager.state().kind !== "connecting");
  const tell = (scope: Scope, change: ManagerChange) => {
    for (const listener of listeners) listener(scope, change);
  };
  const connect = (scope: Scope, asking: Asking) => {
    const open = isOther(scope) ? { open: openerOf(scope, asking) } : {};
    const manager = createBusManager({ scope, ...open });
    managers.set(scope, manager);
    manager.onChange((change) => tell(scope, change));
  };

  const live: LiveUnits = {
    begin: () => {
      if (managers.size > 0 || !mayBegin()) return;
      for (const scope of shown) connect(scope, "silent");
    },
    scopes: () => [...shown],
    show: (scope, asking) => {
      live.begin();
      shown.add(scope);
      managers.get(scope)?.close();
      if (mayBegin()) connect(scope, asking);
      tell(scope, { kind: "state" });
    },
    stopShowing: (scope) => {
      shown.delete(scope);
      managers.get(scope)?.close();
      managers.delete(scope);
      tell(scope, { kind: "state" });
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
        const stops = own().map((manager) =>
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

const ours: readonly ScopeKind[] = ["system", "user"];
