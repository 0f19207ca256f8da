// The units of a manager that are only files: found in its search path, and dropped when their file has gone.
import type { UnitName } from "./manager.ts";
import {
  hasUnitFile,
  isAmong,
  isInstance,
  type OwnFiles,
  ownUnitFiles,
  watchOwnUnitFiles,
} from "./unitFiles.ts";
import type { UnitStore } from "./unitStore.ts";

export interface UnitFolders {
  /** Looks into these folders from now on: the search path, as this process sees it. */
  use(folders: readonly string[]): void;
  /** Brings the units that are not loaded into line with what lies in the folders. */
  read(): Promise<void>;
  /** Reads again whenever something changes in them, until `unwatch`. A folder that is new needs another call. */
  watch(): void;
  unwatch(): void;
  /** Whether people put the unit there, or changed it. */
  isOwn(name: UnitName): boolean;
  /** These units left systemd's memory: those with nothing to start again are forgotten. */
  forgetVanished(names: readonly UnitName[]): void;
}

/** `isOurs` tells whether somebody acted on a unit here; `changed` hears of the units that came and went. */
export function createUnitFolders(
  store: UnitStore,
  isOurs: (name: UnitName) => boolean,
  changed: (names: ReadonlySet<UnitName>) => void,
): UnitFolders {
  let folders: readonly string[] = [];
  let unwatch = () => {};
  let own: OwnFiles = { units: new Set(), templates: new Set(), changed: new Set() };

  /** Instances come and go by the hundred: they stay as inactive rows only where somebody may want them again. */
  const keeps = (name: UnitName) => (!isInstance(name) || isOurs(name)) && hasUnitFile(folders, name);
  const forgetVanished = (names: readonly UnitName[]) => {
    const vanished = names.filter((name) => store.units.get(name)?.path === undefined && !keeps(name));
    changed(store.forget(vanished));
  };
  const read = async () => {
    const unloaded = [...store.units.values()].filter((unit) => unit.path === undefined);
    forgetVanished(unloaded.map((unit) => unit.name));
    const before = own;
    own = await ownUnitFiles(folders);
    changed(store.addUnloaded(own.units));
    changed(new Set([...store.units.keys()].filter((name) => isAmong(before, name) !== isAmong(own, name))));
  };

  return {
    use: (given) => {
      folders = given;
    },
    read,
    watch: () => {
      unwatch();
      unwatch = watchOwnUnitFiles(folders, () => void read());
    },
    unwatch: () => unwatch(),
    isOwn: (name) => isAmong(own, name),
    forgetVanished,
  };
}
