import { type AnalysedUnit, analyse } from "../../server/src/language/analysis.ts";
import type { UnitNames } from "../../server/src/language/features/completion.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { parseUnitName, type UnitType } from "../../server/src/language/names/unitName.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { type FixtureFile, readFixture } from "./fixture.ts";

/** The release that fixtures are read for, where a test asks for no other. */
export const usualTarget = 257;

/** A fixture's file as the language layer sees it. */
export function analysed({ path, text }: FixtureFile, target = usualTarget): AnalysedUnit {
  const file = unitFileOf(path);
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  return analyse(text, file, directivesFor(target));
}

/** The units that a fixture's files are, with the Description= that is written in them. */
export function unitsOf(marked: string): UnitNames {
  const units = readFixture(marked).flatMap(({ path, text }) => {
    const name = parseUnitName(path.slice(path.lastIndexOf("/") + 1));
    if (name === undefined) return [];
    const description = /^Description=(.*)$/m.exec(text)?.[1];
    return [
      {
        type: name.type,
        unit: description === undefined ? { name: name.name } : { name: name.name, description },
      },
    ];
  });
  return {
    named: (types: readonly UnitType[]) =>
      units.filter(({ type }) => types.length === 0 || types.includes(type)).map(({ unit }) => unit),
  };
}
