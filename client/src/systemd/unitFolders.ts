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
  /** Looks into these folders from now on, and begins at once: the search path, as this process sees it. */
  use(folders: readonly string[]): void;
  all(): readonly string[];
  /** The templates that people put there. */
  templates(): ReadonlySet<UnitName>;
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

export interface FoldersOptions {
  /** Whether somebody acted on a unit here. */
  readonly isOurs: (name: UnitName) => boolean;
  /** Hears of the units that came and went. */
  readonly changed: (names: ReadonlySet<UnitName>) => void;
  /** Whether systemd knows a file of the unit: for folders that we cannot see into. Never rejects. */
  readonly hasFileUnseen?: (name: UnitName) => Promise<boolean>;
}

export function createUnitFolders(
  store: UnitStore,
  { isOurs, changed, hasFileUnseen }: FoldersOptions,
): UnitFolders {
  let folders: readonly string[] = [];
  let unwatch = () => {};
  let begun: Promise<OwnFiles> | undefined;
  /** What `isAmong` said of the own files: it is asked of every unit at every drawing. */
  let answers = new Map<UnitName, boolean>();
  const isOwn = (name: UnitName) => {
    const known = answers.get(name) ?? isAmong(own, name);
    answers.set(name, known);
    return known;
  };
  let own: OwnFiles = { units: new Set(), templates: new Set(), changed: new Set() };

  /** Instances come and go by the hundred: they stay as inactive rows only where somebody may want them again. */
  const mayStay = (name: UnitName) => !isInstance(name) || isOurs(name);
  const isUnloaded = (name: UnitName) => store.units.get(name)?.path === undefined;
  const keeps = (name: UnitName) => mayStay(name) && hasUnitFile(folders, name);
  const forgetVanished = (names: readonly UnitName[]) => {
    const vanished = names.filter((name) => isUnloaded(name) && !keeps(name));
    const isInDoubt = (name: UnitName) =>
      hasFileUnseen !== undefined && mayStay(name) && !/\.(?:scope|device)$/.test(name);
    changed(store.forget(vanished.filter((name) => !isInDoubt(name))));
    for (const name of vanished.filter(isInDoubt)) {
      void hasFileUnseen?.(name).then((has) => {
        if (!has && isUnloaded(name)) changed(store.forget([name]));
      });
    }
  };
  const read = async () => {
    const found = await (begun ?? ownUnitFiles(folders));
    begun = undefined;
    const unloaded = [...store.units.values()].filter((unit) => unit.path === undefined);
    forgetVanished(unloaded.map((unit) => unit.name));
    const before = own;
    own = found;
    answers = new Map();
    changed(store.addUnloaded(own.units));
    const others = [...store.units.keys()].filter((name) => isAmong(before, name) !== isAmong(own, name));
    const templates = [...before.templates, ...own.templates].filter(
      (name) => before.templates.has(name) !== own.templates.has(name),
    );
    changed(new Set([...others, ...templates]));
  };

  return {
    use: (given) => {
      folders = given;
      begun = ownUnitFiles(folders);
    },
    all: () => folders,
    templates: () => own.templates,
    read,
    watch: () => {
      unwatch();
      unwatch = watchOwnUnitFiles(folders, () => void read());
    },
    unwatch: () => unwatch(),
    isOwn,
    forgetVanished,
  };
}
