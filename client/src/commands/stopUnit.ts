import { window } from "vscode";
import type { UnitAct } from "./act.ts";
import { jobAct } from "./jobAct.ts";
import type { Target } from "./target.ts";

export const stopUnit: UnitAct = {
  ...jobAct("stop", "stoppable"),
  question: "Stop a unit",
  confirm: confirmStop,
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
