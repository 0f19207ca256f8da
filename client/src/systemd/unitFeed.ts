// Keeps a store of units true over one connection: lists once, then listens. Nothing here asks for a property of a
// unit in answer to a signal, since asking loads the unit, its unloading signals again, and so on for ever.
import { unitOfBusPath } from "../../../server/src/language/names/busLabel.ts";
import { unitTypes } from "../../../server/src/language/names/unitName.ts";
import {
  type Bus,
  type BusSignal,
  busDaemon,
  managerInterface,
  managerObject,
  propertiesInterface,
  systemdName,
  timerInterface,
  unitInterface,
} from "./bus.ts";
import { asProperties, asText, asTexts, listedUnits, timerExtras, unitUpdate } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import type { Unit, UnitJob, UnitName } from "./manager.ts";
import { readProperty } from "./properties.ts";
import { clockNow } from "./unitExtras.ts";
import type { UnitStore } from "./unitStore.ts";

export interface FeedListener {
  /** These units changed, or their enablement must be read again. */
  changed(names: ReadonlySet<UnitName>): void;
  jobEnded(path: string, result: string): void;
  /** These are all the jobs there are now. */
  jobsListed(paths: ReadonlySet<string>): void;
  /** systemd dropped the unit from memory; the store shows it as inactive already. */
  unloaded(names: readonly UnitName[]): void;
  /** systemd has taken units into memory. */
  loaded(names: readonly UnitName[]): void;
  /** Unit files or links to them changed, or everything was read again. */
  filesChanged(): void;
  /** A condition of the unit was looked at by a start job. */
  conditionTried(unit: UnitName, outcome: "met" | "unmet"): void;
  /** The unit search path of this manager, highest priority first; told once, before the first list. */
  searches(folders: readonly string[]): void;
}

/** Subscribes, lists the units into the store, and keeps it true until the bus closes. Throws SystemdError. */
export async function feedUnits(bus: Bus, store: UnitStore, listener: FeedListener): Promise<void> {
  let owner = "";
  let muted = false;
  let pending = new Set<UnitName>();
  let soon: NodeJS.Timeout | undefined;
  let ownerLeft: NodeJS.Timeout | undefined;

  const listAll = async () => {
    await bus.call({
      ...managerObject,
      member: "ListUnits",
      inOrder: (body) => {
        const listed = listedUnits(body);
        const present = new Set(listed.map((row) => row.name));
        const gone = [...store.units.keys()].filter((name) => !present.has(name));
        listener.changed(store.replace(listed));
        listener.unloaded(gone);
        listener.jobsListed(
          new Set(listed.flatMap(({ job }) => (job === undefined ? [] : [busPathOfJob(job)]))),
        );
      },
    });
  };
  /** Units of a type that cannot be listed stay what they were. */
  const listType = async (type: string) => {
    const inOrder = (body: readonly unknown[]) => {
      const listed = listedUnits(body);
      const present = new Set(listed.map((row) => row.name));
      const gone = [...store.units.keys()].filter((name) => name.endsWith(`.${type}`) && !present.has(name));
      listener.changed(store.merge(listed));
      for (const name of gone) listener.changed(store.unload(name));
      listener.unloaded(gone);
    };
    const named = { member: "ListUnitsByPatterns", signature: "asas", body: [[], [`*.${type}`]] };
    await bus.call({ ...managerObject, ...named, inOrder }).catch(unlessUnlistable);
  };
  const relist = async () => {
    try {
      await listAll();
    } catch (error) {
      unlessUnlistable(error);
      await Promise.all(unitTypes.map(listType));
    }
  };
  const listNamed = async (names: readonly UnitName[]) => {
    await bus.call({
      ...managerObject,
      // This call looks only at what is loaded, unlike ListUnitsByNames and every property.
      member: "ListUnitsByPatterns",
      signature: "asas",
      body: [[], names],
      inOrder: (body) => listener.changed(store.merge(listedUnits(body))),
    });
  };
  /** Those beside a unit that cannot be listed are asked for one by one. */
  const listPending = async () => {
    const names = [...pending];
    pending = new Set();
    try {
      await listNamed(names);
    } catch (error) {
      unlessUnlistable(error);
      await Promise.all(names.map((name) => listNamed([name]).catch(unlessUnlistable)));
    }
  };
  const learn = (name: UnitName) => {
    pending.add(name);
    soon ??= setTimeout(() => {
      soon = undefined;
      // What was to be learnt came with a whole list meanwhile, and asking for no names gives all units.
      if (pending.size === 0) return;
      // With many new units one whole list is cheaper than matching each against each.
      (pending.size > 40 ? relist() : listPending()).catch(ignoreClosed);
    }, 30);
  };
  const newOwner = (name: string) => {
    owner = name;
    clearTimeout(ownerLeft);
    if (name === "") {
      // While it re-executes itself, systemd may leave the bus for a moment.
      ownerLeft = setTimeout(() => bus.close(), 2000);
      return;
    }
    // Who has just come has all to tell; that the one before it was done with reloading is told by nobody.
    muted = false;
    pending.clear();
    subscribe(bus)
      .then(relist)
      .then(listener.filesChanged)
      .catch(() => bus.close());
  };
  const reloading = (active: boolean) => {
    muted = active;
    if (active) return;
    pending.clear();
    relist().then(listener.filesChanged).catch(ignoreClosed);
  };

  const onManagerSignal = ({ member, body }: BusSignal) => {
    const first = asText(body[0]);
    if (member === "Reloading") return reloading(body[0] === true);
    if (member === "JobRemoved") {
      const unit = asText(body[2]);
      listener.jobEnded(asText(body[1]), asText(body[3]));
      if (!muted && store.units.get(unit)?.path === undefined) learn(unit);
      return;
    }
    if (muted) return;
    if (member === "UnitFilesChanged") listener.filesChanged();
    if (member === "UnitNew") {
      learn(first);
      listener.loaded([first]);
    }
    if (member === "UnitRemoved") {
      pending.delete(first);
      listener.changed(store.unload(first));
      listener.unloaded([first]);
    }
  };
  const onPropertiesChanged = ({ path, body }: BusSignal) => {
    if (muted) return;
    const changed = asProperties(body[1]);
    if (body[0] === timerInterface) {
      listener.changed(store.update(path, { extras: timerExtras(changed, clockNow()) }).changed);
      return;
    }
    if (body[0] !== unitInterface) return;
    const condition = changed.get("ConditionResult");
    const name = unitOfBusPath(path);
    const before = name === undefined ? undefined : store.units.get(name);
    const { changed: names, unknown } = store.update(path, unitUpdate(changed));
    if (unknown !== undefined) learn(unknown);
    else if (name !== undefined && mayBeDescribedAnew(before, store.units.get(name))) learn(name);
    if (name !== undefined && typeof condition === "boolean")
      listener.conditionTried(name, condition ? "met" : "unmet");
    listener.changed(names);
  };

  bus.onSignal((signal) => {
    if (signal.sender === busDaemon.destination && signal.member === "NameOwnerChanged") {
      if (signal.body[0] === systemdName) newOwner(asText(signal.body[2]));
    } else if (signal.sender === owner) {
      if (signal.interface === managerInterface) onManagerSignal(signal);
      if (signal.interface === propertiesInterface) onPropertiesChanged(signal);
    }
  });
  bus.onClosed(() => {
    clearTimeout(soon);
    clearTimeout(ownerLeft);
  });

  // All of this goes out at once: the bus keeps its order, and each answer waited for costs the time of a round.
  const subscribed = subscribe(bus);
  const begun = [
    addMatches(bus),
    subscribed,
    // To a user's bus that begins with us systemd itself comes a moment later; there, what it is asked waits for it.
    ownerOf(bus)
      .catch(() => subscribed.then(() => ownerOf(bus)))
      .then((name) => {
        owner = name;
      }),
    readProperty(bus, managerObject, "UnitPath").then((paths) => listener.searches(asTexts(paths))),
    relist(),
  ];
  try {
    await Promise.all(begun);
  } catch (error) {
    // Whatever failed first: where there is no systemd, that is why.
    if (owner === "") await ownerOf(bus);
    throw error;
  }
}

/** A few broad rules for the life of the connection: adding and removing one for each unit leaks and costs. */
async function addMatches(bus: Bus): Promise<void> {
  const rules = [
    `type='signal',sender='${systemdName}',interface='${managerInterface}'`,
    `type='signal',sender='${systemdName}',interface='${propertiesInterface}',member='PropertiesChanged',arg0='${unitInterface}'`,
    `type='signal',sender='${systemdName}',interface='${propertiesInterface}',member='PropertiesChanged',arg0='${timerInterface}'`,
    `type='signal',sender='${busDaemon.destination}',member='NameOwnerChanged',arg0='${systemdName}'`,
  ];
  const add = (rule: string) => bus.call({ ...busDaemon, member: "AddMatch", signature: "s", body: [rule] });
  await Promise.all(rules.map(add));
}

async function ownerOf(bus: Bus): Promise<string> {
  try {
    const body = await bus.call({
      ...busDaemon,
      member: "GetNameOwner",
      signature: "s",
      body: [systemdName],
    });
    return asText(body[0]);
  } catch {
    // A bus without a systemd on it (dbus-run-session makes one) is as good as none.
    throw Object.assign(new Error("No systemd is on this bus."), { code: "ENOENT" });
  }
}

async function subscribe(bus: Bus): Promise<void> {
  try {
    await bus.call({ ...managerObject, member: "Subscribe" });
  } catch (error) {
    const already =
      error instanceof SystemdError && error.origin === "org.freedesktop.systemd1.AlreadySubscribed";
    if (!already) throw error;
  }
}

/**
 * Whether a unit may have another description or load state than before, neither of which is signalled (measured).
 * systemd looks again for the file of a unit that had none when that is started. Slices and devices that it made up
 * itself, since others mention them, are described anew when a program makes them or they are plugged in; and of a
 * slice that stops and starts at once, only that it is active is signalled.
 */
function mayBeDescribedAnew(before: Unit | undefined, after: Unit | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (after.loadState !== "loaded" || after.name.endsWith(".slice")) return true;
  return (
    after.name.endsWith(".device") && before.activeState === "inactive" && after.activeState !== "inactive"
  );
}

/** Where systemd has the object of a job (org.freedesktop.systemd1(5)). */
const busPathOfJob = ({ id }: UnitJob) => `${managerObject.path}/job/${id}`;

/** A list that fails since the bus went away is made anew with the next connection. */
function ignoreClosed(error: unknown): void {
  if (!(error instanceof SystemdError)) throw error;
}

/**
 * One unit whose description is no UTF-8 makes systemd refuse the whole list that it is in, to systemctl as well; a
 * slice named `\\xff.slice` is described so (measured with 257). Throws every other error again.
 */
function unlessUnlistable(error: unknown): void {
  const isUnlistable =
    error instanceof SystemdError && error.origin === "org.freedesktop.DBus.Error.InvalidArgs";
  if (!isUnlistable) throw error;
}
