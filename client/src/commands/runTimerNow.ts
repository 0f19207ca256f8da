import { typeOf } from "../systemd/unitType.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { detailsOrTell, type Target, targets } from "./target.ts";
import { startUnit } from "./unitCommands.ts";

/** Starts at once what a timer, path or automount would start when its time has come; its schedule stays as it is. */
export function runTimerNow(context: CommandContext): (row?: unknown, rows?: unknown) => Promise<void> {
  return async (row, rows) => {
    if (!isTrusted()) return;
    const fits = ({ name }: { readonly name: string }) => typeOf(name) === "timer" || typeOf(name) === "path";
    const chosen = await targets(context.live, row, rows, "Run what a timer starts", fits);
    const started = (await Promise.all(chosen.map((target) => triggered(context, target)))).flat();
    if (started.length > 0) await actOnUnits(context, startUnit, started);
  };
}

async function triggered({ live }: CommandContext, target: Target): Promise<readonly Target[]> {
  const details = await detailsOrTell(live, target, `what ${target.name} starts`);
  return details?.triggers.map((name) => ({ scope: target.scope, name })) ?? [];
}
