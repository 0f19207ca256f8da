import { window } from "vscode";
import type { UnitAct } from "./act.ts";
import { jobOutcome } from "./outcome.ts";
import { can, detailsOf } from "./startUnit.ts";
import type { Target } from "./target.ts";

export const stopUnit: UnitAct = {
  verb: "stop",
  question: "Stop a unit",
  fits: (unit) => can(unit, "stoppable"),
  confirm: confirmStop,
  run: async (manager, { name }) =>
    jobOutcome("stop", name, await manager.stop(name), await detailsOf(manager, name)),
};

/** Without these one may no longer reach the machine, or much more than one unit stops. */
const vital =
  /^(dbus|dbus-broker|ssh|sshd|systemd-(networkd|resolved|logind|journald|udevd)|NetworkManager|networking|user@\d+)\.(service|socket)$|\.(target|slice|scope|mount)$/;

async function confirmStop(chosen: readonly Target[]): Promise<"go" | "stop"> {
  const risky = chosen.map((target) => target.name).filter((name) => vital.test(name));
  if (risky.length === 0) return "go";
  const answer = await window.showWarningMessage(
    `Stop ${risky.join(", ")}?`,
    { modal: true, detail: "Other units may stop with it, and the machine may become unreachable." },
    "Stop",
  );
  return answer === "Stop" ? "go" : "stop";
}
