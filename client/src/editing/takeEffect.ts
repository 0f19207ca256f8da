// What follows when the files of a unit were saved: systemd reads them, and what runs is offered a restart.
import { window } from "vscode";
import { parseUnitName, templateOf } from "../../../server/src/language/names/unitName.ts";
import { actOnUnits, actOnUnitsFor, type CommandContext, detailsOf } from "../commands/act.ts";
import type { Errands } from "../commands/errands.ts";
import type { Target } from "../commands/target.ts";
import { enableUnitNow, restartUnit, startUnit, type UnitCommand } from "../commands/unitCommands.ts";
import type { Unit } from "../systemd/manager.ts";

/** Rights that were asked for to save are kept this long for the restart that may follow; in milliseconds. */
const patience = 60_000;

/** Has systemd read the files of a unit again, and offers to restart what runs from them, or to start what does not run. */
export async function takeEffect(context: CommandContext, errands: Errands, target: Target): Promise<void> {
  errands.expect(`Have systemd read ${target.name} again`, ["daemon-reload", "restart"]);
  context.live.begin();
  await context.live.settled();
  // Units are written in containers and on build machines too, where no systemd is to read them.
  if (context.live.manager(target.scope)?.state().kind !== "ready") return;
  const reload = { verb: "reload", plan: async () => () => [{ verb: "daemon-reload" }] as const };
  if ((await actOnUnitsFor(context, errands, reload, [target])) !== "done") return;
  const { text, button, command, units } = await offerFor(context, target);
  const asked = Promise.resolve(
    window.showInformationMessage(text, ...(button === undefined ? [] : [button])),
  );
  const answer = await Promise.race([asked, after(patience)]);
  if (answer === "later") {
    void asked.then((late) => (late === undefined ? undefined : actOnUnits(context, command, units)));
  } else if (answer !== undefined) {
    await actOnUnitsFor(context, errands, command, units);
  }
}

interface Offer {
  readonly text: string;
  readonly button: string | undefined;
  readonly command: UnitCommand;
  readonly units: readonly Target[];
}

async function offerFor(context: CommandContext, target: Target): Promise<Offer> {
  const running = runningUnits(context, target).map(({ name }) => ({ scope: target.scope, name }));
  const [first] = running;
  if (first === undefined) {
    const isTemplate = parseUnitName(target.name)?.kind === "template";
    const what = isTemplate ? `an instance of ${target.name}` : target.name;
    const text = `Saved, and read by systemd: it counts when ${what} starts.`;
    if (isTemplate) return { text, button: undefined, command: startUnit, units: [] };
    const manager = context.live.manager(target.scope);
    const fileState = manager && (await detailsOf(manager, target.name))?.fileState;
    // What has no [Install] section is "static", and what is enabled says so.
    return fileState === "disabled"
      ? { text, button: "Enable and Start", command: enableUnitNow, units: [target] }
      : { text, button: "Start It", command: startUnit, units: [target] };
  }
  const isOne = running.length === 1;
  const goesOn = isOne ? `${first.name} goes` : `${running.length} units of ${target.name} go`;
  const text = `Saved, and read by systemd: ${goesOn} on as before until restarted.`;
  return { text, button: isOne ? "Restart It" : "Restart All", command: restartUnit, units: running };
}

/** The unit itself if it runs; of a template, those of its instances that do. */
function runningUnits({ live }: CommandContext, { scope, name }: Target): readonly Unit[] {
  const state = live.manager(scope)?.state();
  if (state?.kind !== "ready") return [];
  return [...state.units.values()].filter((unit) => {
    const parsed = unit.name.includes("@") ? parseUnitName(unit.name) : undefined;
    const isIts = unit.name === name || (parsed !== undefined && templateOf(parsed) === name);
    return isIts && (unit.activeState === "active" || unit.activeState === "activating");
  });
}

const after = (milliseconds: number) =>
  new Promise<"later">((resolve) => setTimeout(resolve, milliseconds, "later"));
