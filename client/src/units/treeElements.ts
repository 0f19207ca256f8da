// What the rows of the Units view stand for.
import type { OtherScope, Scope, UnitName } from "../systemd/manager.ts";
import type { GroupKey } from "./unitGroups.ts";
import type { PartKey } from "./unitPartRows.ts";

/** A row as VS Code holds it: the same object for the same thing for as long as the view lives. */
export type TreeElement =
  | ScopeElement
  | GroupElement
  | TemplateElement
  | UnitElement
  | JobElement
  | PartElement
  | LeafElement;

export interface ScopeElement {
  readonly kind: "scope";
  readonly id: string;
  readonly scope: Scope;
}

export interface GroupElement {
  readonly kind: "group";
  readonly id: string;
  readonly scope: Scope;
  readonly key: GroupKey;
}

export interface UnitElement {
  readonly kind: "unit";
  readonly id: string;
  readonly scope: Scope;
  readonly name: UnitName;
  /** A unit stands in its group, and again below each opened unit that it is tied to or that is its slice. */
  readonly place: "group" | "relation" | "slice";
}

/** A template with its instances. */
export interface TemplateElement {
  readonly kind: "template";
  readonly id: string;
  readonly scope: Scope;
  readonly name: UnitName;
}

export interface JobElement {
  readonly kind: "job";
  readonly id: string;
  readonly scope: Scope;
  readonly name: UnitName;
  readonly job: number;
}

/** A heading below an opened unit. */
export interface PartElement {
  readonly kind: "part";
  readonly id: string;
  readonly scope: Scope;
  readonly unit: UnitElement;
  readonly part: PartKey;
}

/** What belongs to a unit and is none itself. */
export type LeafElement =
  | { readonly kind: "file"; readonly id: string; readonly scope: Scope; readonly path: string }
  | {
      readonly kind: "process";
      readonly id: string;
      readonly scope: Scope;
      readonly pid: number;
      readonly command: string;
    };

/** Whether a row has others below it, and shows them at first. */
export type Opening = "none" | "collapsed" | "expanded";

export const scopeElement = (scope: Scope): ScopeElement => ({ kind: "scope", id: scope, scope });

/**
 * The row of another's units while they cannot be reached: VS Code opens a row by itself only where it is new, and these
 * were asked for to be seen.
 */
export const awayElement = (scope: OtherScope): ScopeElement => ({ kind: "scope", id: `${scope}!`, scope });

export const groupElement = (scope: Scope, key: GroupKey): GroupElement => ({
  kind: "group",
  id: `${scope}/:${key}`,
  scope,
  key,
});

/** The row of a unit in its group, or below another row. */
export function unitElement(
  scope: Scope,
  name: UnitName,
  place: UnitElement["place"] = "group",
  above = `${scope}`,
): UnitElement {
  return { kind: "unit", id: `${above}/${name}`, scope, name, place };
}

export const templateElement = (scope: Scope, name: UnitName, above: string): TemplateElement => ({
  kind: "template",
  id: `${above}/:@/${name}`,
  scope,
  name,
});

export const jobElement = (scope: Scope, name: UnitName, job: number): JobElement => ({
  kind: "job",
  id: `${scope}/:jobs/${job}`,
  scope,
  name,
  job,
});

export const partElement = (unit: UnitElement, part: PartKey): PartElement => ({
  kind: "part",
  id: `${unit.id}/:${part}`,
  scope: unit.scope,
  unit,
  part,
});
