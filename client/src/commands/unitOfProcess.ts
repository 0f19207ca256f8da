// From a process to its unit ("which unit is this?"), and a process into another unit.
import { env, window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import type { Manager } from "../systemd/manager.ts";
import { type RunningProcess, runningProcesses } from "../systemd/processes.ts";
import { kindOf, markedName } from "../systemd/scope.ts";
import { stateWords } from "../units/unitTree.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { reachable, type Target, targets } from "./target.ts";

/** Asks for a process, and tells which unit it belongs to, with what one does next. */
export function unitOfProcess(context: CommandContext): () => Promise<void> {
  return async () => {
    if (!isTrusted()) return;
    const process = await pickProcess("The unit of which process?");
    if (process === undefined) return;
    const found = await unitOf(context, process.pid);
    const what = `${process.name} (${process.pid})`;
    if (found === undefined) {
      void window.showInformationMessage(`${what} belongs to no unit: it has ended, or is the kernel's own.`);
      return;
    }
    await tell(context, what, found);
  };
}

/** Moves a process into a unit that manages its own (Delegate=). */
export function moveProcess(context: CommandContext): (row?: unknown, rows?: unknown) => Promise<void> {
  return async (row, rows) => {
    if (!isTrusted()) return;
    const isUp = ({ activeState }: { readonly activeState: string }) => activeState === "active";
    const [target] = await targets(context.live, row, rows, "Move a process into which unit?", isUp);
    if (target === undefined) return;
    const process = await pickProcess(`Move which process into ${target.name}?`);
    if (process === undefined) return;
    const plan = async () => (unit: Target) =>
      [{ verb: "attach", unit: unit.name, process: process.pid }] as const;
    await actOnUnits(context, { verb: "move the process into", plan }, [target]);
  };
}

async function tell({ live, journals }: CommandContext, what: string, found: Target): Promise<void> {
  const unit = live.unit(found.scope, found.name);
  const words = unit === undefined ? "" : `, which is ${stateWords(unit)}`;
  const journal = "Show Journal";
  const copy = "Copy Name";
  const text = `${what} belongs to ${markedName(found.scope, found.name)}${words}.`;
  const answer = await window.showInformationMessage(text, journal, copy);
  if (answer === journal) await journals.show(found);
  if (answer === copy) await env.clipboard.writeText(found.name);
}

/** The unit by the nearest manager: a user's services are one unit, `user@1000.service`, for the system's. */
async function unitOf({ live }: CommandContext, pid: number): Promise<Target | undefined> {
  const system = await reachable(live, "system");
  // Processes of another machine have other numbers there.
  const nearest = live.scopes().filter((scope) => kindOf(scope) === "user");
  for (const scope of [...nearest, "system" as const]) {
    const manager = scope === "system" ? system : readyManager(live.manager(scope));
    const name = await manager?.unitOfProcess(pid).catch((error: unknown) => {
      if (!(error instanceof SystemdError)) throw error;
      return undefined;
    });
    if (name !== undefined) return { scope, name };
  }
  return undefined;
}

const readyManager = (manager: Manager | undefined) =>
  manager?.state().kind === "ready" ? manager : undefined;

async function pickProcess(title: string): Promise<RunningProcess | undefined> {
  const items = runningProcesses().then((all) =>
    all.map((process) => ({
      label: process.name,
      description: `${process.pid}`,
      detail: process.command === "" ? "A thread of the kernel" : process.command,
      process,
    })),
  );
  const placeHolder = "Name, number or command line";
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.process;
}
