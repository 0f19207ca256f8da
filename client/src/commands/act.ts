// What every command on units has in common: the units, progress in the view, and a clear word when it fails.
import { type LogOutputChannel, window, workspace } from "vscode";
import { findNamespaces } from "../journals/findNamespaces.ts";
import type { JournalDocuments } from "../journals/journalDocuments.ts";
import { type Act, systemctlCommand } from "../systemd/acts.ts";
import type { ErrandSurroundings } from "../systemd/elevation/errand.ts";
import { SystemdError } from "../systemd/errors.ts";
import { lastEntries } from "../systemd/journal.ts";
import type { ActiveState, Manager, UnitDetails } from "../systemd/manager.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { askAboutChangedFiles } from "./changedFiles.ts";
import { type Errands, onErrand } from "./errands.ts";
import { offerTerminal } from "./offerTerminal.ts";
import { canceledOutcome, filesOutcome, jobOutcome, type Outcome, type Telling } from "./outcome.ts";
import { showProgress } from "./showProgress.ts";
import { reachable, type Target, targets } from "./target.ts";
import type { UnitCommand } from "./unitCommands.ts";

/** What commands are made of. */
export interface CommandContext {
  readonly live: LiveUnits;
  readonly journals: JournalDocuments;
  readonly errands: ErrandSurroundings;
  readonly log: Pick<LogOutputChannel, "info" | "warn" | "error">;
}

/** Makes the function behind a command: acts on every chosen unit at once, and reports each that went wrong. */
export function runUnitCommand(
  context: CommandContext,
  command: UnitCommand,
): (row?: unknown, rows?: unknown) => Promise<void> {
  return async (row, rows) => {
    if (!isTrusted()) return;
    await actOnUnits(
      context,
      command,
      await targets(context.live, row, rows, command.question, command.fits),
    );
  };
}

/** Whether all was done as asked; if not, the user has been told. */
export type ActedOn = "done" | "not-done";

/** Acts on every one of these units at once, after asking what the command asks, and reports each that went wrong. */
export async function actOnUnits(
  context: CommandContext,
  command: Pick<UnitCommand, "verb" | "plan">,
  chosen: readonly Target[],
): Promise<ActedOn> {
  return onErrand(context, (errands) => actOnUnitsFor(context, errands, command, chosen));
}

/** The same as part of an errand that does more. */
export async function actOnUnitsFor(
  context: CommandContext,
  errands: Errands,
  command: Pick<UnitCommand, "verb" | "plan">,
  chosen: readonly Target[],
): Promise<ActedOn> {
  const plan = chosen.length === 0 ? undefined : await command.plan(chosen, context.live);
  if (plan === undefined) return "not-done";
  const title = `${command.verb} ${chosen.map((target) => target.name).join(", ")}`;
  const planned = chosen.map((target) => ({ target, acts: plan(target) }));
  const needs = planned.flatMap(({ acts }) => acts.map((act) => act.verb));
  errands.expect(`${title.charAt(0).toUpperCase()}${title.slice(1)}`, needs);
  const ends = await showProgress(title, (cancel) => {
    const work = { command, cancel, errands };
    return Promise.all(planned.map(({ target, acts }) => actOn(context, target, { ...work, acts })));
  });
  if (ends.includes("declined")) {
    const lines = planned.flatMap(({ target, acts }) =>
      acts.map((act) => systemctlCommand(act, target.scope)),
    );
    offerTerminal(context, `Nobody said who they are, so that this was not done: ${title}.`, lines);
  }
  return ends.every((end) => end === "done") ? "done" : "not-done";
}

/** Whatever shows or touches live units needs a trusted workspace; says so where there is none. */
export function isTrusted(): boolean {
  if (!workspace.isTrusted) {
    void window.showWarningMessage("Units are shown and acted upon in trusted workspaces only.");
  }
  return workspace.isTrusted;
}

interface Work {
  readonly command: Pick<UnitCommand, "verb">;
  readonly acts: readonly Act[];
  readonly cancel: AbortSignal;
  readonly errands: Errands;
}

/** Does one act after the other, until one of them does not end well. */
async function actOn(
  context: CommandContext,
  target: Target,
  { command, acts, cancel, errands }: Work,
): Promise<ActedOn | "declined"> {
  const manager = await reachable(context.live, target.scope);
  if (manager === undefined) return "not-done";
  for (const act of acts) {
    const began = Date.now();
    const work = { verb: command.verb, act, cancel };
    const outcome = await perform(errands, manager, target, work).catch((error: unknown) =>
      refused(work, target, error),
    );
    if (outcome === undefined) continue;
    if (outcome.kind === "failed") await reportFailure(context, target, outcome.message, began);
    else if (outcome.kind === "declined") return "declined";
    else if (outcome.kind !== "given-up") reportAtOnce(context, outcome);
    return "not-done";
  }
  return "done";
}

async function perform(
  errands: Errands,
  manager: Manager,
  { name }: Target,
  { verb, act, cancel }: { readonly verb: string; readonly act: Act; readonly cancel: AbortSignal },
): Promise<Outcome> {
  const runsFile = act.verb === "start" || act.verb === "restart" ? act.verb : undefined;
  if (runsFile !== undefined && (await detailsOf(manager, name))?.needsReload === true) {
    const answer = await askAboutChangedFiles(runsFile, name);
    if (answer === "nothing") return { kind: "given-up" };
    if (answer === "reload") await errands.perform(manager, { verb: "daemon-reload" });
  }
  const end = await errands.perform(manager, act, cancel);
  if (act.verb === "freeze" || act.verb === "thaw") manager.outdateExtras(name);
  if (end.kind === "files") return filesOutcome(act, end);
  if (end.kind === "done") return undefined;
  if (end.result === "canceled" && cancel.aborted) return canceledOutcome(name, stateOf(manager, name));
  return jobOutcome(verb, name, end, await detailsOf(manager, name));
}

function stateOf(manager: Manager, name: string): ActiveState | undefined {
  const state = manager.state();
  return state.kind === "ready" ? state.units.get(name)?.activeState : undefined;
}

/** What is known of a unit; nothing when it has gone. */
export async function detailsOf(manager: Manager, name: string): Promise<UnitDetails | undefined> {
  try {
    return await manager.details(name);
  } catch (error) {
    if (!(error instanceof SystemdError)) throw error;
    return undefined;
  }
}

function refused(
  { verb, act }: { readonly verb: string; readonly act: Act },
  { scope, name }: Target,
  error: unknown,
): Outcome {
  if (!(error instanceof SystemdError)) throw error;
  if (error.kind === "declined") return { kind: "declined" };
  const message = `Could not ${verb} ${name}: ${error.message.replace(/\.$/, "")}.`;
  const mayInTerminal = error.kind === "access-denied" ? { command: systemctlCommand(act, scope) } : {};
  return { kind: "refused", message, ...mayInTerminal };
}

function reportAtOnce(context: CommandContext, { kind, message, command }: Telling): void {
  const { log } = context;
  if (command !== undefined) {
    offerTerminal(context, message, [command]);
  } else if (kind === "warning") {
    log.warn(message);
    void window.showWarningMessage(message);
  } else {
    log.error(message);
    void window.showErrorMessage(message);
  }
}

/** With what the unit said since the act began, at `began` in milliseconds. */
async function reportFailure(
  { live, log, journals }: CommandContext,
  target: Target,
  message: string,
  began: number,
): Promise<void> {
  log.error(message);
  const subject = { scope: target.scope, units: [target.name] };
  const namespaces = await findNamespaces(live, subject);
  const last = await lastEntries({ query: { subject, filter: {}, namespaces }, lines: 5 });
  const recent = last.filter((entry) => entry.time >= began);
  for (const entry of recent) log.error(`  ${entry.source}: ${entry.message}`);
  // systemd's own lines only repeat what the message says already.
  const said = recent.filter((entry) => entry.pid !== 1 && entry.source !== "systemd").slice(-2);
  const tail =
    said.length === 0 ? "" : ` Last in its journal: ${said.map((entry) => entry.message).join(" / ")}`;
  const showJournal = "Show Journal";
  void window.showErrorMessage(`${message}${tail}`, showJournal).then((answer) => {
    if (answer === showJournal) void journals.show(target);
  });
}
