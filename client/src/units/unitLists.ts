// The rows of units below a group or scope: in their order, instances below their template.
import type { Scope, UnitName } from "../systemd/manager.ts";
import { type TemplateElement, templateElement, type UnitElement, unitElement } from "./treeElements.ts";
import type { UnitGroup } from "./unitGroup.ts";
import { templateOfInstance } from "./unitGroups.ts";

export interface UnitLists {
  /** The rows for these units below one. It is the same list for as long as the same units have the same order. */
  rows(place: ListPlace, group: UnitGroup): readonly (UnitElement | TemplateElement)[];
  /** The instances that stand below a template's row. */
  instances(template: TemplateElement): readonly UnitElement[];
}

export interface ListPlace {
  readonly scope: Scope;
  /** The id of the row above. */
  readonly above: string;
  /** Instances stand below their template unless said otherwise; those in a slice of their own stand together anyway. */
  readonly instances?: "apart";
}

interface UnitList {
  readonly names: readonly UnitName[];
  readonly rows: readonly (UnitElement | TemplateElement)[];
}

export function createUnitLists(): UnitLists {
  const lists = new Map<string, UnitList>();
  const byTemplate = new Map<string, readonly UnitElement[]>();
  return {
    rows: ({ scope, above, instances: manner }, group) => {
      const names = group.names();
      const before = lists.get(above);
      if (before?.names === names) return before.rows;
      const sorted = names.map((name) => unitElement(scope, name));
      const folded =
        manner === "apart" ? { rows: sorted, byTemplate: new Map() } : foldInstances(sorted, above);
      for (const [id, instances] of folded.byTemplate) byTemplate.set(id, instances);
      lists.set(above, { names, rows: folded.rows });
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
    if (template === undefined) continue;
    const instances = templates.get(template) ?? [];
    instances.push(unit);
    templates.set(template, instances);
  }
  const byTemplate = new Map<string, readonly UnitElement[]>();
  const isSeveral = (instances: readonly UnitElement[]) => instances.length > 1;
  // In most lists of thousands there is nothing to fold.
  if (![...templates.values()].some(isSeveral)) return { rows: units, byTemplate };
  const rows: (UnitElement | TemplateElement)[] = [];
  for (const unit of units) {
    const template = templateOfInstance(unit.name);
    const instances = template === undefined ? [] : (templates.get(template) ?? []);
    if (template === undefined || !isSeveral(instances)) {
      rows.push(unit);
      continue;
    }
    const row = templateElement(unit.scope, template, above);
    if (!byTemplate.has(row.id)) rows.push(row);
    byTemplate.set(row.id, instances);
  }
  return { rows, byTemplate };
}
