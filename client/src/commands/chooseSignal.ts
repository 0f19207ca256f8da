import { type QuickPickItem, window } from "vscode";
import { type Signal, signals } from "../../../server/src/language/words/signals.ts";
import type { KillWhom } from "../systemd/acts.ts";
import type { Target } from "./target.ts";

export interface SignalChoice {
  readonly signal: Pick<Signal, "name" | "number">;
  readonly whom: KillWhom;
}

/** Asks which signal is sent, and to which processes; undefined when the user gives up. */
export async function chooseSignal(chosen: readonly Target[]): Promise<SignalChoice | undefined> {
  const title = `Send a signal to ${chosen.map((target) => target.name).join(", ")}`;
  const items = inOrder(signals).map((signal) => ({
    label: signal.name,
    description: `${signal.number}`,
    detail: signal.meaning,
    signal,
  }));
  const options = { title, placeHolder: "Which signal?", matchOnDetail: true, matchOnDescription: true };
  const picked = await window.showQuickPick(items, options);
  if (picked === undefined) return undefined;
  const whom = await window.showQuickPick(receivers, { title, placeHolder: `Who gets ${picked.label}?` });
  return whom && { signal: picked.signal, whom: whom.whom };
}

/** The few that are sent by hand, then all others by number. */
function inOrder(all: readonly Signal[]): readonly Signal[] {
  const first = usual.flatMap((name) => all.filter((signal) => signal.name === name));
  return [...first, ...all.filter((signal) => !usual.includes(signal.name))];
}

const usual: readonly string[] = ["SIGTERM", "SIGKILL", "SIGHUP", "SIGINT", "SIGUSR1", "SIGUSR2"];

const receivers: readonly (QuickPickItem & { readonly whom: KillWhom })[] = [
  { label: "All processes", detail: "Every process of the unit, its helpers too.", whom: "all" },
  { label: "Main process", detail: "The one that the unit lives and dies with.", whom: "main" },
  {
    label: "Control process",
    detail: "The one that starts, stops or reloads it at the moment.",
    whom: "control",
  },
];
