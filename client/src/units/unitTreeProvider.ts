// The Units view: rows of treeModel.ts handed to VS Code, drawn again as refresh.ts says.
import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from "vscode";
import type { Scope, UnitName } from "../systemd/manager.ts";
import { machineOf } from "../systemd/scope.ts";
import {
  byScope,
  createDrawnTree,
  type DrawnTree,
  shortestPauseOfHeadings,
  type TreeChange,
} from "./drawnTree.ts";
import type { LiveUnits } from "./liveUnits.ts";
import type { Opening, TreeElement } from "./treeElements.ts";
import { createTreeModel, type TreeModel } from "./treeModel.ts";
import { createTurns } from "./turns.ts";
import type { Arrangement } from "./unitGroups.ts";
import { unitTooltip } from "./unitTooltip.ts";

export class UnitTreeProvider implements TreeDataProvider<TreeElement> {
  readonly #live: LiveUnits;
  readonly #model: TreeModel;
  readonly #drawn: DrawnTree;
  readonly #changed = new EventEmitter<TreeElement[] | undefined>();

  readonly #inTurns = createTurns();

  #soon: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  /** `arrangement` is asked at each drawing. */
  constructor(live: LiveUnits, arrangement: () => Arrangement) {
    this.#live = live;
    this.#model = createTreeModel(live, arrangement);
    this.#drawn = createDrawnTree(this.#model);
  }

  /** Has VS Code ask again for the rows that are different now. */
  draw(changes: ReadonlySet<TreeChange>): void {
    const outdated = this.#drawn.outdated(changes);
    if (outdated === "everything") this.#changed.fire(undefined);
    else if (outdated.length > 0) this.#changed.fire([...outdated]);
    this.#readAgain(changes);
    if (!this.#drawn.isWaiting()) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.draw(new Set());
    }, shortestPauseOfHeadings);
  }

  dispose(): void {
    clearTimeout(this.#soon);
  }

  /** A row was opened by hand, whose processes and files may be others since it was last. */
  reopened(element: TreeElement): void {
    if (element.kind === "unit" && this.#model.outdate(element) === "outdated") this.#changed.fire([element]);
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    if (element === undefined) {
      this.#live.begin();
      // The view shows its progress bar until then.
      await this.#live.settled();
      return this.#drawn.children(undefined);
    }
    await this.#model.read(element);
    const children = this.#drawn.children(element);
    const names = children.flatMap((child) => (child.kind === "unit" ? [child.name] : []));
    this.#read(element.scope, names);
    // A job whose type was not told yet.
    const manager = this.#live.manager(element.scope);
    const isUnknown = (child: TreeElement) =>
      child.kind === "job" && this.#model.find(child.scope, child.name)?.job?.type === undefined;
    if (children.some(isUnknown)) manager?.readJobs().catch(() => {});
    return children;
  }

  /** VS Code asks for all rows of a group at a stretch, which may be thousands. */
  getTreeItem(element: TreeElement): TreeItem | Promise<TreeItem> {
    return this.#inTurns(() => this.#item(element));
  }

  #item(element: TreeElement): TreeItem {
    const row = this.#drawn.row(element);
    const item = new TreeItem(row.label, collapsible[this.#model.opening(element)]);
    item.id = element.id;
    item.description = row.description;
    item.contextValue = row.context;
    item.accessibilityInformation = { label: row.spoken, role: "treeitem" };
    if (row.icon !== undefined) {
      const { shape, color } = row.icon;
      item.iconPath = new ThemeIcon(shape, color === undefined ? undefined : new ThemeColor(color));
    }
    if (element.kind === "file") {
      const machine = machineOf(element.scope);
      item.tooltip = machine === undefined ? element.path : `${element.path} in the machine ${machine}`;
      // A path of another machine is another file here, if any.
      if (machine === undefined)
        item.command = { title: "Open", command: "vscode.open", arguments: [Uri.file(element.path)] };
    }
    return item;
  }

  async resolveTreeItem(item: TreeItem, element: TreeElement): Promise<TreeItem> {
    const tooltip = await this.#tooltip(element);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  /** Units whose enablement is no longer known, among those that are drawn. */
  #readAgain(changes: ReadonlySet<TreeChange>): void {
    for (const [scope, names] of byScope(changes)) {
      this.#read(
        scope,
        [...names].filter((name) => this.#drawn.holds(scope, name)),
      );
    }
  }

  #read(scope: Scope, names: readonly UnitName[]): void {
    if (names.length === 0) return;
    const manager = this.#live.manager(scope);
    void manager?.readFileStates(names);
    void manager?.readExtras(names);
  }

  async #tooltip(element: TreeElement): Promise<string | MarkdownString | undefined> {
    if (element.kind === "process") return element.command;
    if (element.kind !== "unit") {
      const state = this.#model.state(element.scope);
      return state.kind === "unreachable" ? `${state.reason} ${state.advice}` : undefined;
    }
    const unit = this.#model.find(element.scope, element.name);
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
}

const collapsible: Readonly<Record<Opening, TreeItemCollapsibleState>> = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
};
