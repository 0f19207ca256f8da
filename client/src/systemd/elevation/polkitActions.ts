// Which of polkit's actions stand for what systemd is asked to do (`pkaction`, org.freedesktop.systemd1.policy).
import type { Verb } from "../acts.ts";

/** What an errand may come to do. */
export type Need = Verb | "write-file";

/**
 * The one action whose leave is enough for all of it; undefined where there is none. To be allowed to change unit files
 * implies to be allowed to start units and to have files read again.
 */
export function actionForAll(needs: readonly Need[]): string | undefined {
  const actions = new Set(needs.flatMap(actionsOf));
  const [only] = actions;
  if (actions.size === 1 || only === undefined) return only;
  return actions.has(undefined) ? undefined : manageUnitFiles;
}

/** The bus lets only root freeze, thaw and clean units (its policy in systemd 252 and 257; cleaning still in 262). */
export const needsRoot = (needs: readonly Need[]) =>
  needs.some((need) => need === "freeze" || need === "thaw" || need === "clean");

/** How many calls need polkit's leave. */
export const callsFor = (needs: readonly Need[]) => needs.flatMap(actionsOf).length;

const manageUnits = "org.freedesktop.systemd1.manage-units";
const manageUnitFiles = "org.freedesktop.systemd1.manage-unit-files";
const reloadDaemon = "org.freedesktop.systemd1.reload-daemon";

function actionsOf(need: Need): readonly (string | undefined)[] {
  switch (need) {
    case "start":
    case "stop":
    case "restart":
    case "try-restart":
    case "reload":
    case "isolate":
    case "cancel":
    case "kill":
    case "reset-failed":
    case "freeze":
    case "thaw":
    case "clean":
    case "set-property":
    case "attach":
    case "run":
    case "write-file":
      return [manageUnits];
    case "daemon-reload":
      return [reloadDaemon];
    case "enable":
    case "disable":
    case "mask":
    case "unmask":
    case "preset":
    case "link":
    case "revert":
    case "add-wants":
    case "add-requires":
      return [manageUnitFiles, reloadDaemon];
    // The login manager's, which has actions of its own for oneself and for others.
    case "enable-linger":
    case "disable-linger":
      return [undefined];
    default:
      return need satisfies never;
  }
}
