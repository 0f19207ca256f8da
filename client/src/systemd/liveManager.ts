// A Manager that is always there: connected or on the way to be.
import { join } from "node:path";
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, unitInterface } from "./bus.ts";
import { busSockets, explainUnreachable, ownSurroundings } from "./busAddress.ts";
import { asArray, asNumber, asText } from "./decode.ts";
import { readDevices } from "./devices.ts";
import { disconnected, SystemdError, timedOut } from "./errors.ts";
import { createFileStates } from "./fileStates.ts";
import { createInstalledUnits } from "./installedUnits.ts";
import { readJournalNamespaces } from "./journalNamespaces.ts";
import { keepConnected } from "./keepConnected.ts";
import { readMachines } from "./machines.ts";
import type { Manager, ManagerChange, ManagerState, Scope, UnitName } from "./manager.ts";
import { needlessEnd } from "./needlessActs.ts";
import { createActPerformer } from "./performActs.ts";
import { readProperty } from "./properties.ts";
import { readPropertyLines } from "./propertyLines.ts";
import { readRuntimeValues } from "./runtimeProperties.ts";
import { isOther, machineOf } from "./scope.ts";
import { createSliceReader } from "./slices.ts";
import { readUnitDetails } from "./unitDetails.ts";
import { createUnitExtras } from "./unitExtras.ts";
import { type FeedListener, feedUnits } from "./unitFeed.ts";
import { createUnitFolders } from "./unitFolders.ts";
import { readUnitParts } from "./unitParts.ts";
import { createUnitStore } from "./unitStore.ts";

export interface LiveManagerOptions {
  readonly scope: Scope;
  /** Other sockets than the scope's own, best first. */
  readonly sockets?: readonly string[];
  /** Where that systemd's `/` lies for us, when it is not ours. */
  readonly root?: string;
  /** Opens the bus that a socket of the scope stands for; a connection to that socket when not said. */
  readonly open?: (socket: string) => Promise<Bus>;
}

/** Makes a Manager out of a way to open a bus. It begins to connect at once and never gives up until `close`. */
export function createLiveManager(
  open: (socket: string) => Promise<Bus>,
  options: LiveManagerOptions,
): Manager {
  const { scope } = options;
  const around = ownSurroundings(options.root);
  const possible = around.platform === "linux";
  const listeners = new Set<(change: ManagerChange) => void>();
  let state: ManagerState = possible ? { kind: "connecting" } : explainUnreachable(scope, "ENOENT", around);
  let current: Bus | undefined;

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
  const bus = (): Bus => {
    if (current === undefined) throw disconnected();
    return current;
  };

  const store = createUnitStore();
  const { perform, writeFile, jobs, conditionTried, hasActedOn } = createActPerformer({
    bus,
    activeState: (unit) => store.units.get(unit)?.activeState,
    settled: (unit) => untilMaintained(bus, unit),
  });
  const seesFiles = !isOther(scope) || (machineOf(scope) === undefined && around.uid === 0);
  const hasFileUnseen = seesFiles ? undefined : (unit: UnitName) => hasFile(current, unit);
  const folders = createUnitFolders(store, {
    ...{ isOurs: hasActedOn, changed },
    ...(hasFileUnseen && { hasFileUnseen }),
  });
  const fileStates = createFileStates(store, () => current, changed);
  const installed = createInstalledUnits(store, () => bus(), changed);
  const extras = createUnitExtras(store, () => current, changed);
  const slices = createSliceReader(store, () => current, changed);

  const listenerFor = (connection: Bus): FeedListener => ({
    changed,
    jobEnded: jobs.ended,
    jobsListed: jobs.listed,
    unloaded: (names) => {
      folders.forgetVanished(names);
      extras.cameOrWent(names);
      slices.cameOrWent(names);
    },
    loaded: (names) => {
      extras.cameOrWent(names);
      slices.cameOrWent(names);
    },
    conditionTried,
    // A path of another machine is another file here, if any.
    searches: (paths) =>
      folders.use(machineOf(scope) === undefined ? paths.map((folder) => join(around.root, folder)) : []),
    filesChanged: () => {
      fileStates.outdate();
      extras.outdate();
      slices.outdate();
      // One of the folders may be new.
      if (current === connection) folders.watch();
      void folders.read();
    },
  });
  const leave = () => {
    current = undefined;
    folders.unwatch();
    jobs.lost();
  };
  const keeper = possible
    ? keepConnected({
        open,
        sockets: () => options.sockets ?? busSockets(scope, around),
        onUp: async (connection) => {
          await feedUnits(connection, store, listenerFor(connection));
          current = connection;
          await folders.read();
          // The bus may have gone while the folders were read, and that was told already.
          if (current !== connection) return;
          folders.watch();
          fileStates.outdate();
          become({
            kind: "ready",
            units: store.units,
            isOwn: folders.isOwn,
            isInstalled: installed.has,
            templates: () => [...new Set([...folders.templates(), ...installed.templates()])].sort(),
            folders: folders.all(),
          });
        },
        onDown: (code) => {
          leave();
          become(explainUnreachable(scope, code, around));
        },
      })
    : undefined;

  return {
    scope,
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    perform,
    writeFile,
    needless: async (act) => needlessEnd(bus(), act),
    readFileStates: fileStates.read,
    readExtras: extras.read,
    readSlices: slices.read,
    outdateExtras: extras.outdateOne,
    showUnitFiles: installed.show,
    hideUnitFiles: installed.hide,
    readJobs: async () => changed(store.setJobs(await readJobs(bus()))),
    details: async (unit) => readUnitDetails(bus(), unit),
    runtimeValues: async (unit) => readRuntimeValues(bus(), unit),
    journalNamespaces: async (units) => readJournalNamespaces(bus(), units),
    propertyLines: async (unit) => readPropertyLines(bus(), unit),
    parts: async (unit) => readUnitParts(bus(), unit),
    fragmentPath: async (unit) => fragmentPath(bus(), unit),
    unitOfProcess: async (pid) => unitOfProcess(bus(), pid),
    devices: async () => readDevices(bus(), store.units),
    machines: async () => readMachines(bus()),
    close: () => {
      listeners.clear();
      keeper?.close();
      leave();
    },
  };
}

/** Gives the type of each job by its number. */
async function readJobs(bus: Bus): Promise<ReadonlyMap<number, string>> {
  const [jobs] = await bus.call({ ...managerObject, member: "ListJobs" });
  const typeOfJob = (job: readonly unknown[]): readonly [number, string] => [
    asNumber(job[0]) ?? 0,
    asText(job[2]),
  ];
  return new Map(asArray(jobs).map((job) => typeOfJob(asArray(job))));
}

/** True also where nobody answers: then nothing is known against it. systemd looks into its folders, and loads nothing. */
async function hasFile(bus: Bus | undefined, unit: UnitName): Promise<boolean> {
  try {
    await bus?.call({ ...managerObject, member: "GetUnitFileState", signature: "s", body: [unit] });
    return true;
  } catch (error) {
    if (!(error instanceof SystemdError)) throw error;
    return error.kind === "disconnected" || error.kind === "timed-out";
  }
}

async function fragmentPath(bus: Bus, unit: UnitName): Promise<string | undefined> {
  const call = { ...managerObject, member: "LoadUnit", signature: "s", body: [unit] };
  const path = asText((await bus.call(call))[0]);
  return asText(await readProperty(bus, { path, interface: unitInterface }, "FragmentPath")) || undefined;
}

async function unitOfProcess(bus: Bus, pid: number): Promise<UnitName | undefined> {
  try {
    const path = asText(
      (await bus.call({ ...managerObject, member: "GetUnitByPID", signature: "u", body: [pid] }))[0],
    );
    return asText(await readProperty(bus, { path, interface: unitInterface }, "Id")) || undefined;
  } catch (error) {
    // There is no such process, or it is in no unit.
    if (error instanceof SystemdError && (error.kind === "refused" || error.kind === "no-such-unit"))
      return undefined;
    throw error;
  }
}

/** While a unit's folders are emptied it is in maintenance; that takes as long as it takes. */
async function untilMaintained(bus: () => Bus, unit: UnitName): Promise<void> {
  const place = { path: busPathOfUnit(unit), interface: unitInterface };
  const limit = 300_000;
  for (const deadline = Date.now() + limit; Date.now() < deadline; ) {
    if (asText(await readProperty(bus(), place, "ActiveState")) !== "maintenance") return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw timedOut("CleanUnit", limit);
}
