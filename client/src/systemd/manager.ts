// What the rest of the client knows of a running systemd. How it is reached stands in busManager.ts.
import type { Act, ActEnd } from "./acts.ts";
import type { Bus, Caller } from "./bus.ts";
import type { WrittenFile } from "./writtenFile.ts";

/** Which unit files and directives there are: a system manager's, or those of a user's. */
export type ScopeKind = "system" | "user";

/** Whose units: the machine's, those of the user who runs the editor, or another's. */
export type Scope = ScopeKind | OtherScope;

/** Another user of this machine, by number and name, or a local machine, by name: as scope.ts makes and reads them. */
export type OtherScope = `user:${number}:${string}` | `machine:${string}`;

/** A unit's full name with its type, such as `nginx.service`. */
export type UnitName = string;

/** The states of D-Bus property ActiveState (org.freedesktop.systemd1(5)); a newer systemd may add one. */
export const activeStates = [
  "active",
  "reloading",
  "inactive",
  "failed",
  "activating",
  "deactivating",
  "maintenance",
  "refreshing",
] as const;
export type ActiveState = (typeof activeStates)[number];

/** One unit as systemd last said. */
export interface Unit {
  readonly name: UnitName;
  /** Empty for a unit that only exists as a file. */
  readonly description: string;
  /** `loaded`, `not-found`, `bad-setting`, `error`, `masked` …; `unloaded` is ours, for what systemd has not in memory. */
  readonly loadState: string;
  readonly activeState: ActiveState;
  /** The state in the words of the unit's type: `running`, `listening`, `exited` … */
  readonly subState: string;
  /** `enabled`, `disabled`, `static`, `masked` …; undefined until {@link Manager.readFileStates} asked for it. */
  readonly fileState: string | undefined;
  /** The job that is queued or running for it. */
  readonly job: UnitJob | undefined;
  /** Its D-Bus object, undefined when systemd has it not in memory. */
  readonly path: string | undefined;
  /** What no list tells, as far as it was asked for or signalled. */
  readonly extras: UnitExtras;
}

/** What is known of a unit beyond its state; absent means not asked yet. Times are milliseconds since 1970. */
export interface UnitExtras {
  /** Whether its processes are halted where they are, or about to be. */
  readonly isFrozen?: boolean;
  readonly canReload?: boolean;
  readonly canIsolate?: boolean;
  readonly canFreeze?: boolean;
  /** When a timer elapses next; 0 when it does not. */
  readonly next?: number;
  /** When a timer elapsed last; 0 when it never did. */
  readonly last?: number;
  /** The addresses that a socket listens on. */
  readonly listens?: readonly string[];
  /** The connections that a socket has handed on and that are still open. */
  readonly connections?: number;
  /** The slice that it is in, where {@link Manager.readSlices} asked for that; empty when it is in none. */
  readonly slice?: UnitName;
}

export interface UnitJob {
  readonly id: number;
  /** `start`, `stop`, `restart` …; undefined when only the job's number was signalled. */
  readonly type: string | undefined;
}

/** Why no units can be shown. Each has its own way out. */
export type UnreachableCause = "not-linux" | "no-systemd" | "no-bus" | "refused" | "lost";

export type ManagerState =
  | { readonly kind: "connecting" }
  | {
      readonly kind: "unreachable";
      readonly cause: UnreachableCause;
      /** What is wrong, one sentence. */
      readonly reason: string;
      /** What the user can do, one sentence. */
      readonly advice: string;
    }
  | {
      readonly kind: "ready";
      readonly units: ReadonlyMap<UnitName, Unit>;
      /** Whether people put the unit on this machine, or changed it there: its file or a drop-in is no package's. */
      readonly isOwn: (name: UnitName) => boolean;
      /** Whether the unit has a file among those that {@link Manager.showUnitFiles} found. */
      readonly isInstalled: (name: UnitName) => boolean;
      /** The templates that people put on this machine, and those that showUnitFiles found. */
      readonly templates: () => readonly UnitName[];
      /** The unit search path as this process sees it, highest priority first. */
      readonly folders: readonly string[];
    };

/** What a change listener hears: the whole state is another one, or these units are. */
export type ManagerChange =
  | { readonly kind: "state" }
  | { readonly kind: "units"; readonly names: ReadonlySet<UnitName> };

/** What goes along with an act. */
export interface ActOptions {
  /** When aborted, a job that has not ended yet is cancelled; it then ends as `canceled`. */
  readonly cancel?: AbortSignal;
  /** Makes of the manager's own connection what the act's calls go over; that connection itself when not said. */
  readonly through?: (own: Bus) => Caller;
}

/** A device that is there now. */
export interface LiveDevice {
  /** Such as `/sys/devices/virtual/net/lo`. */
  readonly sysfsPath: string;
  readonly description: string;
  /** All units that stand for it: for its path, its node, links to that and its aliases. */
  readonly names: readonly UnitName[];
}

/** The facts of one unit that its tooltip and messages need. Numbers that systemd does not know are undefined. */
export interface UnitDetails {
  readonly description: string;
  readonly fragmentPath: string;
  readonly dropInPaths: readonly string[];
  readonly documentation: readonly string[];
  readonly fileState: string;
  /** Since when it is in its state, in milliseconds since 1970. */
  readonly since: number | undefined;
  readonly needsReload: boolean;
  readonly mainPid: number | undefined;
  /** How its processes ended: `exit-code`, `signal`, `timeout` …, `success`. */
  readonly result: string | undefined;
  readonly exitStatus: number | undefined;
  /** The service's own words (STATUS= of sd_notify). */
  readonly statusText: string | undefined;
  /** Bytes of memory in use. */
  readonly memory: number | undefined;
  readonly triggers: readonly string[];
  readonly loadError: string | undefined;
}

/** How a unit is tied to others, as its properties have it (org.freedesktop.systemd1(5)). */
export type RelationKey =
  | ("SliceOf" | "Triggers" | "TriggeredBy" | "OnSuccess" | "OnFailure" | "After" | "Before")
  | ("Requires" | "Requisite" | "BindsTo" | "Wants" | "Upholds" | "PartOf" | "Conflicts")
  | ("RequiredBy" | "RequisiteOf" | "BoundBy" | "WantedBy" | "UpheldBy" | "ConsistsOf" | "ConflictedBy");

export interface UnitProcess {
  /** The control group that holds it: the unit's own or one below. */
  readonly cgroup: string;
  readonly pid: number;
  /** Its command line in one text, as far as systemd tells it. */
  readonly command: string;
}

/** What belongs to a unit. */
export interface UnitParts {
  /** Only those that name any unit. */
  readonly relations: ReadonlyMap<RelationKey, readonly UnitName[]>;
  /** The file it was made from first, if there is one, then its drop-ins. */
  readonly files: readonly string[];
  readonly processes: readonly UnitProcess[];
}

/** A connection to one running systemd that keeps itself up to date by signals. Every act throws SystemdError. */
export interface Manager {
  readonly scope: Scope;
  state(): ManagerState;
  /** Calls `listener` at each change until the returned function is called. */
  onChange(listener: (change: ManagerChange) => void): () => void;

  /** Does what is asked, and waits for its end: a job as long as it takes, changed files until all is read again. */
  perform(act: Act, options?: ActOptions): Promise<ActEnd>;

  /** Writes a file of the machine as root, through systemd. Whoever may start units may; throws SystemdError. */
  writeFile(file: WrittenFile, options?: ActOptions): Promise<void>;

  /** The end that an act would have which changes nothing in the present state; undefined where it may change something. */
  needless(act: Act): Promise<ActEnd | undefined>;

  /** Asks for the enablement of units that lack it; the answers arrive as changes. Never rejects. */
  readFileStates(units: readonly UnitName[]): Promise<void>;
  /** Asks for the extras of units that lack them, those that their type has; the answers arrive as changes. Never rejects. */
  readExtras(units: readonly UnitName[]): Promise<void>;
  /** Asks for the slices of the loaded units, as long as some are not known; the answers arrive as changes. Never rejects. */
  readSlices(): Promise<void>;
  /** What was done to a unit changed its extras, and systemd does not signal that. */
  outdateExtras(unit: UnitName): void;
  /** Takes all installed unit files among the units, until `hideUnitFiles`: systemd takes seconds for that. */
  showUnitFiles(cancel: AbortSignal): Promise<void>;
  hideUnitFiles(): void;
  /** Asks what the jobs are for of which only the number was signalled; the answers arrive as changes. */
  readJobs(): Promise<void>;
  details(unit: UnitName): Promise<UnitDetails>;
  /** What may be changed while the unit runs, as it is now: values as they would be typed, by directive. */
  runtimeValues(unit: UnitName): Promise<ReadonlyMap<string, string>>;
  /** The journals beside the machine's that units and patterns write into; `*` stands for all. */
  journalNamespaces(units: readonly string[]): Promise<readonly string[]>;
  /** All properties of a unit, as `Name=value`. Loads the unit where it is not. */
  propertyLines(unit: UnitName): Promise<readonly string[]>;
  /** Loads the unit where it is not: ask for what a person opened, never in answer to a signal of loading. */
  parts(unit: UnitName): Promise<UnitParts>;
  /** The path of the unit's own file, or undefined when it has none. Loads the unit where it is not. */
  fragmentPath(unit: UnitName): Promise<string | undefined>;
  /** The unit that a process of the machine belongs to; undefined where there is no such process, or it is in none. */
  unitOfProcess(pid: number): Promise<UnitName | undefined>;
  /** The devices that are there now, as far as systemd knows of them. */
  devices(): Promise<readonly LiveDevice[]>;
  /** The names of the local machines with a systemd of their own that run now; none without systemd-machined. */
  machines(): Promise<readonly string[]>;
  close(): void;
}
