// The unit files that are installed and not in systemd's memory. systemd takes seconds to tell of them, so it is asked
// only when somebody wants to see them.
import { basename } from "node:path";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { type Bus, managerObject } from "./bus.ts";
import { asArray, asText } from "./decode.ts";
import type { UnitName } from "./manager.ts";
import type { UnitStore } from "./unitStore.ts";

export interface InstalledUnits {
  /** Asks for all unit files and stores them as units that are not loaded. Throws SystemdError. */
  show(cancel: AbortSignal): Promise<void>;
  /** Forgets those again that only `show` brought. */
  hide(): void;
  /** Whether a unit was among those shown last. */
  has(name: UnitName): boolean;
  /** The templates among those shown last. */
  templates(): readonly UnitName[];
}

/** `bus` throws where there is no connection; `changed` hears of the units that came and went. */
export function createInstalledUnits(
  store: UnitStore,
  bus: () => Bus,
  changed: (names: ReadonlySet<UnitName>) => void,
): InstalledUnits {
  let units: ReadonlySet<UnitName> = new Set();
  let templates: readonly UnitName[] = [];
  const added = new Set<UnitName>();
  return {
    show: async (cancel) => {
      const files = await unitFiles(bus());
      if (cancel.aborted) return;
      const isTemplate = ({ name }: UnitFile) => parseUnitName(name)?.kind === "template";
      const plain = files.filter((file) => !isTemplate(file));
      units = new Set(plain.map(({ name }) => name));
      templates = files.filter(isTemplate).map(({ name }) => name);
      for (const name of store.addUnloaded(units)) added.add(name);
      for (const { name, state } of plain) if (added.has(name)) store.setFileState(name, state);
      changed(new Set([...units, ...templates]));
    },
    hide: () => {
      const gone = [...added].filter((name) => store.units.get(name)?.path === undefined);
      const before = new Set([...units, ...templates]);
      units = new Set();
      templates = [];
      added.clear();
      store.forget(gone);
      changed(before);
    },
    has: (name) => units.has(name),
    templates: () => templates,
  };
}

interface UnitFile {
  readonly name: UnitName;
  readonly state: string;
}

/** Without the names that are links to other units. */
async function unitFiles(bus: Bus): Promise<readonly UnitFile[]> {
  // Measured: 14 s for five thousand.
  const [files] = await bus.call({ ...managerObject, member: "ListUnitFiles", timeout: 120_000 });
  return asArray(files).flatMap((row) => {
    const [path, state] = asArray(row);
    const name = basename(asText(path));
    return parseUnitName(name) === undefined || state === "alias" ? [] : [{ name, state: asText(state) }];
  });
}
