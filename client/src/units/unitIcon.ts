import type { Unit } from "../systemd/manager.ts";

/** A codicon and the theme colour it takes. Shapes alone tell the states apart; colour only helps. */
export interface UnitIcon {
  readonly shape: string;
  readonly color: string | undefined;
}

/** The icon of a unit's state. */
export function unitIcon(unit: Pick<Unit, "activeState" | "subState" | "loadState" | "extras">): UnitIcon {
  switch (unit.activeState) {
    case "failed":
      return { shape: "error", color: "testing.iconFailed" };
    case "active":
      if (unit.extras.isFrozen === true) return { shape: "debug-pause", color: "list.warningForeground" };
      // What is over (`exited`) or only set up (`mounted`, `listening`) is not what runs.
      return { shape: unit.subState === "running" ? "circle-filled" : "pass", color: "testing.iconPassed" };
    case "activating":
      // A device that is in use before udev told of it stays so for good where there is no udev.
      return unit.subState === "tentative"
        ? { shape: "pass", color: "disabledForeground" }
        : { shape: "loading~spin", color: undefined };
    case "deactivating":
    case "reloading":
    case "refreshing":
      return { shape: "loading~spin", color: undefined };
    case "maintenance":
      return { shape: "tools", color: undefined };
    case "inactive":
      return inactiveIcon(unit.loadState);
    default:
      return unit.activeState satisfies never;
  }
}

function inactiveIcon(loadState: string): UnitIcon {
  if (loadState === "masked") return { shape: "circle-slash", color: "disabledForeground" };
  if (loadState === "loaded" || loadState === "unloaded" || loadState === "stub") {
    return { shape: "circle-outline", color: "disabledForeground" };
  }
  return { shape: "warning", color: "list.warningForeground" };
}
