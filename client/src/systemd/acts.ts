// What can be asked of systemd, as plain data: the same value is performed over D-Bus, written to the log, and copied
// as the command line that does the same.
import { managerObject } from "./bus.ts";
import type { Scope, UnitName } from "./manager.ts";
import type { PropertyChange } from "./runtimeProperties.ts";
import { scopeOptions } from "./scope.ts";

/** What a job is queued for (systemctl(1), Unit Commands). */
export type JobVerb = "start" | "stop" | "restart" | "try-restart" | "reload" | "isolate";

/** What changes the links in systemd's folders (systemctl(1), Unit File Commands). */
export type FileVerb = "enable" | "disable" | "mask" | "unmask" | "preset" | "link";

/** How another unit is made to start one along: with `add-requires` it fails where that cannot start. */
export type LinkVerb = "add-wants" | "add-requires";

/** What is done to a unit in memory, at once. */
export type MemoryVerb = "reset-failed" | "freeze" | "thaw";

/** Whether a change outlives the next boot. */
export type Lasting = "for-good" | "until-reboot";

/** Which processes of a unit a signal goes to (systemctl(1), --kill-whom=). */
export type KillWhom = "all" | "main" | "control";

/** The folders of a unit that `clean` may empty (systemctl(1), --what=). */
export type Cleanable = "runtime" | "state" | "cache" | "logs" | "configuration" | "fdstore";

/** One thing asked of one manager. */
export type Act =
  | { readonly verb: JobVerb | MemoryVerb; readonly unit: UnitName }
  /** `link` takes the path of a unit file in place of a name. */
  | { readonly verb: FileVerb; readonly unit: UnitName; readonly lasting: Lasting }
  | { readonly verb: LinkVerb; readonly unit: UnitName; readonly starter: UnitName }
  | {
      readonly verb: "kill";
      readonly unit: UnitName;
      readonly whom: KillWhom;
      readonly signal: { readonly name: string; readonly number: number };
    }
  | { readonly verb: "clean"; readonly unit: UnitName; readonly what: readonly Cleanable[] }
  | {
      readonly verb: "set-property";
      readonly unit: UnitName;
      readonly changes: readonly PropertyChange[];
      readonly lasting: Lasting;
    }
  /** Takes away every drop-in and changed copy that lies over what the distribution ships. */
  | { readonly verb: "revert"; readonly unit: UnitName }
  /** Moves a process into a unit that manages its control groups itself (Delegate=). */
  | { readonly verb: "attach"; readonly unit: UnitName; readonly process: number }
  /** Makes a service of a command, which is gone when the command ends. */
  | {
      readonly verb: "run";
      readonly unit: UnitName;
      readonly description: string;
      /** The program by its absolute path, and its arguments. */
      readonly command: readonly [string, ...string[]];
      readonly limits: readonly PropertyChange[];
      readonly folder?: string;
    }
  /** Whether the units of a user run without a login. */
  | { readonly verb: "enable-linger" | "disable-linger"; readonly user: number }
  /** Takes a job away that has not ended; what its unit's processes do meanwhile is left to them. */
  | { readonly verb: "cancel"; readonly job: number }
  | { readonly verb: "daemon-reload" };

export type Verb = Act["verb"];

/**
 * How an act ended. A job in the words of JobRemoved: `done`, `failed`, `timeout`, `canceled`, `dependency`, `skipped` …
 */
export type ActEnd =
  | {
      readonly kind: "job";
      readonly result: string;
      /** True when the job is done but nothing was started, since a condition of the unit does not hold. */
      readonly conditionUnmet: boolean;
    }
  | {
      readonly kind: "files";
      readonly changed: readonly { readonly kind: string; readonly path: string; readonly target: string }[];
      /** False when the unit has no [Install] section, so that there is nothing to enable. */
      readonly hasInstallSection: boolean;
    }
  | { readonly kind: "done" };

/** The command line that does the same, word by word: systemctl's, or that of the tool which has it. */
export function systemctlCommand(act: Act, scope: Scope): readonly string[] {
  switch (act.verb) {
    case "run":
      return ["systemd-run", ...scopeOptions(scope), ...runWords(act)];
    case "attach": {
      const method = [managerObject.destination, managerObject.path, managerObject.interface];
      const given = ["AttachProcessesToUnit", "ssau", act.unit, "", "1", `${act.process}`];
      return ["busctl", ...scopeOptions(scope), "call", ...method, ...given];
    }
    case "enable-linger":
    case "disable-linger":
      return ["loginctl", act.verb, `${act.user}`];
    default:
      return plainCommand(act, scope);
  }
}

function plainCommand(act: Act, scope: Scope): readonly string[] {
  return ["systemctl", ...scopeOptions(scope), act.verb, ...optionsOf(act), ...unitsOf(act)];
}

/** A command line as one would type it into a shell. */
export function asTyped(words: readonly string[]): string {
  return words.map(typedWord).join(" ");
}

function optionsOf(act: Act): readonly string[] {
  switch (act.verb) {
    case "kill":
      // `all` is what systemctl does by itself.
      return [`--signal=${act.signal.name}`, ...(act.whom === "all" ? [] : [`--kill-whom=${act.whom}`])];
    case "clean":
      return [`--what=${act.what.join(",")}`];
    default:
      return "lasting" in act && act.lasting === "until-reboot" ? ["--runtime"] : [];
  }
}

function runWords(act: Extract<Act, { verb: "run" }>): readonly string[] {
  const limits = act.limits.map(({ directive, text }) => `--property=${directive}=${text}`);
  const folder = act.folder === undefined ? [] : [`--working-directory=${act.folder}`];
  return [
    `--unit=${act.unit}`,
    `--description=${act.description}`,
    ...folder,
    ...limits,
    "--",
    ...act.command,
  ];
}

/** A name that begins with a dash, as `-.mount` does, would be read as an option. */
function unitsOf(act: Act): readonly string[] {
  const changes = act.verb === "set-property" ? act.changes : [];
  const names = [
    ...("starter" in act ? [act.starter] : []),
    ...("unit" in act ? [act.unit] : []),
    ...changes.map(({ directive, text }) => `${directive}=${text}`),
  ];
  return names.some((name) => name.startsWith("-")) ? ["--", ...names] : names;
}

/** Backslashes in unit names are the shell's too. */
const typedWord = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
