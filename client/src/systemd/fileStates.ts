// Enablement, which systemd does not signal and takes its time to find: asked for unit by unit, as rows need it.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, unitInterface } from "./bus.ts";
import { asText } from "./decode.ts";
import type { UnitName } from "./manager.ts";
import { readProperty } from "./properties.ts";
import type { UnitStore } from "./unitStore.ts";

export interface FileStates {
  /** Asks for those of the units that lack it, and stores the answers. Never rejects: no answer is an empty word. */
  read(units: readonly UnitName[]): Promise<void>;
  /** Unit files or links changed: all must be asked for again. */
  outdate(): void;
}

/** `connection` gives the bus of now; `changed` hears of the units whose word in the store is another. */
export function createFileStates(
  store: UnitStore,
  connection: () => Bus | undefined,
  changed: (names: ReadonlySet<UnitName>) => void,
): FileStates {
  const asking = new Set<UnitName>();
  let version = 0;

  const ask = async (name: UnitName) => {
    const bus = connection();
    if (bus === undefined) return;
    asking.add(name);
    let asked: number;
    let fileState: string;
    do {
      // Files that change while we ask make the answer one about the past.
      asked = version;
      const isLoaded = store.units.get(name)?.path !== undefined;
      const answer = isLoaded ? fileStateInMemory(bus, name) : fileStateOnDisk(bus, name);
      fileState = await answer.catch(() => "");
    } while (asked !== version && bus === connection());
    asking.delete(name);
    changed(store.setFileState(name, fileState));
  };

  return {
    read: async (units) => {
      const lacking = units.filter((name) => store.lacksFileState(name) && !asking.has(name));
      await Promise.all(lacking.map(ask));
    },
    outdate: () => {
      version += 1;
      changed(store.outdateFileStates());
    },
  };
}

/** A loaded unit answers from memory, in a fraction of a millisecond. */
async function fileStateInMemory(bus: Bus, name: UnitName): Promise<string> {
  const place = { path: busPathOfUnit(name), interface: unitInterface };
  return asText(await readProperty(bus, place, "UnitFileState"));
}

/** For other units systemd looks through its folders (3 ms), and does not load them. */
async function fileStateOnDisk(bus: Bus, name: UnitName): Promise<string> {
  const call = { ...managerObject, member: "GetUnitFileState", signature: "s", body: [name] };
  return asText((await bus.call(call))[0]);
}
