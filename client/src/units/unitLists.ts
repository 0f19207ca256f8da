// The rows of units below a group or scope: in their order, instances below their template.
import { parseUnitName, templateOf } from "../../../server/src/language/names/unitName.ts";
import type { ManagerState, Scope, Unit, UnitName } from "../systemd/manager.ts";
import { unloadedUnit } from "../systemd/unitStore.ts";
import { type TemplateElement, templateElement, type UnitElement, unitElement } from "./treeElements.ts";
import { type Arrangement, type GroupKey, inRowOrder, rank } from "./unitGroups.ts";

export interface UnitLists {
  /**
   * The rows for these units below one. It is the same list, not sorted again, for as long as the same units have the
   * same ranks.
   */
  rows(place: ListPlace, units: readonly Unit[]): readonly (UnitElement | TemplateElement)[];
  /** The instances that stand below a template's row. */
  instances(template: TemplateElement): readonly UnitElement[];
}

export interface ListPlace {
  readonly scope: Scope;
  /** The id of the row above. */
  readonly above: string;
  readonly key?: GroupKey;
  /** Instances stand below their template unless said otherwise; those in a slice of their own stand together anyway. */
  readonly instances?: "apart";
}

interface UnitList {
  readonly rows: readonly (UnitElement | TemplateElement)[];
  readonly ranks: ReadonlyMap<UnitName, number>;
}

export function createUnitLists(): UnitLists {
  const lists = new Map<string, UnitList>();
  const byTemplate = new Map<string, readonly UnitElement[]>();
  return {
    rows: ({ scope, above, key, instances: manner }, units) => {
      const before = lists.get(above);
      const isSame =
        before?.ranks.size === units.length &&
        units.every((unit) => before.ranks.get(unit.name) === rank(unit, key));
      if (before !== undefined && isSame) return before.rows;
      const sorted = inRowOrder(units, key).map((name) => unitElement(scope, name));
      const folded =
        manner === "apart" ? { rows: sorted, byTemplate: new Map() } : foldInstances(sorted, above);
      for (const [id, instances] of folded.byTemplate) byTemplate.set(id, instances);
      const ranks = new Map(units.map((unit) => [unit.name, rank(unit, key)]));
      lists.set(above, { rows: folded.rows, ranks });
      return folded.rows;
    },
    instances: (template) => byTemplate.get(template.id) ?? [],
  };
}

/** Of several instances of one template only the template's row stands in the list, where the first of them would. */
function foldInstances(units: readonly UnitElement[], above: string) {
  const templates = new Map<UnitName, UnitElement[]>();
  for (const unit of units) {
    const template = templateOfInstance(unit.name);
    if (template !== undefined) templates.set(template, [...(templates.get(template) ?? []), unit]);
  }
  const byTemplate = new Map<string, readonly UnitElement[]>();
  const rows = units.flatMap((unit): readonly (UnitElement | TemplateElement)[] => {
    const template = templateOfInstance(unit.name);
    const instances = template === undefined ? [] : (templates.get(template) ?? []);
    if (template === undefined || instances.length < 2) return [unit];
    const row = templateElement(unit.scope, template, above);
    if (byTemplate.has(row.id)) return [];
    byTemplate.set(row.id, instances);
    return [row];
  });
  return { rows, byTemplate };
}

/** The templates that have rows of their own, each with the instances that are loaded. */
export function instancesByTemplate(
  state: ManagerState,
  { shows }: Pick<Arrangement, "shows">,
): ReadonlyMap<UnitName, readonly Unit[]> {
  const names = state.kind === "ready" ? state.templates().filter((name) => shows(unloadedUnit(name))) : [];
  const found = new Map<UnitName, Unit[]>(names.map((name) => [name, []]));
  if (state.kind !== "ready" || found.size === 0) return found;
  for (const unit of state.units.values()) {
    const template = unit.path === undefined ? undefined : templateOfInstance(unit.name);
    if (template !== undefined) found.get(template)?.push(unit);
  }
  return found;
}

function templateOfInstance(name: UnitName): UnitName | undefined {
  if (!name.includes("@")) return undefined;
  const parsed = parseUnitName(name);
  return parsed?.kind === "instance" ? templateOf(parsed) : undefined;
}
