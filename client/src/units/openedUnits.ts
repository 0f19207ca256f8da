// What belongs to the units whose rows stand open: asked for once, and again when the unit's state is another.
import { SystemdError } from "../systemd/errors.ts";
import type { Manager, Scope, Unit, UnitName, UnitParts } from "../systemd/manager.ts";

export interface OpenedUnits {
  /** Asks systemd where that must be; resolves when `parts` knows the answer. Never rejects. */
  read(scope: Scope, name: UnitName): Promise<void>;
  /** What is known; nothing of a unit that was never read. */
  parts(scope: Scope, name: UnitName): UnitParts;
  /** Has the next `read` ask again, where the last was so long ago that processes may be others by now. */
  outdate(scope: Scope, name: UnitName): "outdated" | "fresh";
}

interface Known {
  readonly parts: UnitParts;
  /** The unit's state by which it was asked for. */
  readonly state: string;
  /** In milliseconds of the clock. */
  readonly readAt: number;
}

/** For so long nothing is asked again only because a row was opened, in milliseconds. */
const freshFor = 2000;

/** `managerOf` and `find` are asked at each reading. */
export function createOpenedUnits(
  managerOf: (scope: Scope) => Pick<Manager, "parts"> | undefined,
  find: (scope: Scope, name: UnitName) => Unit | undefined,
): OpenedUnits {
  const known = new Map<string, Known>();
  return {
    read: async (scope, name) => {
      const key = `${scope}/${name}`;
      const state = stateOf(find(scope, name));
      if (known.get(key)?.state === state) return;
      try {
        const parts = (await managerOf(scope)?.parts(name)) ?? nothing;
        known.set(key, { parts, state, readAt: Date.now() });
      } catch (error) {
        if (!(error instanceof SystemdError)) throw error;
        // What was known stays in sight, and the next drawing asks again.
      }
    },
    parts: (scope, name) => known.get(`${scope}/${name}`)?.parts ?? nothing,
    outdate: (scope, name) => {
      const before = known.get(`${scope}/${name}`);
      if (before === undefined || Date.now() - before.readAt < freshFor) return "fresh";
      known.set(`${scope}/${name}`, { ...before, state: "" });
      return "outdated";
    },
  };
}

const nothing: UnitParts = { relations: new Map(), files: [], processes: [] };

/**
 * Not whether the unit is loaded: asking loads one that is not, which unloads again soon after, and answering to that
 * would go on for ever.
 */
const stateOf = (unit: Unit | undefined) =>
  unit === undefined ? "gone" : `${unit.activeState} ${unit.subState}`;
