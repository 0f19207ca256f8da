// How many units failed, in the status bar while there are any; a click shows them.
import { type Disposable, StatusBarAlignment, window } from "vscode";
import { markedName } from "../systemd/scope.ts";
import type { LiveUnits } from "./liveUnits.ts";

/** `command` is run by a click. Nothing is shown before somebody looked at units. */
export function failedUnits(live: LiveUnits, command: string): Disposable {
  const item = window.createStatusBarItem("unitwright.failed", StatusBarAlignment.Left, -100);
  item.name = "Failed systemd Units";
  item.command = command;
  const draw = () => {
    const names = [...live.states()].flatMap(([scope, state]) =>
      state.kind !== "ready"
        ? []
        : [...state.units.values()]
            .filter(({ activeState }) => activeState === "failed")
            .map(({ name }) => markedName(scope, name)),
    );
    if (names.length === 0) return item.hide();
    item.text = `$(error) ${names.length} failed`;
    item.tooltip = `Failed units: ${names.slice(0, 20).join(", ")}${names.length > 20 ? " …" : ""}`;
    item.accessibilityInformation = { label: `${names.length} systemd units failed`, role: "button" };
    item.show();
  };
  let soon: NodeJS.Timeout | undefined;
  live.onChange(() => {
    soon ??= setTimeout(() => {
      soon = undefined;
      draw();
    }, 100);
  });
  return {
    dispose: () => {
      clearTimeout(soon);
      item.dispose();
    },
  };
}
