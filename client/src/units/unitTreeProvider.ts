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
import type { UnitType } from "../../../server/src/language/names/unitName.ts";
import type { ManagerState, Scope, Unit, UnitName } from "../systemd/manager.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";
import { typeOf } from "../systemd/unitType.ts";
import type { LiveUnits } from "./liveUnits.ts";
import { unitTooltip } from "./unitTooltip.ts";
import { groupRow, groupUnits, inRowOrder, type Row, scopeRow, scopeRows, unitRow } from "./unitTree.ts";

/** A row as VS Code holds it: the same object for the same thing for as long as the view lives. */
export type TreeElement =
  | { readonly kind: "scope"; readonly id: string; readonly scope: Scope }
  | { readonly kind: "group"; readonly id: string; readonly scope: Scope; readonly type: UnitType }
  | { readonly kind: "unit"; readonly id: string; readonly scope: Scope; readonly name: UnitName };

/** What changed since the last drawing: a whole scope, or one unit of it. */
export type TreeChange = `${Scope}` | `${Scope}/${UnitName}`;

export class UnitTreeProvider implements TreeDataProvider<TreeElement> {
  readonly #live: LiveUnits;
  readonly #changed = new EventEmitter<TreeElement[] | undefined>();
  readonly #elements = new Map<string, TreeElement>();
  /** The children and the look of each row that VS Code was told, to tell it no more than what is new. */
  readonly #drawn = new Map<string, string>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(live: LiveUnits) {
    this.#live = live;
  }

  /** Has VS Code ask again for the rows that are different now. */
  draw(changes: ReadonlySet<TreeChange>): void {
    const scopes = [...changes].filter((change) => !change.includes("/"));
    if (scopes.length > 0) {
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
      return scopeRows(this.#live.states()).map((scope) =>
        this.#element({ kind: "scope", id: scope, scope }),
      );
    }
    const children = this.#children(element);
    this.#forgetFormer(element, children);
    this.#drawn.set(`${element.id}//`, idsOf(children));
    if (element.kind === "group") {
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
    const type = typeOf(element.name);
    return type === undefined ? undefined : this.#group(element.scope, type);
  }

  #children(element: TreeElement): TreeElement[] {
    switch (element.kind) {
      case "scope":
        return [...groupUnits(this.#state(element.scope)).keys()].map((type) =>
          this.#group(element.scope, type),
        );
      case "group": {
        const units = groupUnits(this.#state(element.scope)).get(element.type) ?? [];
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
        return groupRow(element.scope, element.type, groupUnits(state).get(element.type) ?? []);
      case "unit":
        // A row may be asked for once more after its unit went; the next drawing takes it away.
        return unitRow(this.#find(element.scope, element.name) ?? unloadedUnit(element.name), element.scope);
      default:
        return element satisfies never;
    }
  }

  /** The rows to ask for again after some units of a scope changed; asking for a row asks for all below it. */
  #outdated(scope: Scope, names: ReadonlySet<UnitName>): readonly TreeElement[] {
    const state = this.#state(scope);
    const scopeElement = this.#element({ kind: "scope", id: scope, scope });
    const byType = groupUnits(state);
    const types = [...byType.keys()].map((type) => this.#group(scope, type));
    if (this.#isOther(scopeElement, scopeRow(scope, state), types)) return [scopeElement];
    const changedTypes = new Set([...names].map(typeOf));
    const groups = [...byType].flatMap(([type, units]): TreeElement[] => {
      if (!changedTypes.has(type)) return [];
      const group = this.#group(scope, type);
      const children = inRowOrder(units).map((name) => this.#unit(scope, name));
      return this.#isOther(group, groupRow(scope, type, units), children) ? [group] : [];
    });
    const whole = new Set(groups.map((group) => (group.kind === "group" ? group.type : undefined)));
    const rows = [...names].flatMap((name): TreeElement[] => {
      const unit = this.#find(scope, name);
      if (unit === undefined || whole.has(typeOf(name))) return [];
      const element = this.#unit(scope, name);
      const drawn = this.#drawn.get(element.id);
      return drawn === undefined || drawn === lookOf(unitRow(unit, scope)) ? [] : [element];
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

  #group(scope: Scope, type: UnitType): TreeElement {
    return this.#element({ kind: "group", id: `${scope}/:${type}`, scope, type });
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
  const open = element.id === "system" || element.id === "system/:service";
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

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
