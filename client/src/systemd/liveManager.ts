// A Manager that is always there: connected or on the way to be, with acts that follow systemd's jobs to their end.

import { join } from "node:path";
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, propertiesInterface, unitInterface } from "./bus.ts";
import { busSockets, explainUnreachable, ownSurroundings } from "./busAddress.ts";
import { asArray, asText, variantValue } from "./decode.ts";
import { disconnected, SystemdError } from "./errors.ts";
import { createJobTracker } from "./jobTracker.ts";
import { type KeeperOptions, keepConnected } from "./keepConnected.ts";
import type {
  FileChanges,
  JobEnd,
  Manager,
  ManagerChange,
  ManagerState,
  Scope,
  UnitName,
} from "./manager.ts";
import { readUnitDetails } from "./unitDetails.ts";
import { feedUnits } from "./unitFeed.ts";
import { hasUnitFile, isInstance, ownUnitFiles, watchOwnUnitFiles } from "./unitFiles.ts";
import { createUnitStore } from "./unitStore.ts";

export interface LiveManagerOptions {
  readonly scope: Scope;
  /** Other sockets than the scope's own, best first. */
  readonly sockets?: readonly string[];
  /** Where that systemd's `/` lies for us, when it is not ours. */
  readonly root?: string;
}

/** Makes a Manager out of a way to open a bus. It begins to connect at once and never gives up until `close`. */
export function createLiveManager(
  open: (socket: string) => Promise<Bus>,
  options: LiveManagerOptions,
): Manager {
  const { scope } = options;
  const store = createUnitStore();
  const jobs = createJobTracker();
  const listeners = new Set<(change: ManagerChange) => void>();
  const unmetConditions = new Set<UnitName>();
  const actedUpon = new Set<UnitName>();
  const asking = new Set<UnitName>();
  let filesVersion = 0;
  const around = ownSurroundings(options.root);
  const possible = around.platform === "linux";
  let state: ManagerState = possible ? { kind: "connecting" } : explainUnreachable(scope, "ENOENT", around);
  let current: Bus | undefined;
  let folders: readonly string[] = [];
  let unwatch = () => {};

  const tell = (change: ManagerChange) => {
    for (const listener of [...listeners]) listener(change);
  };
  const changed = (names: ReadonlySet<UnitName>) => {
    if (names.size > 0 && state.kind === "ready") tell({ kind: "units", names });
  };
  const become = (next: ManagerState) => {
    const same = state.kind === "unreachable" && next.kind === "unreachable" && state.reason === next.reason;
    state = next;
    if (!same) tell({ kind: "state" });
  };

  /** A unit that left systemd's memory stays as an inactive row only where there is something to start again. */
  const keeps = (name: UnitName) => (!isInstance(name) || actedUpon.has(name)) && hasUnitFile(folders, name);
  const forgetVanished = (names: readonly UnitName[]) => {
    const vanished = names.filter((name) => store.units.get(name)?.path === undefined && !keeps(name));
    changed(store.forget(vanished));
  };
  const readFolders = async () => {
    const unloaded = [...store.units.values()].filter((unit) => unit.path === undefined);
    forgetVanished(unloaded.map((unit) => unit.name));
    changed(store.addUnloaded(await ownUnitFiles(folders)));
  };
  const watchFolders = () => {
    unwatch();
    unwatch = watchOwnUnitFiles(folders, () => void readFolders());
  };

  const keeperOptions: KeeperOptions = {
    open,
    sockets: () => options.sockets ?? busSockets(scope, around),
    onUp: async (bus) => {
      const feed = await feedUnits(bus, store, {
        changed,
        jobEnded: jobs.ended,
        unloaded: forgetVanished,
        conditionTried: (unit, holds) =>
          void (holds ? unmetConditions.delete(unit) : unmetConditions.add(unit)),
        filesChanged: () => {
          filesVersion += 1;
          changed(store.outdateFileStates());
          // One of the folders may be new.
          if (current === bus) watchFolders();
          void readFolders();
        },
      });
      folders = feed.searchPath.map((folder) => join(options.root ?? "/", folder));
      current = bus;
      await readFolders();
      // The bus may have gone while the folders were read, and that was told already.
      if (current !== bus) return;
      watchFolders();
      store.outdateFileStates();
      become({ kind: "ready", units: store.units });
    },
    onDown: (code) => {
      current = undefined;
      unwatch();
      jobs.lost();
      become(explainUnreachable(scope, code, around));
    },
  };
  const keeper = possible ? keepConnected(keeperOptions) : undefined;

  const askFileState = async (name: UnitName) => {
    const connection = current;
    if (connection === undefined) return;
    asking.add(name);
    let asked: number;
    let fileState: string;
    do {
      // Files that change while we ask make the answer one about the past.
      asked = filesVersion;
      const loaded = store.units.get(name)?.path !== undefined;
      fileState = await readFileState(connection, name, loaded).catch(() => "");
    } while (asked !== filesVersion && connection === current);
    asking.delete(name);
    changed(store.setFileState(name, fileState));
  };
  const bus = (): Bus => {
    if (current === undefined) throw disconnected();
    return current;
  };
  const runJob = async (member: string, unit: UnitName): Promise<JobEnd> => {
    const connection = bus();
    actedUpon.add(unit);
    unmetConditions.delete(unit);
    const call = { ...managerObject, member, signature: "ss", body: [unit, "replace"], ...patient };
    const result = await jobs.follow(async () => asText((await connection.call(call))[0]));
    return {
      result,
      conditionUnmet: result === "done" && member !== "StopUnit" && unmetConditions.has(unit),
    };
  };
  const reload = async () => {
    try {
      await bus().call({ ...managerObject, member: "Reload", ...patient });
    } catch (error) {
      // Some versions leave the bus while they reload, and the answer with it; the bus then says so.
      if (!(error instanceof SystemdError && error.origin === noReply)) throw error;
    }
  };
  const changeFiles = async (
    member: string,
    unit: UnitName,
    flags: readonly boolean[],
  ): Promise<FileChanges> => {
    actedUpon.add(unit);
    const signature = `as${flags.map(() => "b").join("")}`;
    const body = await bus().call({
      ...managerObject,
      member,
      signature,
      body: [[unit], ...flags],
      ...patient,
    });
    const hasInstallSection = member === "EnableUnitFiles" ? body[0] === true : true;
    const changes = fileChanges(body.at(-1));
    await reload();
    return { changed: changes, hasInstallSection };
  };

  return {
    scope,
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: (unit) => runJob("StartUnit", unit),
    stop: (unit) => runJob("StopUnit", unit),
    restart: (unit) => runJob("RestartUnit", unit),
    // Not for this boot only, and without replacing links that are there.
    enable: (unit) => changeFiles("EnableUnitFiles", unit, [false, false]),
    disable: (unit) => changeFiles("DisableUnitFiles", unit, [false]),
    reload,
    readFileStates: async (units) => {
      const lacking = units.filter((name) => store.lacksFileState(name) && !asking.has(name));
      await Promise.all(lacking.map(askFileState));
    },
    details: async (unit) => readUnitDetails(bus(), unit),
    fragmentPath: async (unit) => {
      const path = asText(
        (await bus().call({ ...managerObject, member: "LoadUnit", signature: "s", body: [unit] }))[0],
      );
      return asText(await readUnitProperty(bus(), path, "FragmentPath")) || undefined;
    },
    close: () => {
      listeners.clear();
      keeper?.close();
      current = undefined;
      unwatch();
      jobs.lost();
    },
  };
}

const noReply = "org.freedesktop.DBus.Error.NoReply";

/** Acts may ask a human for a password, and reloading thousands of units takes its time. */
const patient = { timeout: 120_000, authorization: "ask" } as const;

/** A loaded unit answers from memory in a fraction of a millisecond; for the others systemd looks on disk (3 ms). */
async function readFileState(bus: Bus, name: UnitName, loaded: boolean): Promise<string> {
  if (loaded) return asText(await readUnitProperty(bus, busPathOfUnit(name), "UnitFileState"));
  return asText(
    (await bus.call({ ...managerObject, member: "GetUnitFileState", signature: "s", body: [name] }))[0],
  );
}

async function readUnitProperty(bus: Bus, path: string, property: string): Promise<unknown> {
  const body = await bus.call({
    ...managerObject,
    path,
    interface: propertiesInterface,
    member: "Get",
    signature: "ss",
    body: [unitInterface, property],
  });
  return variantValue(body[0]);
}

function fileChanges(value: unknown): FileChanges["changed"] {
  return asArray(value).map((row) => {
    const [kind, path, target] = asArray(row);
    return { kind: asText(kind), path: asText(path), target: asText(target) };
  });
}
