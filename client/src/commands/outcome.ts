// How an act on a unit ended, in words.
import type { Act, ActEnd } from "../systemd/acts.ts";
import type { ActiveState, UnitDetails, UnitName } from "../systemd/manager.ts";

type JobEnd = Pick<Extract<ActEnd, { kind: "job" }>, "result" | "conditionUnmet">;
type FileChanges = Pick<Extract<ActEnd, { kind: "files" }>, "changed" | "hasInstallSection">;

/**
 * What to tell the user. Of what `failed` the unit's journal may tell more; what was `refused` never began; a `warning`
 * says that nothing had to be done.
 */
export interface Telling {
  readonly kind: "failed" | "refused" | "warning";
  readonly message: string;
  /** What the user may do in a terminal instead. */
  readonly command?: readonly string[];
}

/**
 * Nothing when all went as asked; of what they gave up the user knows. Who `declined` to say who they are did so for all
 * units of a command.
 */
export type Outcome = Telling | { readonly kind: "given-up" } | { readonly kind: "declined" } | undefined;

/** Judges a job by its result (org.freedesktop.systemd1(5), JobRemoved) and the unit's own (Result= of its type). */
export function jobOutcome(
  act: string,
  unit: UnitName,
  end: JobEnd,
  details: UnitDetails | undefined,
): Telling | undefined {
  if (end.conditionUnmet) {
    return {
      kind: "warning",
      message: `${unit} was not started: a Condition of its [Unit] section does not hold.`,
    };
  }
  if (end.result === "done") return undefined;
  const why = end.result === "failed" ? unitWords(details) : jobWords(end.result);
  return { kind: "failed", message: `Could not ${act} ${unit}: ${why}.` };
}

/** Cancelling takes the job away, and leaves the processes that it has started already. */
export function canceledOutcome(unit: UnitName, state: ActiveState | undefined): Outcome {
  if (state !== "activating") return { kind: "given-up" };
  return {
    kind: "warning",
    message: `${unit} is still starting, though nobody waits for it any more. Stop it to end it.`,
  };
}

/** Enabling does nothing for a unit that does not say what it is wanted by, and what is linked already stays so. */
export function filesOutcome(act: Act, { changed, hasInstallSection }: FileChanges): Telling | undefined {
  if (changed.length > 0) return undefined;
  if (act.verb === "enable" && !hasInstallSection) {
    const message = `${act.unit} has nothing to enable: its file has no [Install] section that says what should start it.`;
    return { kind: "warning", message };
  }
  if (act.verb === "add-wants" || act.verb === "add-requires") {
    const folder = `${act.starter}.${act.verb === "add-wants" ? "wants" : "requires"}`;
    return { kind: "warning", message: `${act.unit} is in ${folder} already: nothing had to be done.` };
  }
  return undefined;
}

function jobWords(result: string): string {
  switch (result) {
    case "canceled":
      return "another job took its place";
    case "timeout":
      return "it took longer than its job may take";
    case "dependency":
      return "a unit that it requires could not be started";
    case "skipped":
      return "it does not do this in its present state";
    case "invalid":
      return "it cannot be reloaded now, since it does not run";
    case "assert":
      return "an Assert of its [Unit] section does not hold";
    case "unsupported":
      return "units of its type are not supported on this machine";
    case "once":
      return "it may run only once, and has";
    default:
      return `its job ended with "${result}"`;
  }
}

function unitWords(details: UnitDetails | undefined): string {
  if (details?.loadError !== undefined) return details.loadError;
  switch (details?.result) {
    case "exit-code":
      return `its process exited with status ${details.exitStatus ?? "?"}`;
    case "signal":
    case "core-dump":
      return "its process was killed by a signal";
    case "timeout":
      return "it took longer than its file allows";
    case "watchdog":
      return "its watchdog heard nothing from it in time";
    case "start-limit-hit":
      return "it was started too often in a short time";
    case "oom-kill":
      return "the machine ran out of memory";
    case "protocol":
      return "it did not announce itself as its Type= says";
    case "resources":
      return "something it needs (a user, a file, a folder) could not be set up";
    default:
      return details?.result === undefined || details.result === "success"
        ? "it failed"
        : `it failed ("${details.result}")`;
  }
}
