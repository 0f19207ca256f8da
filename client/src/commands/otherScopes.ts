// "Show Units of Another User or Machine…": whose manager runs here besides ours, remembered for the workspace.
import { userInfo } from "node:os";
import { commands, type Memento, type QuickPickItem, ThemeIcon, window } from "vscode";
import type { Manager, OtherScope } from "../systemd/manager.ts";
import { isOther, localMachine, otherUser, readScope } from "../systemd/scope.ts";
import { usersByNumber } from "../systemd/users.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { scopeIcon, scopeTitle } from "../units/unitTree.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { viewId } from "./showProgress.ts";
import { reachable } from "./target.ts";

const key = "unitwright.others";

/** Whose units were shown in the workspace before. */
export function rememberedOthers(memento: Memento): readonly OtherScope[] {
  return memento.get<readonly unknown[]>(key, []).flatMap((text) => {
    const scope = readScope(text);
    return scope !== undefined && isOther(scope) ? [scope] : [];
  });
}

/** Asks whose, and shows them below ours. */
export function showOthers({ live }: Pick<CommandContext, "live">, memento: Memento): () => Promise<void> {
  return async () => {
    if (!isTrusted()) return;
    const system = await reachable(live, "system");
    if (system === undefined) return;
    const running = await runningOthers(system);
    const items = running.filter((scope) => !live.scopes().includes(scope)).map(itemOf);
    if (items.length === 0) {
      void window.showInformationMessage(running.length > 0 ? allShown : noneRuns);
      return;
    }
    const title = "Show Units of Another User or Machine";
    const picked = await window.showQuickPick(items, { title, placeHolder: "Whose?" });
    if (picked === undefined) return;
    live.show(picked.scope, "may-ask");
    remember(live, memento);
    void commands.executeCommand(`${viewId}.focus`);
  };
}

/** Takes the units of a row's owner out of the view. */
export function stopShowing({ live }: Pick<CommandContext, "live">, memento: Memento) {
  return (row?: unknown): void => {
    const scope = otherOfRow(row);
    if (scope === undefined) return;
    live.stopShowing(scope);
    remember(live, memento);
  };
}

/** Tries again to reach the manager of a row, and asks for a password where that is needed. */
export function connectOther({ live }: Pick<CommandContext, "live">) {
  return (row?: unknown): void => {
    const scope = otherOfRow(row);
    if (scope !== undefined && isTrusted()) live.show(scope, "may-ask");
  };
}

const allShown = "Every other user's manager and every local machine that runs here is shown already.";
const noneRuns =
  "No other user's manager and no local machine runs here. A user's runs from login on, or all the time by lingering (loginctl enable-linger NAME); a machine is one that machinectl list knows as a container.";

const remember = (live: LiveUnits, memento: Memento) =>
  void memento.update(key, live.scopes().filter(isOther));

interface OtherItem extends QuickPickItem {
  readonly scope: OtherScope;
}

function itemOf(scope: OtherScope): OtherItem {
  const description = scope.startsWith("user:") ? "user" : "local machine";
  return { label: scopeTitle(scope), description, iconPath: new ThemeIcon(scopeIcon(scope)), scope };
}

/** The system's manager runs those of its users, each in a service. */
async function runningOthers(system: Manager): Promise<readonly OtherScope[]> {
  const state = system.state();
  const units = state.kind === "ready" ? [...state.units.values()] : [];
  const own = userInfo().uid;
  const uids = units.flatMap(({ name, activeState }) => {
    const uid = activeState === "active" ? /^user@(\d+)\.service$/.exec(name)?.[1] : undefined;
    return uid === undefined || Number(uid) === own ? [] : [Number(uid)];
  });
  const [users, machines] = await Promise.all([usersByNumber(uids), system.machines()]);
  return [...users.map(otherUser), ...machines.map(localMachine)].flatMap((scope) => scope ?? []);
}

function otherOfRow(row: unknown): OtherScope | undefined {
  const scope = typeof row === "object" && row !== null && "scope" in row ? readScope(row.scope) : undefined;
  return scope !== undefined && isOther(scope) ? scope : undefined;
}
