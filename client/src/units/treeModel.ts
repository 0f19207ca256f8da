// The Units view without VS Code: which rows there are, what stands in each and below it.

import { parentSlice } from "../../../server/src/language/names/sliceName.ts";
import type { ManagerState, OtherScope, Scope, ScopeKind, Unit, UnitName } from "../systemd/manager.ts";
import { isOther, kindOf } from "../systemd/scope.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";
import { type ArrangedUnits, arrangeUnits } from "./arrangedUnits.ts";
import { createLastingJobs, type WithJob } from "./lastingJobs.ts";
import type { LiveUnits } from "./liveUnits.ts";
import { createOpenedUnits } from "./openedUnits.ts";
import { createRowMemory } from "./rowMemory.ts";
import { rootSlice, type SliceContent } from "./sliceTree.ts";
import { wordsChange } from "./timeWords.ts";
import {
  awayElement,
  type GroupElement,
  groupElement,
  jobElement,
  type Opening,
  scopeElement,
  type TemplateElement,
  type TreeElement,
  templateElement,
  type UnitElement,
  unitElement,
} from "./treeElements.ts";
import { type Arrangement, type GroupKey, groupLabels, isTypeGroup } from "./unitGroups.ts";
import { createUnitLists } from "./unitLists.ts";
import { elementsOfPart, leafRow, openingOfPart, partRow, partsBelow } from "./unitPartRows.ts";
import {
  countedRow,
  countStates,
  groupRow,
  jobRow,
  type Row,
  scopeRow,
  scopeRows,
  sliceRow,
  tellsTime,
  templateRow,
  unitRow,
} from "./unitTree.ts";

export interface TreeModel {
  /** The scopes; of a filtered view those in which something is let through, and others that cannot be reached. */
  top(): readonly TreeElement[];
  /** Learns what `children` and `row` must know of an opened row. Never rejects. */
  read(element: TreeElement): Promise<void>;
  children(element: TreeElement): readonly TreeElement[];
  /** How many rows there may be below one when all of them stand open, units' own left out. */
  countBelow(element: TreeElement): number;
  row(element: TreeElement): Row;
  opening(element: TreeElement): Opening;
  /** The rows of the slices of a scope where they are shown as a tree. */
  slices(scope: Scope): readonly UnitElement[];
  /** The row of the group or slice in which a unit stands; undefined where it stands below its scope itself. */
  groupAbove(scope: Scope, name: UnitName): TreeElement | undefined;
  find(scope: Scope, name: UnitName): Unit | undefined;
  state(scope: Scope): ManagerState;
  /** Some units changed, or their arrangement: then nothing of a scope is as it was. */
  forget(scope: Scope, changed: ReadonlySet<UnitName> | "everything"): void;
  /** Whether there are jobs that will have rows if they last. */
  hasYoungJobs(scope: Scope): boolean;
  /** A person looks at what belongs to a unit again, which is `outdated` where it was read long ago. */
  outdate(unit: UnitElement): "outdated" | "fresh";
}

/** `arrangement` is asked whenever rows are made, `now` for the time in milliseconds. */
export function createTreeModel(
  live: Pick<LiveUnits, "manager" | "states">,
  arrangement: () => Arrangement,
  now: () => number = Date.now,
): TreeModel {
  const arranged = new Map<Scope, ArrangedUnits>();
  const state = (scope: Scope): ManagerState => live.manager(scope)?.state() ?? { kind: "connecting" };
  const find = (scope: Scope, name: UnitName) => {
    const given = state(scope);
    return given.kind === "ready" ? given.units.get(name) : undefined;
  };
  const isAway = (scope: Scope): scope is OtherScope => isOther(scope) && state(scope).kind !== "ready";
  const opened = createOpenedUnits((scope) => live.manager(scope), find);

  const arrangedIn = (scope: Scope): ArrangedUnits => {
    if (state(scope).kind !== "ready") return nothingArranged;
    const known = arranged.get(scope) ?? arrangeUnits(scope, () => state(scope), arrangement());
    arranged.set(scope, known);
    return known;
  };
  const keyOf = (scope: Scope, name: UnitName) => arrangedIn(scope).keyOf(name);
  const lists = createUnitLists();
  const belowScope = (scope: Scope): readonly TreeElement[] => {
    const isFlat = arrangement().grouping === "flat";
    const arranged = arrangedIn(scope);
    const isFilled = (key: GroupKey) =>
      (key === "jobs" && jobsOf(scope).length > 0) ||
      (key === "templates" && templatesOf(scope).length > 0) ||
      arranged.group(key).units.size > 0;
    const groups = [...groupLabels.keys()].filter(isFilled).map((key) => groupElement(scope, key));
    if (isFlat) return [...groups, ...lists.rows({ scope, above: scope }, arranged.shown)];
    const isAbove = ({ key }: GroupElement) => key === "jobs";
    return [
      ...groups.filter(isAbove),
      ...(arranged.slices.has(rootSlice) ? [unitElement(scope, rootSlice)] : []),
      ...groups.filter((group) => !isAbove(group)),
    ];
  };
  /** What a slice has below it in the tree of slices; undefined for any other row. */
  const inSlice = ({ scope, name, place }: UnitElement) =>
    place === "group" ? arrangedIn(scope).slices.get(name) : undefined;
  const belowSlice = ({ scope, id }: UnitElement, content: SliceContent): readonly TreeElement[] => {
    const manner = { scope, instances: "apart" } as const;
    return [
      ...lists.rows({ ...manner, above: `${id}//slices` }, content.slices),
      ...lists.rows({ ...manner, above: id }, content.units),
    ];
  };
  const jobs = createLastingJobs(now);
  const lastingJobs = new Map<Scope, readonly WithJob[]>();
  const jobsOf = (scope: Scope) => {
    const known = lastingJobs.get(scope) ?? jobs.of(scope, [...arrangedIn(scope).withJobs.values()]);
    lastingJobs.set(scope, known);
    return known;
  };
  /** The templates that have rows of their own. */
  const templatesOf = (scope: Scope): readonly UnitName[] => {
    const given = state(scope);
    const { shows } = arrangement();
    return given.kind === "ready" ? given.templates().filter((name) => shows(unloadedUnit(name))) : [];
  };
  const belowGroup = ({ scope, id, key }: GroupElement): readonly TreeElement[] => {
    if (key === "jobs") return jobsOf(scope).map(({ name, job }) => jobElement(scope, name, job.id));
    if (key === "templates") return templatesOf(scope).map((name) => templateElement(scope, name, id));
    return lists.rows({ scope, above: id }, arrangedIn(scope).group(key));
  };
  const isInItsGroup = ({ scope, name, id }: TemplateElement) =>
    id === templateElement(scope, name, groupElement(scope, "templates").id).id;
  const belowTemplate = (element: TemplateElement): readonly UnitElement[] => {
    const { scope, name, id } = element;
    if (!isInItsGroup(element)) return lists.instances(element);
    const names = arrangedIn(scope).instances(name).names();
    return names.map((unit) => unitElement(scope, unit, "relation", id));
  };
  const rowOfUnit = ({ scope, name, place }: UnitElement): Row => {
    const key = keyOf(scope, name);
    const isFavourite = arrangement().isFavourite(scope, name);
    const among = place === "group" && key !== undefined && isTypeGroup(key) ? "one-type" : "all-types";
    // A row may be asked for once more after its unit went; the next drawing takes it away.
    const unit = find(scope, name);
    const content = arrangedIn(scope).slices.get(name);
    if (content !== undefined && place === "group")
      return sliceRow(unit ?? unloadedUnit(name), scope, content, isFavourite);
    if (unit === undefined) return unitRow(unloadedUnit(name), scope, { among, isFavourite });
    const time = now();
    const minute = tellsTime(unit) ? Math.floor(time / wordsChange) : 0;
    return rowOnce(unit, `${scope} ${among} ${isFavourite}`, minute, () =>
      unitRow(unit, scope, { among, isFavourite }, time),
    );
  };
  const rowOfTemplate = (element: TemplateElement): Row => {
    const { scope } = element;
    if (isInItsGroup(element))
      return templateRow(element, arrangedIn(scope).instances(element.name), "all-types");
    const instances = belowTemplate(element);
    const key = instances[0] && keyOf(scope, instances[0].name);
    const units = instances.flatMap(({ name }) => find(scope, name) ?? []);
    return templateRow(
      element,
      countStates(units),
      key !== undefined && isTypeGroup(key) ? "one-type" : "all-types",
    );
  };
  const rowOnce = createRowMemory();
  const partsOf = ({ scope, name }: UnitElement) => opened.parts(scope, name);

  const model: TreeModel = {
    top: () => {
      const arranged = arrangement();
      return scopeRows(live.states())
        .filter((scope) => !arranged.isFiltered || isAway(scope) || arrangedIn(scope).shown.units.size > 0)
        .map((scope) => (isAway(scope) ? awayElement(scope) : scopeElement(scope)));
    },
    read: async (element) => {
      const { scope } = element;
      if (element.kind === "scope" && arrangement().grouping === "slice")
        await live.manager(scope)?.readSlices();
      if (element.kind === "unit" && inSlice(element) === undefined) await opened.read(scope, element.name);
    },
    children: (element) => {
      switch (element.kind) {
        case "scope":
          return belowScope(element.scope);
        case "group":
          return belowGroup(element);
        case "template":
          return belowTemplate(element);
        case "unit": {
          const content = inSlice(element);
          if (content !== undefined) return belowSlice(element, content);
          return model.opening(element) === "none" ? [] : partsBelow(element, partsOf(element));
        }
        case "part":
          // Of a slice's units those that are not up have nothing in it.
          return elementsOfPart(element, partsOf(element.unit)).filter(
            (child) =>
              child.kind !== "unit" || child.place !== "slice" || isUp(find(child.scope, child.name)),
          );
        case "job":
        case "file":
        case "process":
          return [];
        default:
          return element satisfies never;
      }
    },
    countBelow: (element) =>
      (element.kind === "unit" ? inSlice(element)?.all : undefined) ?? model.children(element).length,
    row: (element) => {
      switch (element.kind) {
        case "scope":
          return scopeRow(element.scope, state(element.scope), arrangedIn(element.scope).failed);
        case "group":
          if (element.key === "jobs" || element.key === "templates")
            return countedRow(element.key, model.children(element).length);
          return groupRow(element.scope, element.key, arrangedIn(element.scope).group(element.key));
        case "template":
          return rowOfTemplate(element);
        case "job":
          return jobRow(element, find(element.scope, element.name));
        case "unit":
          return rowOfUnit(element);
        case "part":
          return partRow(element, model.children(element).length);
        case "file":
        case "process":
          return leafRow(element);
        default:
          return element satisfies never;
      }
    },
    opening: (element) => {
      if (element.kind === "unit" && element.name === rootSlice && inSlice(element)) return "expanded";
      if (element.kind !== "template" || !isInItsGroup(element))
        return openingOf(element, state(element.scope));
      return belowTemplate(element).length === 0 ? "none" : "collapsed";
    },
    slices: (scope) => [...arrangedIn(scope).slices.keys()].map((name) => unitElement(scope, name)),
    groupAbove: (scope, name) => {
      const key = keyOf(scope, name);
      if (key === "sliced") {
        const slice = parentSlice(name) ?? find(scope, name)?.extras.slice;
        return slice === undefined ? undefined : unitElement(scope, slice);
      }
      return key === undefined ? undefined : groupElement(scope, key);
    },
    find,
    state,
    forget: (scope, changed) => {
      lastingJobs.delete(scope);
      if (changed === "everything") arranged.delete(scope);
      else arranged.get(scope)?.update(changed);
    },
    hasYoungJobs: (scope) => {
      jobsOf(scope);
      return jobs.areYoung(scope);
    },
    outdate: ({ scope, name }) => opened.outdate(scope, name),
  };
  return model;
}

function openingOf(element: TreeElement, state: ManagerState): Opening {
  if (state.kind !== "ready") return "none";
  switch (element.kind) {
    case "scope":
      return element.scope === "user" ? "collapsed" : "expanded";
    case "group":
      return element.key === "jobs" || openAtFirst[kindOf(element.scope)].has(element.key)
        ? "expanded"
        : "collapsed";
    case "unit":
      // Units that need one another would open into one another without end.
      return element.place === "relation" ? "none" : "collapsed";
    case "part":
      return openingOfPart(element);
    case "template":
      return "expanded";
    case "job":
    case "file":
    case "process":
      return "none";
    default:
      return element satisfies never;
  }
}

const nothingArranged: ArrangedUnits = arrangeUnits("system", () => ({ kind: "connecting" }), {
  grouping: "flat",
  shows: () => true,
  isFiltered: false,
  isFavourite: () => false,
});

const isUp = (unit: Unit | undefined) => unit !== undefined && unit.activeState !== "inactive";

/** The groups that people come for. */
const openAtFirst: Readonly<Record<ScopeKind, ReadonlySet<GroupKey>>> = {
  system: new Set(["favourites", "yours", "installed", "service", "failed", "changing", "active"]),
  user: new Set(["favourites", "yours", "installed", "failed", "changing", "active"]),
};
