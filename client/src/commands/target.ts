// Which units a command is to act on: the selected rows of the view, or one picked by name.
import { type QuickPickItem, window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import type { Manager, Scope, Unit, UnitDetails, UnitName } from "../systemd/manager.ts";
import { isPattern, namePattern } from "../systemd/namePattern.ts";
import { markedName } from "../systemd/scope.ts";
import { arrangeUnits } from "../units/arrangedUnits.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import type { TreeElement } from "../units/treeElements.ts";
import type { Arrangement } from "../units/unitGroups.ts";
import { stateWords } from "../units/unitTree.ts";
import { pickRow } from "./pickRow.ts";

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
  if (rows.length > 0) return fitting(live, rows, fits);
  return pickUnits(live, question, fits);
}

/** Of a selection, those that the act makes sense for; all of them when it makes sense for none, so that systemd says why. */
function fitting(live: LiveUnits, rows: readonly Target[], fits: (unit: Unit) => boolean): readonly Target[] {
  const all = rows.map(({ scope, name }) => ({ scope, name }));
  const some = all.filter(({ scope, name }) => {
    const unit = live.unit(scope, name);
    return unit !== undefined && fits(unit);
  });
  return some.length > 0 ? some : all;
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

/** What is to be known of a unit; undefined after saying why it cannot be: `what` is as in "Could not see what a.timer starts". */
export async function detailsOrTell(
  live: LiveUnits,
  { scope, name }: Target,
  what: string,
): Promise<UnitDetails | undefined> {
  const manager = await reachable(live, scope);
  try {
    return await manager?.details(name);
  } catch (error) {
    if (!(error instanceof SystemdError)) throw error;
    void window.showErrorMessage(`Could not see ${what}: ${error.message}`);
    return undefined;
  }
}

interface UnitItem extends QuickPickItem {
  readonly targets: readonly Target[];
}

/** Asks for one unit by name, or for all whose names match a pattern such as `www@*.service`. */
async function pickUnits(
  live: LiveUnits,
  question: string,
  fits: (unit: Unit) => boolean,
): Promise<readonly Target[]> {
  live.begin();
  await live.settled();
  const items = live.scopes().flatMap((scope) => unitItems(live, scope, fits));
  if (items.length === 0 && !(await reachable(live, "system"))) return [];
  const placeholder = "Name, description, state, or a pattern such as www@*.service";
  const picked = await pickRow({ title: question, placeholder }, items, (text) => matchingItems(items, text));
  return picked?.targets ?? [];
}

/** One row for all units that a pattern matches; none where the text is none, or matches nothing. */
function matchingItems(items: readonly UnitItem[], text: string): readonly UnitItem[] {
  if (!isPattern(text)) return [];
  const pattern = namePattern(text);
  const matching = items.filter((item) => pattern.test(item.label));
  if (matching.length === 0) return [];
  const label =
    matching.length === 1
      ? `The unit that matches ${text}`
      : `All ${matching.length} units that match ${text}`;
  const detail = matching.map((item) => item.label).join(", ");
  return [{ label, detail, alwaysShow: true, targets: matching.flatMap((item) => item.targets) }];
}

/** A row for each unit of a scope that fits, in the order of the Units view. */
export function unitItems(live: LiveUnits, scope: Scope, fits: (unit: Unit) => boolean): readonly UnitItem[] {
  const state = live.manager(scope)?.state();
  if (state?.kind !== "ready") return [];
  const arrangement: Arrangement = {
    grouping: "type",
    shows: fits,
    isFiltered: false,
    isFavourite: () => false,
  };
  const arranged = arrangeUnits(scope, () => state, arrangement);
  const names = arranged.groups().flatMap((key) => arranged.group(key).names());
  return names.flatMap((name) => {
    const unit = state.units.get(name);
    return unit === undefined ? [] : [itemOf(scope, unit)];
  });
}

function itemOf(scope: Scope, unit: Unit): UnitItem {
  const { name, description: detail } = unit;
  const description = markedName(scope, stateWords(unit));
  return { label: name, description, detail, targets: [{ scope, name }] };
}

/** Also the row of a job, which is one of its unit. */
function isUnitElement(value: unknown): value is Extract<TreeElement, { kind: "unit" | "job" }> {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "unit" || value.kind === "job";
}
