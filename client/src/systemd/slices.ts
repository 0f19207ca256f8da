// The slices that units are in, which no list tells and no signal: asked of the slices, of which there are few, and not
// of their thousands of units (measured with 5,000 of them: one answer for all of a slice comes in a fiftieth of the time).
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, propertiesInterface, unitInterface } from "./bus.ts";
import { asTexts, variantValue } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import type { Unit, UnitName } from "./manager.ts";
import type { UnitStore } from "./unitStore.ts";
import { typeOf } from "./unitType.ts";

export interface SliceReader {
  /**
   * Asks as long as there are loaded units whose slice is not known, and stores the answers: an empty name for what is
   * in none. Never rejects.
   */
  read(): Promise<void>;
  /** Units were read anew: they may be in other slices. */
  outdate(): void;
  /** systemd took these units into memory, or dropped them. */
  cameOrWent(names: readonly UnitName[]): void;
}

/** So long after one reading the next begins at the earliest, in milliseconds: units may come and go without end. */
const pause = 250;

/** `connection` gives the bus of now; `changed` hears of the units whose slice is another. */
export function createSliceReader(
  store: UnitStore,
  connection: () => Bus | undefined,
  changed: (names: ReadonlySet<UnitName>) => void,
): SliceReader {
  /** The slices that were asked, and the bus that they were asked over. */
  let asked = new Set<UnitName>();
  let askedOver: Bus | undefined;
  let reading: Promise<void> | undefined;
  let isOutdated = false;
  let cameMeanwhile = new Set<UnitName>();

  const put = (name: UnitName, slice: UnitName): ReadonlySet<UnitName> => {
    const unit = store.units.get(name);
    const isThere = unit !== undefined && unit.path !== undefined;
    return isThere && unit.extras.slice !== slice ? store.addExtras(name, { slice }) : new Set();
  };
  const lacksAny = (bus: Bus) => {
    if (isOutdated || bus !== askedOver) return true;
    for (const unit of store.units.values()) {
      if (unit.path === undefined) continue;
      if (isSlice(unit.name) ? !asked.has(unit.name) : canBeInSlice(unit) && unit.extras.slice === undefined)
        return true;
    }
    return false;
  };
  const readOnce = async (bus: Bus) => {
    const loaded = [...store.units.values()].filter((unit) => unit.path !== undefined);
    const slices = loaded.flatMap(({ name }) => (isSlice(name) ? [name] : []));
    const others = new Set(loaded.filter(canBeInSlice).map(({ name }) => name));
    [askedOver, asked, cameMeanwhile, isOutdated] = [bus, new Set(slices), new Set(), false];
    const ask = (slice: UnitName) =>
      unitsIn(bus, slice, (names) => {
        for (const name of names) others.delete(name);
        changed(new Set(names.flatMap((name) => (isSlice(name) ? [] : [...put(name, slice)]))));
      });
    await Promise.all(slices.map(ask));
    const inNone = [...others].filter((name) => !cameMeanwhile.has(name));
    changed(new Set(inNone.flatMap((name) => [...put(name, "")])));
  };
  const readAll = async () => {
    for (;;) {
      const bus = connection();
      if (bus === undefined || !lacksAny(bus)) return;
      try {
        await readOnce(bus);
      } catch (error) {
        if (!(error instanceof SystemdError)) throw error;
        // The bus went away, or systemd is slow: the next drawing asks again.
        askedOver = undefined;
        return;
      }
      const again = connection();
      if (again === undefined || !lacksAny(again)) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };

  return {
    read: () => {
      reading ??= readAll().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    outdate: () => {
      if (asked.size === 0) return;
      isOutdated = true;
      changed(new Set(asked));
    },
    cameOrWent: (names) => {
      for (const name of names) {
        asked.delete(name);
        cameMeanwhile.add(name);
      }
    },
  };
}

/** Whether a unit lies in a slice, that of a loaded one: one without a file does only where it runs nevertheless. */
export const canBeInSlice = ({ name, loadState, activeState }: Unit): boolean =>
  types.has(typeOf(name)) && (loadState === "loaded" || activeState !== "inactive");

/**
 * Tells `hear` the units in a slice, in the place of the answer among the signals: what came later is not overwritten.
 * A systemd that does not know the property has told of none.
 */
async function unitsIn(bus: Bus, slice: UnitName, hear: (units: readonly UnitName[]) => void): Promise<void> {
  const place = { ...managerObject, path: busPathOfUnit(slice), interface: propertiesInterface };
  const body = [unitInterface, "SliceOf"];
  const inOrder = (answer: readonly unknown[]) => hear(asTexts(variantValue(answer[0])));
  try {
    await bus.call({ ...place, member: "Get", signature: "ss", body, inOrder });
  } catch (error) {
    const isAnswer = error instanceof SystemdError && !unanswered.has(error.kind);
    if (!isAnswer) throw error;
  }
}

const unanswered: ReadonlySet<string> = new Set(["timed-out", "disconnected"]);

const isSlice = (name: UnitName) => name.endsWith(".slice");

/** The types whose units have processes of their own (systemd.resource-control(5)). */
const types: ReadonlySet<string | undefined> = new Set(["service", "scope", "socket", "mount", "swap"]);
