// Which units a command is to act on: the selected rows of the view, or one picked by name.
import { type QuickPickItem, window } from "vscode";
import type { Manager, Scope, Unit, UnitName } from "../systemd/manager.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { groupUnits, inRowOrder, scopes, stateWords } from "../units/unitTree.ts";
import type { TreeElement } from "../units/unitTreeProvider.ts";

export interface Target {
  readonly scope: Scope;
  readonly name: UnitName;
}

/**
 * Reads what VS Code passes to a command: the row it was called on and the whole selection. Called from the palette,
 * it asks for a unit among those that `fits`. Gives nothing when the user gives up.
 */
export async function targets(
  live: LiveUnits,
  row: unknown,
  selection: unknown,
  question: string,
  fits: (unit: Unit) => boolean,
): Promise<readonly Target[]> {
  const rows = (Array.isArray(selection) && selection.length > 0 ? selection : [row]).filter(isUnitElement);
  if (rows.length > 0) return rows.map(({ scope, name }) => ({ scope, name }));
  const picked = await pickUnit(live, question, fits);
  return picked === undefined ? [] : [picked];
}

/** The manager of a scope that can be reached; undefined after saying why there is none. */
export async function reachable(live: LiveUnits, scope: Scope): Promise<Manager | undefined> {
  live.begin();
  await live.settled();
  const manager = live.manager(scope);
  const state = manager?.state();
  if (state?.kind === "ready") return manager;
  if (state?.kind === "unreachable") void window.showWarningMessage(`${state.reason} ${state.advice}`);
  return undefined;
}

interface UnitItem extends QuickPickItem {
  readonly target: Target;
}

async function pickUnit(
  live: LiveUnits,
  question: string,
  fits: (unit: Unit) => boolean,
): Promise<Target | undefined> {
  live.begin();
  await live.settled();
  const items = scopes.flatMap((scope) => itemsOf(live, scope, fits));
  if (items.length === 0 && !(await reachable(live, "system"))) return undefined;
  const picked = await window.showQuickPick(items, {
    title: question,
    placeHolder: "Name, description or state",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.target;
}

function itemsOf(live: LiveUnits, scope: Scope, fits: (unit: Unit) => boolean): readonly UnitItem[] {
  const state = live.manager(scope)?.state();
  if (state?.kind !== "ready") return [];
  return [...groupUnits(state).values()].flatMap((units) =>
    inRowOrder(units.filter(fits)).flatMap((name) => {
      const unit = state.units.get(name);
      return unit === undefined ? [] : [itemOf(scope, unit)];
    }),
  );
}

function itemOf(scope: Scope, unit: Unit): UnitItem {
  const { name, description: detail } = unit;
  const description = scope === "user" ? `${stateWords(unit)} (user)` : stateWords(unit);
  return { label: name, description, detail, target: { scope, name } };
}

function isUnitElement(value: unknown): value is Extract<TreeElement, { kind: "unit" }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "unit";
}
