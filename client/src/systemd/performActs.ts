// Acts carried out over D-Bus: jobs followed to their end, and changed links with the reload that makes them count.
import type { Act, ActEnd, FileVerb, JobVerb, LinkVerb } from "./acts.ts";
import { type Bus, type BusVariant, type Caller, managerObject } from "./bus.ts";
import { asArray, asText } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import { createJobTracker, type JobTracker } from "./jobTracker.ts";
import type { ActOptions, Manager, UnitName } from "./manager.ts";
import { writingService } from "./writtenFile.ts";

export interface ActPerformer extends Pick<Manager, "perform" | "writeFile"> {
  /** Must hear of every job's end, of every list of the jobs there are, and of the connection's end. */
  readonly jobs: Pick<JobTracker, "ended" | "listed" | "lost">;
  /** A start job looked at the unit's conditions. */
  conditionTried(unit: UnitName, outcome: "met" | "unmet"): void;
  /** Whether any act was on this unit. */
  hasActedOn(unit: UnitName): boolean;
}

/** What the performer asks of its surroundings. */
export interface PerformerSurroundings {
  /** The connection of now; throws SystemdError where there is none. */
  readonly bus: () => Bus;
  /** The state a unit is in by what is known now. */
  readonly activeState: (unit: UnitName) => string | undefined;
  /** Resolves when the unit is no longer being worked on; rejects with SystemdError when the connection ends. */
  readonly settled: (unit: UnitName) => Promise<void>;
}

/** Makes a performer that has done nothing yet. */
export function createActPerformer({ bus, activeState, settled }: PerformerSurroundings): ActPerformer {
  const jobs = createJobTracker();
  const unmetConditions = new Set<UnitName>();
  const actedOn = new Set<UnitName>();

  const over = ({ through, cancel }: ActOptions): Work => ({ connection: through?.(bus()) ?? bus(), cancel });

  const runJob = async (
    verb: JobVerb,
    unit: UnitName,
    one: ManagerCall,
    { connection, cancel }: Work,
  ): Promise<JobEnd> => {
    unmetConditions.delete(unit);
    let stopListening = () => {};
    const queue = async () => {
      const job = asText((await connection.call(managerCall(one)))[0]);
      stopListening = onAbort(cancel, () => cancelJob(connection, job));
      return job;
    };
    const result = await jobs.follow(queue).finally(() => stopListening());
    if (result === "unseen") return judgedByState(verb, activeState(unit));
    const mayStart = verb === "start" || verb === "restart" || verb === "isolate";
    const conditionUnmet = result === "done" && mayStart && unmetConditions.has(unit);
    return { kind: "job", result, conditionUnmet };
  };

  return {
    perform: async (act, options = {}) => {
      if ("unit" in act) actedOn.add(act.unit);
      const { connection, cancel } = over(options);
      switch (act.verb) {
        case "start":
        case "stop":
        case "restart":
        case "try-restart":
        case "reload":
        case "isolate":
          return runJob(act.verb, act.unit, jobCalls[act.verb](act.unit), { connection, cancel });
        case "run":
          return runJob("start", act.unit, transientService(act), { connection, cancel });
        case "daemon-reload":
          return survive(connection, call("Reload"));
        case "kill":
          return done(connection, call("KillUnit", "ssi", [act.unit, act.whom, act.signal.number]));
        case "cancel":
          return done(connection, call("CancelJob", "u", [act.job]));
        case "reset-failed":
          return done(connection, call("ResetFailedUnit", "s", [act.unit]));
        case "freeze":
          return done(connection, call("FreezeUnit", "s", [act.unit]));
        case "thaw":
          return done(connection, call("ThawUnit", "s", [act.unit]));
        case "add-wants":
        case "add-requires": {
          const kind = act.verb === "add-wants" ? "Wants" : "Requires";
          const body = [[act.unit], act.starter, kind, false, false];
          const answer = await connection.call(managerCall(call("AddDependencyUnitFiles", "asssbb", body)));
          await survive(connection, call("Reload"));
          return filesEnd(act.verb, answer);
        }
        case "set-property": {
          const changes = act.changes.map(({ property, value }) => [property, value]);
          const body = [act.unit, act.lasting === "until-reboot", changes];
          return done(connection, call("SetUnitProperties", "sba(sv)", body));
        }
        case "attach":
          return done(connection, call("AttachProcessesToUnit", "ssau", [act.unit, "", [act.process]]));
        case "enable-linger":
        case "disable-linger":
          await connection.call(lingerCall(act.user, act.verb === "enable-linger"));
          return { kind: "done" };
        case "revert": {
          const body = await connection.call(managerCall(call("RevertUnitFiles", "as", [[act.unit]])));
          await survive(connection, call("Reload"));
          return filesEnd(act.verb, body);
        }
        case "clean":
          await done(connection, call("CleanUnit", "sas", [act.unit, [...act.what]]));
          await settled(act.unit);
          return { kind: "done" };
        default: {
          const body = await connection.call(
            managerCall(fileCalls[act.verb](act.unit, act.lasting === "until-reboot")),
          );
          await survive(connection, call("Reload"));
          return filesEnd(act.verb, body);
        }
      }
    },
    writeFile: async (file, options = {}) => {
      const { unit, properties } = writingService(file);
      const start = call("StartTransientUnit", "ssa(sv)a(sa(sv))", [unit, "fail", properties, []]);
      const end = await runJob("start", unit, start, over(options));
      if (end.result === "done") return;
      throw new SystemdError(
        "refused",
        `${file.path} could not be written (the journal of ${unit} says why).`,
        "",
      );
    },
    jobs,
    conditionTried: (unit, outcome) =>
      void (outcome === "met" ? unmetConditions.delete(unit) : unmetConditions.add(unit)),
    hasActedOn: (unit) => actedOn.has(unit),
  };
}

/** What the calls of one act go over, and who may cancel its job. */
interface Work {
  readonly connection: Caller;
  readonly cancel: AbortSignal | undefined;
}

type JobEnd = Extract<ActEnd, { kind: "job" }>;

/** A method of systemd's manager (org.freedesktop.systemd1(5)) and what it is given. */
interface ManagerCall {
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

const call = (member: string, signature?: string, body?: readonly unknown[]): ManagerCall =>
  signature === undefined ? { member } : { member, signature, body: body ?? [] };

/** In place of other jobs of the unit, as systemctl does. */
const replacing = (member: string) => (unit: UnitName) => call(member, "ss", [unit, "replace"]);

const jobCalls: Readonly<Record<JobVerb, (unit: UnitName) => ManagerCall>> = {
  start: replacing("StartUnit"),
  stop: replacing("StopUnit"),
  restart: replacing("RestartUnit"),
  "try-restart": replacing("TryRestartUnit"),
  reload: replacing("ReloadUnit"),
  isolate: (unit) => call("StartUnit", "ss", [unit, "isolate"]),
};

/** Links that are there already, and lead elsewhere, are never replaced. */
const fileCalls: Readonly<Record<FileVerb, (unit: UnitName, runtime: boolean) => ManagerCall>> = {
  enable: (unit, runtime) => call("EnableUnitFiles", "asbb", [[unit], runtime, false]),
  disable: (unit, runtime) => call("DisableUnitFiles", "asb", [[unit], runtime]),
  mask: (unit, runtime) => call("MaskUnitFiles", "asbb", [[unit], runtime, false]),
  unmask: (unit, runtime) => call("UnmaskUnitFiles", "asb", [[unit], runtime]),
  preset: (unit, runtime) => call("PresetUnitFiles", "asbb", [[unit], runtime, false]),
  link: (unit, runtime) => call("LinkUnitFiles", "asbb", [[unit], runtime, false]),
};

/** Reloading thousands of units takes its time. */
const managerCall = (one: ManagerCall) => ({ ...managerObject, ...one, timeout: 120_000 });

/** As `systemd-run` asks: the unit is gone with its command, whether that fails or not, so its name may be used again. */
function transientService({
  unit,
  description,
  command,
  limits,
  folder,
}: Extract<Act, { verb: "run" }>): ManagerCall {
  const properties: readonly (readonly [string, BusVariant])[] = [
    ["Description", { signature: "s", value: description }],
    ["CollectMode", { signature: "s", value: "inactive-or-failed" }],
    ["ExecStart", { signature: "a(sasb)", value: [[command[0], [...command], false]] }],
    ...(folder === undefined ? [] : ([["WorkingDirectory", { signature: "s", value: folder }]] as const)),
    ...limits.map(({ property, value }) => [property, value] as const),
  ];
  return call("StartTransientUnit", "ssa(sv)a(sa(sv))", [unit, "fail", properties, []]);
}

/** Of the login manager (org.freedesktop.login1(5)). */
const lingerCall = (user: number, lingers: boolean) =>
  ({
    destination: "org.freedesktop.login1",
    path: "/org/freedesktop/login1",
    interface: "org.freedesktop.login1.Manager",
    member: "SetUserLinger",
    signature: "ubb",
    body: [user, lingers, true],
    timeout: 120_000,
  }) as const;

async function done(bus: Caller, one: ManagerCall): Promise<ActEnd> {
  await bus.call(managerCall(one));
  return { kind: "done" };
}

/**
 * Some versions leave the bus while they reload, and the answer goes with it; the bus then says that none will come.
 */
async function survive(bus: Caller, one: ManagerCall): Promise<ActEnd> {
  try {
    return await done(bus, one);
  } catch (error) {
    if (!(error instanceof SystemdError && error.origin === noReply)) throw error;
    return { kind: "done" };
  }
}

const noReply = "org.freedesktop.DBus.Error.NoReply";

function cancelJob(bus: Caller, job: string): void {
  const id = Number(job.slice(job.lastIndexOf("/") + 1));
  // A job that ended meanwhile cannot be cancelled, and its end is heard all the same.
  bus.call(managerCall(call("CancelJob", "u", [id]))).catch(() => {});
}

function onAbort(signal: AbortSignal | undefined, act: () => void): () => void {
  if (signal?.aborted === true) act();
  signal?.addEventListener("abort", act, { once: true });
  return () => signal?.removeEventListener("abort", act);
}

/** A job whose end nobody heard, since systemd was re-executing itself, is judged by what became of its unit. */
function judgedByState(verb: JobVerb, state: string | undefined): JobEnd {
  const isUp = state === "active" || state === "activating" || state === "reloading";
  const isDone = verb === "stop" ? !isUp : isUp || verb === "try-restart";
  return { kind: "job", result: isDone ? "done" : "failed", conditionUnmet: false };
}

/** Some of the methods say first whether the unit has an [Install] section, all of them what they changed. */
function filesEnd(verb: FileVerb | LinkVerb | "revert", body: readonly unknown[]): ActEnd {
  const saysInstall = verb === "enable" || verb === "preset";
  const changed = asArray(body[saysInstall ? 1 : 0]).map((row) => {
    const [kind, path, target] = asArray(row);
    return { kind: asText(kind), path: asText(path), target: asText(target) };
  });
  return { kind: "files", changed, hasInstallSection: saysInstall ? body[0] === true : true };
}
