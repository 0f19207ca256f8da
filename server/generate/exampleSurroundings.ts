import { basename, dirname } from "node:path/posix";
import { analyse } from "../src/language/analysis.ts";
import { effectiveUnit } from "../src/language/effectiveUnit.ts";
import { directivesFor } from "../src/language/knowledge/directives.ts";
import type { ExampleFile } from "../src/language/problems/explanations/explanation.ts";
import { factsOf, type UnitFacts } from "../src/language/unitFacts.ts";
import { unitFileOf } from "../src/language/units/unitFile.ts";
import { type LayerEntry, type UnitsAround, unitsAround } from "../src/language/unitsAround.ts";

/** The units that files of one folder make; those of a load path are all that there are. */
export function exampleSurroundings(files: readonly ExampleFile[], version: number): UnitsAround {
  const entries = new Map<string, LayerEntry>();
  const facts = new Map<string, UnitFacts>();
  for (const { path, text } of files) {
    const name = basename(path);
    const file = unitFileOf(path);
    if (file?.kind !== "unit") continue;
    entries.set(name, { kind: text === "" ? "masked" : "unit" });
    const said = factsOf(effectiveUnit(analyse(text, file, directivesFor(version)), []), () => path);
    if (said !== undefined && text !== "") facts.set(name, said);
  }
  const isWholeSystem = files.some(({ path }) => dirname(path) === "/etc/systemd/system");
  return unitsAround([{ entries, facts, linked: new Map(), isElsewhere: false }], isWholeSystem);
}
