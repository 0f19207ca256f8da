// "Cancel Job": what waits for its turn, or for something that never comes, is taken away.
import type { Unit } from "../systemd/manager.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { type Target, targets } from "./target.ts";

/** Cancels the jobs of chosen rows, or of units that are picked among those that have one. */
export function cancelJob(context: CommandContext): (row?: unknown, rows?: unknown) => Promise<void> {
  const plan = async () => (target: Target) => {
    const job = context.live.unit(target.scope, target.name)?.job;
    return job === undefined ? [] : [{ verb: "cancel", job: job.id } as const];
  };
  return async (row, rows) => {
    if (!isTrusted()) return;
    const hasJob = (unit: Unit) => unit.job !== undefined;
    const chosen = await targets(context.live, row, rows, "Cancel the job of a unit", hasJob);
    await actOnUnits(context, { verb: "cancel the job of", plan }, chosen);
  };
}
