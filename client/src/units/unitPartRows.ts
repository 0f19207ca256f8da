// The rows below an opened unit: headings, and under them units, files and processes.
import { basename, dirname } from "node:path";
import type { RelationKey, UnitParts } from "../systemd/manager.ts";
import type { LeafElement, Opening, PartElement, UnitElement } from "./treeElements.ts";
import { partElement, unitElement } from "./treeElements.ts";
import type { Row } from "./unitTree.ts";

export type PartKey = RelationKey | "files" | "processes";

/** The headings that a unit opens to, what a person looks for first. */
export function partsBelow(unit: UnitElement, parts: UnitParts): readonly PartElement[] {
  const keys: readonly PartKey[] = [
    ...first.filter((key) => parts.relations.has(key)),
    ...(parts.files.length > 0 ? (["files"] as const) : []),
    // Those of a slice are the processes of its units, which stand below it.
    ...(parts.processes.length > 0 && !parts.relations.has("SliceOf") ? (["processes"] as const) : []),
    ...[...parts.relations.keys()].filter((key) => !first.includes(key)),
  ];
  return keys.map((key) => partElement(unit, key));
}

/** What stands under a heading. */
export function elementsOfPart(
  heading: PartElement,
  parts: UnitParts,
): readonly (UnitElement | LeafElement)[] {
  const { scope, part, id } = heading;
  switch (part) {
    case "files":
      return parts.files.map((path) => ({ kind: "file", id: `${id}/${path}`, scope, path }));
    case "processes":
      return parts.processes.map(({ pid, command }) => ({
        kind: "process",
        id: `${id}/${pid}`,
        scope,
        pid,
        command,
      }));
    default: {
      const place = part === "SliceOf" ? "slice" : "relation";
      const names = [...(parts.relations.get(part) ?? [])].sort();
      return names.map((name) => unitElement(scope, name, place, id));
    }
  }
}

export function partRow({ part, unit }: PartElement, count: number): Row {
  const label = partLabels[part];
  return {
    label,
    description: `${count}`,
    icon: undefined,
    context: `part;${part}`,
    spoken: `${label} of ${unit.name}, ${count}`,
  };
}

/** Short lists that tell what happens stand open, the long ones of dependencies do not. */
export function openingOfPart({ part }: PartElement): Opening {
  const short: readonly PartKey[] = ["files", "processes", ...first];
  return short.includes(part) ? "expanded" : "collapsed";
}

export function leafRow(leaf: LeafElement): Row {
  switch (leaf.kind) {
    case "file":
      return {
        label: basename(leaf.path),
        description: dirname(leaf.path),
        icon: { shape: "file", color: undefined },
        context: "file",
        spoken: leaf.path,
      };
    case "process":
      return {
        label: `${leaf.pid}`,
        description: leaf.command,
        icon: { shape: "server-process", color: undefined },
        context: "process",
        spoken: `Process ${leaf.pid}, ${leaf.command}`,
      };
    default:
      return leaf satisfies never;
  }
}

const first: readonly RelationKey[] = ["SliceOf", "Triggers", "TriggeredBy"];

/** In the words of the directives, and of the properties where there is no directive (systemd.unit(5)). */
const partLabels: Readonly<Record<PartKey, string>> = {
  SliceOf: "Units",
  Triggers: "Triggers",
  TriggeredBy: "Triggered By",
  files: "Files",
  processes: "Processes",
  Requires: "Requires",
  Requisite: "Requisite",
  BindsTo: "Binds To",
  Wants: "Wants",
  Upholds: "Upholds",
  PartOf: "Part Of",
  Conflicts: "Conflicts",
  RequiredBy: "Required By",
  RequisiteOf: "Requisite Of",
  BoundBy: "Bound By",
  WantedBy: "Wanted By",
  UpheldBy: "Upheld By",
  ConsistsOf: "Consists Of",
  ConflictedBy: "Conflicted By",
  OnSuccess: "On Success",
  OnFailure: "On Failure",
  After: "After",
  Before: "Before",
};
