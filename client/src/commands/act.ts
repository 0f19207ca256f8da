// What every command on units has in common: the units, progress in the view, and a clear word when it fails.
import { window, workspace } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import { lastEntries } from "../systemd/journal.ts";
import type { Manager, Unit } from "../systemd/manager.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import type { JournalDocuments } from "./journalDocuments.ts";
import type { Outcome } from "./outcome.ts";
import { reachable, type Target, targets } from "./target.ts";

export const viewId = "unitwright.units";

/** What commands are made of. */
export interface CommandContext {
  readonly live: LiveUnits;
  readonly journals: JournalDocuments;
  readonly log: Readonly<Record<"info" | "warn" | "error", (text: string) => void>>;
}

/** An act on one unit: how it is called, which units it fits, and what it does. */
export interface UnitAct {
  /** The verb as in "Could not start nginx.service". */
  readonly verb: string;
  /** What systemctl(1) calls it, with all that stands before the unit, where that is not the verb. */
  readonly command?: string;
  /** Heading of the picker. */
  readonly question: string;
  readonly fits: (unit: Unit) => boolean;
  /** Whether to go on, asked before anything is done; asks the user where the act may do harm. */
  readonly confirm?: (chosen: readonly Target[]) => Promise<"go" | "stop">;
  readonly run: (manager: Manager, unit: Target) => Promise<Outcome>;
}

/** Makes the function behind a command: acts on every chosen unit at once, and reports each that went wrong. */
export function unitCommand(
  context: CommandContext,
  act: UnitAct,
): (row?: unknown, rows?: unknown) => Promise<void> {
  return async (row, rows) => {
    if (!isTrusted()) return;
    await actOnUnits(context, act, await targets(context.live, row, rows, act.question, act.fits));
  };
}

/** Acts on every one of these units at once, after asking where that may do harm, and reports each that went wrong. */
export async function actOnUnits(
  context: CommandContext,
  act: UnitAct,
  chosen: readonly Target[],
): Promise<void> {
  if (chosen.length === 0 || (await act.confirm?.(chosen)) === "stop") return;
  const title = `${act.verb} ${chosen.map((target) => target.name).join(", ")}`;
  await window.withProgress({ location: { viewId }, title }, () =>
    Promise.all(chosen.map((target) => actOn(context, act, target))),
  );
}

/** Whatever shows or touches live units needs a trusted workspace; says so where there is none. */
export function isTrusted(): boolean {
  if (!workspace.isTrusted) {
    void window.showWarningMessage("Units are shown and acted upon in trusted workspaces only.");
  }
  return workspace.isTrusted;
}

async function actOn(context: CommandContext, act: UnitAct, target: Target): Promise<void> {
  const manager = await reachable(context.live, target.scope);
  if (manager === undefined) return;
  context.log.info(`${act.verb} ${target.name} (${target.scope})`);
  const began = Date.now();
  const outcome = await act.run(manager, target).catch((error: unknown) => refused(act, target, error));
  if (outcome?.kind === "failed") await reportFailure(context, target, outcome.message, began);
  else if (outcome !== undefined) reportAtOnce(context, outcome);
}

function refused(act: UnitAct, target: Target, error: unknown): Outcome {
  if (!(error instanceof SystemdError)) throw error;
  const text = `Could not ${act.verb} ${target.name}: ${error.message.replace(/\.$/, "")}.`;
  return {
    kind: "refused",
    message: error.kind === "access-denied" ? `${text} ${wayOut(act, target)}` : text,
  };
}

const wayOut = ({ verb, command = verb }: UnitAct, { name }: Target) =>
  `In a terminal: sudo systemctl ${command} ${quoted(name)}`;

/** Backslashes in unit names are the shell's too. */
const quoted = (name: string) => (/^[\w@.:-]+$/.test(name) ? name : `'${name}'`);

function reportAtOnce({ log }: CommandContext, { kind, message }: NonNullable<Outcome>): void {
  if (kind === "warning") {
    log.warn(message);
    void window.showWarningMessage(message);
  } else {
    log.error(message);
    void window.showErrorMessage(message);
  }
}

/** With what the unit said since the act began, at `began` in milliseconds. */
async function reportFailure(
  { log, journals }: CommandContext,
  target: Target,
  message: string,
  began: number,
): Promise<void> {
  log.error(message);
  const last = await lastEntries({ unit: target.name, scope: target.scope, lines: 5 });
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
