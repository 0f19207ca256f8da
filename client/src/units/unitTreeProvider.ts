// The Units view: rows of unitTree.ts handed to VS Code, drawn again as refresh.ts says.
import {
  EventEmitter,
  MarkdownString,
  type ProviderResult,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from "vscode";
import type { ManagerState, Scope, Unit, UnitName } from "../systemd/manager.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";
import type { LiveUnits } from "./liveUnits.ts";
import {
  type Arrangement,
  type GroupKey,
  groupOf,
  groupUnits,
  inRowOrder,
  isTypeGroup,
  shownUnits,
} from "./unitGroups.ts";
import { unitTooltip } from "./unitTooltip.ts";
import { groupRow, type Row, scopeRow, scopeRows, unitRow } from "./unitTree.ts";

/** A row as VS Code holds it: the same object for the same thing for as long as the view lives. */
export type TreeElement =
  | { readonly kind: "scope"; readonly id: string; readonly scope: Scope }
  | { readonly kind: "group"; readonly id: string; readonly scope: Scope; readonly key: GroupKey }
  | { readonly kind: "unit"; readonly id: string; readonly scope: Scope; readonly name: UnitName };

/** What changed since the last drawing: a whole scope, or one unit of it. */
export type TreeChange = `${Scope}` | `${Scope}/${UnitName}`;

export class UnitTreeProvider implements TreeDataProvider<TreeElement> {
  readonly #live: LiveUnits;
  readonly #arrangement: () => Arrangement;
  readonly #changed = new EventEmitter<TreeElement[] | undefined>();
  readonly #elements = new Map<string, TreeElement>();
  /** The children and the look of each row that VS Code was told, to tell it no more than what is new. */
  readonly #drawn = new Map<string, string>();

  readonly onDidChangeTreeData = this.#changed.event;

  /** `arrangement` is asked at each drawing. */
  constructor(live: LiveUnits, arrangement: () => Arrangement) {
    this.#live = live;
    this.#arrangement = arrangement;
  }

  /** Has VS Code ask again for the rows that are different now. */
  draw(changes: ReadonlySet<TreeChange>): void {
    const scopes = [...changes].filter((change) => !change.includes("/"));
    const top = this.#drawn.get("//");
    if (scopes.length > 0 || (top !== undefined && top !== idsOf(this.#scopes()))) {
      this.#changed.fire(undefined);
      return;
    }
    const outdated = new Map<string, TreeElement>();
    for (const [scope, names] of byScope(changes)) {
      for (const element of this.#outdated(scope, names)) outdated.set(element.id, element);
    }
    if (outdated.size > 0) this.#changed.fire([...outdated.values()]);
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    if (element === undefined) {
      this.#live.begin();
      // The view shows its progress bar until then.
      await this.#live.settled();
      const scopes = this.#scopes();
      this.#drawn.set("//", idsOf(scopes));
      return scopes;
    }
    const children = this.#children(element);
    this.#forgetFormer(element, children);
    this.#drawn.set(`${element.id}//`, idsOf(children));
    if (element.kind !== "unit") {
      const names = children.flatMap((child) => (child.kind === "unit" ? [child.name] : []));
      void this.#live.manager(element.scope)?.readFileStates(names);
    }
    return children;
  }

  getTreeItem(element: TreeElement): TreeItem {
    const row = this.#row(element);
    this.#drawn.set(element.id, lookOf(row));
    const item = new TreeItem(row.label, collapsible(element, this.#state(element.scope)));
    item.id = element.id;
    item.description = row.description;
    item.contextValue = row.context;
    item.accessibilityInformation = { label: row.spoken, role: "treeitem" };
    if (row.icon !== undefined) {
      const { shape, color } = row.icon;
      item.iconPath = new ThemeIcon(shape, color === undefined ? undefined : new ThemeColor(color));
    }
    return item;
  }

  async resolveTreeItem(item: TreeItem, element: TreeElement): Promise<TreeItem> {
    item.tooltip = await this.#tooltip(element);
    return item;
  }

  getParent(element: TreeElement): ProviderResult<TreeElement> {
    if (element.kind === "scope") return undefined;
    if (element.kind === "group")
      return this.#element({ kind: "scope", id: element.scope, scope: element.scope });
    const key = this.#groupOf(element.scope, element.name);
    return key === undefined
      ? this.#element({ kind: "scope", id: element.scope, scope: element.scope })
      : this.#group(element.scope, key);
  }

  #children(element: TreeElement): TreeElement[] {
    switch (element.kind) {
      case "scope":
        return this.#below(element.scope);
      case "group": {
        const units = this.#groups(element.scope).get(element.key) ?? [];
        return inRowOrder(units).map((name) => this.#unit(element.scope, name));
      }
      case "unit":
        return [];
      default:
        return element satisfies never;
    }
  }

  #row(element: TreeElement): Row {
    const state = this.#state(element.scope);
    switch (element.kind) {
      case "scope":
        return scopeRow(element.scope, state);
      case "group":
        return groupRow(element.scope, element.key, this.#groups(element.scope).get(element.key) ?? []);
      case "unit":
        // A row may be asked for once more after its unit went; the next drawing takes it away.
        return this.#unitRow(
          element.scope,
          this.#find(element.scope, element.name) ?? unloadedUnit(element.name),
        );
      default:
        return element satisfies never;
    }
  }

  /** The rows to ask for again after some units of a scope changed; asking for a row asks for all below it. */
  #outdated(scope: Scope, names: ReadonlySet<UnitName>): readonly TreeElement[] {
    const state = this.#state(scope);
    const scopeElement = this.#element({ kind: "scope", id: scope, scope });
    if (this.#isOther(scopeElement, scopeRow(scope, state), this.#below(scope))) return [scopeElement];
    const byGroup = this.#arrangement().grouping === "flat" ? new Map() : this.#groups(scope);
    const groups = [...byGroup].flatMap(([key, units]): TreeElement[] => {
      const group = this.#group(scope, key);
      const children = inRowOrder(units).map((name) => this.#unit(scope, name));
      return this.#isOther(group, groupRow(scope, key, units), children) ? [group] : [];
    });
    const whole = new Set(groups.map((group) => (group.kind === "group" ? group.key : undefined)));
    const rows = [...names].flatMap((name): TreeElement[] => {
      const unit = this.#find(scope, name);
      const key = this.#groupOf(scope, name);
      if (unit === undefined || (key !== undefined && whole.has(key))) return [];
      const element = this.#unit(scope, name);
      const drawn = this.#drawn.get(element.id);
      return drawn === undefined || drawn === lookOf(this.#unitRow(scope, unit)) ? [] : [element];
    });
    this.#readAgain(scope, names);
    return [...groups, ...rows];
  }

  /** Thousands of units may come and go while the view lives. */
  #forgetFormer(parent: TreeElement, children: readonly TreeElement[]): void {
    const kept = new Set(children.map((child) => child.id));
    for (const id of this.#drawn.get(`${parent.id}//`)?.split("\n") ?? []) {
      if (kept.has(id)) continue;
      this.#drawn.delete(id);
      this.#elements.delete(id);
    }
  }

  /** Units whose enablement is no longer known, among those that are drawn. */
  #readAgain(scope: Scope, names: ReadonlySet<UnitName>): void {
    const drawn = [...names].filter((name) => this.#drawn.has(`${scope}/${name}`));
    void this.#live.manager(scope)?.readFileStates(drawn);
  }

  #isOther(element: TreeElement, row: Row, children: readonly TreeElement[]): boolean {
    const before = this.#drawn.get(element.id);
    if (before === undefined) return false;
    const childrenBefore = this.#drawn.get(`${element.id}//`);
    return before !== lookOf(row) || (childrenBefore !== undefined && childrenBefore !== idsOf(children));
  }

  async #tooltip(element: TreeElement): Promise<string | MarkdownString | undefined> {
    if (element.kind === "unit") {
      const unit = this.#find(element.scope, element.name);
      if (unit === undefined) return undefined;
      const loaded = unit.path !== undefined;
      const details = loaded
        ? await this.#live
            .manager(element.scope)
            ?.details(element.name)
            .catch(() => undefined)
        : undefined;
      return new MarkdownString(unitTooltip(unit, details, Date.now()), true);
    }
    const state = this.#state(element.scope);
    return state.kind === "unreachable" ? `${state.reason} ${state.advice}` : undefined;
  }

  #state(scope: Scope): ManagerState {
    return this.#live.manager(scope)?.state() ?? { kind: "connecting" };
  }

  #find(scope: Scope, name: UnitName): Unit | undefined {
    const state = this.#state(scope);
    return state.kind === "ready" ? state.units.get(name) : undefined;
  }

  /** The scopes; of a filtered view those in which something is let through. */
  #scopes(): TreeElement[] {
    const arrangement = this.#arrangement();
    return scopeRows(this.#live.states())
      .filter((scope) => !arrangement.isFiltered || shownUnits(this.#state(scope), arrangement).length > 0)
      .map((scope) => this.#element({ kind: "scope", id: scope, scope }));
  }

  /** What stands below a scope: its groups, or all units where they stand flat. */
  #below(scope: Scope): TreeElement[] {
    const arrangement = this.#arrangement();
    if (arrangement.grouping !== "flat")
      return [...this.#groups(scope).keys()].map((key) => this.#group(scope, key));
    const units = shownUnits(this.#state(scope), arrangement);
    return inRowOrder(units).map((name) => this.#unit(scope, name));
  }

  #groups(scope: Scope): ReadonlyMap<GroupKey, readonly Unit[]> {
    return groupUnits(scope, this.#state(scope), this.#arrangement());
  }

  /** The group in which a unit stands; undefined where it stands below its scope itself. */
  #groupOf(scope: Scope, name: UnitName): GroupKey | undefined {
    const arrangement = this.#arrangement();
    if (arrangement.grouping === "flat") return undefined;
    return groupOf(scope, this.#find(scope, name) ?? unloadedUnit(name), this.#state(scope), arrangement);
  }

  #unitRow(scope: Scope, unit: Unit): Row {
    const key = this.#groupOf(scope, unit.name);
    const isFavourite = this.#arrangement().isFavourite(scope, unit.name);
    const among = key !== undefined && isTypeGroup(key) ? "one-type" : "all-types";
    return unitRow(unit, scope, { among, isFavourite });
  }

  #group(scope: Scope, key: GroupKey): TreeElement {
    return this.#element({ kind: "group", id: `${scope}/:${key}`, scope, key });
  }

  #unit(scope: Scope, name: UnitName): TreeElement {
    return this.#element({ kind: "unit", id: `${scope}/${name}`, scope, name });
  }

  #element(element: TreeElement): TreeElement {
    const known = this.#elements.get(element.id);
    if (known !== undefined) return known;
    this.#elements.set(element.id, element);
    return element;
  }
}

function collapsible(element: TreeElement, state: ManagerState): TreeItemCollapsibleState {
  if (element.kind === "unit" || state.kind !== "ready") return TreeItemCollapsibleState.None;
  const open = element.kind === "scope" ? element.scope === "system" : openAtFirst.has(element.id);
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

/** The groups that people come for. */
const openAtFirst: ReadonlySet<string> = new Set([
  ...["system/:favourites", "system/:yours", "system/:service", "system/:failed", "system/:changing"],
  ...["system/:active", "user/:favourites", "user/:yours", "user/:failed", "user/:changing", "user/:active"],
]);

function byScope(changes: ReadonlySet<TreeChange>): ReadonlyMap<Scope, ReadonlySet<UnitName>> {
  const found = new Map<Scope, Set<UnitName>>();
  for (const change of changes) {
    const scope: Scope = change.startsWith("user/") ? "user" : "system";
    const names = found.get(scope) ?? new Set<UnitName>();
    found.set(scope, names.add(change.slice(scope.length + 1)));
  }
  return found;
}

const lookOf = (row: Row) => JSON.stringify(row);

const idsOf = (elements: readonly TreeElement[]) => elements.map((element) => element.id).join("\n");
