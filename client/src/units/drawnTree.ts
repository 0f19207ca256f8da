// What VS Code was told of the Units view, so that it is told no more than what is new.
import type { Scope, UnitName } from "../systemd/manager.ts";
import { readScope } from "../systemd/scope.ts";
import { scopeElement, type TreeElement, unitElement } from "./treeElements.ts";
import type { TreeModel } from "./treeModel.ts";
import type { Row } from "./unitTree.ts";

/** What changed since the last drawing: a whole scope, or one unit of it. */
export type TreeChange = `${Scope}` | `${Scope}/${UnitName}`;

export interface DrawnTree {
  /** The rows below a row, or at the top, as they are told to VS Code now. */
  children(above: TreeElement | undefined): TreeElement[];
  row(element: TreeElement): Row;
  /** The rows to ask for again; asking for a row asks for all that stands open below it. */
  outdated(changes: ReadonlySet<TreeChange>): readonly TreeElement[] | "everything";
  /** Whether a heading waits to be told of, since it was told of a moment ago. */
  isWaiting(): boolean;
  /** Whether VS Code was told of a unit's row in its group. */
  holds(scope: Scope, name: UnitName): boolean;
}

const topId = "//";

/**
 * VS Code asks for all rows below a heading again with it, and until it has them a click on one of them does nothing (its
 * extension host gives up their identities first: read in 1.139). So what a heading counts may be so many milliseconds
 * late.
 */
export const shortestPauseOfHeadings = 3000;

/** And later with very many rows, each of which takes its time. */
const pauseOfHeading = (rows: number) => Math.max(shortestPauseOfHeadings, rows * 2);

/** `now` gives the time in milliseconds. */
export function createDrawnTree(model: TreeModel, now: () => number = Date.now): DrawnTree {
  const elements = new Map<string, TreeElement>();
  /** The look of each row by its id, the ids of its children by its id and two slashes. */
  const drawn = new Map<string, string>();
  /** The rows below opened units that stand for units themselves, by scope and name. */
  const nested = new Map<string, Set<string>>();
  /** The rows of templates and jobs by their ids: what stands in them follows from other units. */
  const dependent = new Map<string, TreeElement>();

  const same = <Element extends TreeElement>(element: Element): TreeElement => {
    const known = elements.get(element.id);
    if (known !== undefined) return known;
    elements.set(element.id, element);
    return element;
  };
  /** Thousands of units may come and go while the view lives. */
  const forget = (id: string) => {
    const element = elements.get(id);
    for (const child of idsIn(drawn.get(`${id}//`))) forget(child);
    for (const key of [id, `${id}//`]) drawn.delete(key);
    elements.delete(id);
    dependent.delete(id);
    if (element?.kind === "unit") nested.get(`${element.scope}/${element.name}`)?.delete(id);
  };
  const remember = (aboveId: string, children: readonly TreeElement[]) => {
    const kept = new Set(children.map((child) => child.id));
    for (const id of idsIn(drawn.get(`${aboveId}//`))) if (!kept.has(id)) forget(id);
    drawn.set(`${aboveId}//`, idsOf(children));
    for (const child of children) {
      if (child.kind === "template" || child.kind === "job") dependent.set(child.id, child);
      if (child.kind !== "unit" || child.place === "group") continue;
      const key = `${child.scope}/${child.name}`;
      nested.set(key, (nested.get(key) ?? new Set()).add(child.id));
    }
  };
  /** When each heading was last told of, by its id, in milliseconds of the clock. */
  const told = new Map<string, number>();
  const waiting = new Set<Scope>();
  const isOther = (element: TreeElement) => {
    const look = drawn.get(element.id);
    if (look === undefined) return false;
    const below = drawn.get(`${element.id}//`);
    const children = below === undefined ? [] : model.children(element);
    if (below !== undefined && below !== idsOf(children)) return true;
    if (look === lookOf(model.row(element))) return false;
    if (below === undefined) return true;
    const mayWait = now() - (told.get(element.id) ?? 0) < pauseOfHeading(model.countBelow(element));
    if (mayWait) waiting.add(element.scope);
    else told.set(element.id, now());
    return !mayWait;
  };
  const looksOther = (element: TreeElement) => {
    const look = drawn.get(element.id);
    return look !== undefined && look !== lookOf(model.row(element));
  };
  const outdatedBelow = (scope: Scope, names: ReadonlySet<UnitName>): readonly TreeElement[] => {
    const whole = scopeElement(scope);
    if (isOther(whole)) return [whole];
    const below = model.children(whole);
    const headings = [...below.filter((one) => one.kind === "group"), ...model.slices(scope)];
    const groups = headings.filter(isOther);
    if (model.hasYoungJobs(scope)) waiting.add(scope);
    const redrawn = new Set(groups.map((group) => group.id));
    const rows = [...names].flatMap((name) => {
      const group = model.groupAbove(scope, name);
      const own = group !== undefined && redrawn.has(group.id) ? [] : [unitElement(scope, name)];
      const others = [...(nested.get(`${scope}/${name}`) ?? [])].flatMap((id) => elements.get(id) ?? []);
      return [...own, ...others].filter(looksOther);
    });
    const others = [...dependent.values()].filter((one) => one.scope === scope && isOther(one));
    return [...groups, ...others, ...rows];
  };

  return {
    children: (above) => {
      const children = above === undefined ? model.top() : model.children(above);
      remember(above?.id ?? "", children);
      return children.map(same);
    },
    row: (element) => {
      const row = model.row(element);
      drawn.set(element.id, lookOf(row));
      return row;
    },
    outdated: (changes) => {
      const left = [...waiting].map((scope): [Scope, ReadonlySet<UnitName>] => [scope, new Set()]);
      waiting.clear();
      const units = new Map([...left, ...byScope(changes)]);
      const whole = [...changes].flatMap((change) => (isWhole(change) ? [change] : []));
      for (const [scope, names] of units) model.forget(scope, names);
      for (const scope of whole) model.forget(scope, "everything");
      const top = drawn.get(topId);
      // Who was told of no row yet asks on their own; asking again would only take back the first rows once they are shown.
      if (top === undefined) return [];
      if (whole.length > 0 || top !== idsOf(model.top())) return "everything";
      const found = [...units].flatMap(([scope, names]) => outdatedBelow(scope, names));
      return [...new Map(found.map((element) => [element.id, same(element)])).values()];
    },
    isWaiting: () => waiting.size > 0,
    holds: (scope, name) => drawn.has(unitElement(scope, name).id),
  };
}

/** Neither scopes nor units have a slash in them. */
const isWhole = (change: TreeChange): change is Scope => !change.includes("/");

/** The unit that changed; undefined where a whole scope did. */
function unitOfChange(change: TreeChange): { readonly scope: Scope; readonly name: UnitName } | undefined {
  const slash = change.indexOf("/");
  const scope = readScope(change.slice(0, slash));
  return slash === -1 || scope === undefined ? undefined : { scope, name: change.slice(slash + 1) };
}

/** The units that changed, those of each scope. */
export function byScope(changes: ReadonlySet<TreeChange>): ReadonlyMap<Scope, ReadonlySet<UnitName>> {
  const found = new Map<Scope, Set<UnitName>>();
  for (const change of changes) {
    const unit = unitOfChange(change);
    if (unit === undefined) continue;
    found.set(unit.scope, (found.get(unit.scope) ?? new Set<UnitName>()).add(unit.name));
  }
  return found;
}

const lookOf = remembered((row: Row) => JSON.stringify(row));

const idsOf = remembered((elements: readonly TreeElement[]) =>
  elements.map((element) => element.id).join("\n"),
);

/** Rows and lists of rows are the same objects while nothing changes, and most do not from one drawing to the next. */
function remembered<Thing extends object>(spell: (thing: Thing) => string): (thing: Thing) => string {
  const spelt = new WeakMap<Thing, string>();
  return (thing) => {
    const text = spelt.get(thing) ?? spell(thing);
    spelt.set(thing, text);
    return text;
  };
}

/** The other way round; no children are no id, and not an empty one. */
const idsIn = (drawn: string | undefined) => (drawn === undefined || drawn === "" ? [] : drawn.split("\n"));
