import { basename, dirname } from "node:path/posix";
import { templateOf, type UnitName } from "../language/names/unitName.ts";
import { dropInFolders, typeWideFolder } from "../language/units/dropIns.ts";
import { withoutEditMark } from "../language/units/unitFile.ts";

/** The names of files and drop-in folders that a unit is made of, or would be if they came to be. */
export interface PartNames {
  /** These are put together when they are asked for, which is seldom. */
  readonly units: () => ReadonlySet<string>;
  readonly folders: () => ReadonlySet<string>;
}

/** Of what is part of no unit that could be told. */
export const noPartNames: PartNames = { units: () => new Set(), folders: () => new Set() };

/** The names under which the parts of units are looked for. */
export function partNamesOf(units: readonly UnitName[]): PartNames {
  return {
    units: () =>
      new Set([...units.map(({ name }) => name), ...units.flatMap((name) => templateOf(name) ?? [])]),
    folders: () => new Set(units.flatMap((name) => [...dropInFolders(name), typeWideFolder(name.type)])),
  };
}

/** Whether the file at a path may be a part of the unit, by its name; so may the source of a part. */
export function mayBePart(path: string, { units, folders }: PartNames): boolean {
  const name = withoutEditMark(basename(path));
  return folders().has(basename(dirname(path))) || [...units()].some((unit) => name.startsWith(unit));
}
