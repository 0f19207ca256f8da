import { type AnalysedUnit, analyse } from "../../server/src/language/analysis.ts";
import { type EffectiveUnit, effectiveUnit } from "../../server/src/language/effectiveUnit.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { parseUnitName, templateOf, type UnitName } from "../../server/src/language/names/unitName.ts";
import { dropInFolders, mergeDropIns, typeWideFolder } from "../../server/src/language/units/dropIns.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { readFixture } from "./fixture.ts";
import { usualTarget } from "./language.ts";

/** A unit that a fixture's files make up, and where its parts stand in it. */
export interface FixtureUnit {
  readonly whole: EffectiveUnit;
  /** By the path that the fixture gives it; drop-ins that are not read are missing. */
  readonly parts: ReadonlyMap<string, AnalysedUnit>;
  readonly pathOf: (part: AnalysedUnit) => string;
}

/** Puts together the unit `name` out of a fixture's files, which lie in one folder: `a.service`, `a.service.d/x.conf`. */
export function unitIn(marked: string, name: string, target = usualTarget): FixtureUnit {
  const unit = parseUnitName(name);
  if (unit === undefined) throw new Error(`${name} is no unit name.`);
  const texts = new Map(readFixture(marked).map(({ path, text }) => [path, text]));
  const folders = [...dropInFolders(unit), typeWideFolder(unit.type)];
  const found = folders.flatMap((folder) =>
    [...texts.keys()].filter((path) => path.startsWith(`${folder}/`)),
  );
  const fragment = [name, templateOf(unit) ?? name].find((path) => texts.has(path));
  if (fragment === undefined) throw new Error(`${name} has no file.`);
  const parts = new Map(
    [fragment, ...mergeDropIns(found)].map((path) => [path, read(path, texts.get(path) ?? "", unit, target)]),
  );
  const [first, ...dropIns] = parts.values();
  if (first === undefined) throw new Error("There is no part.");
  const paths = new Map([...parts].map(([path, part]) => [part, path]));
  return { whole: effectiveUnit(first, dropIns), parts, pathOf: (part) => paths.get(part) ?? "" };
}

function read(path: string, text: string, name: UnitName, target: number): AnalysedUnit {
  const file = unitFileOf(path);
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  return analyse(text, { ...file, name }, directivesFor(target));
}
