import { type AnalysedUnit, analyse } from "../src/language/analysis.ts";
import { judgeBetween } from "../src/language/judgeBetween.ts";
import { directivesFor } from "../src/language/knowledge/directives.ts";
import type { Problem } from "../src/language/problems/catalogue.ts";
import type { Example, ExampleFile } from "../src/language/problems/explanations/explanation.ts";
import { type AnalysedRules, analyseRules } from "../src/language/udev/analysedRules.ts";
import { judgeRules } from "../src/language/udev/judgeRules.ts";
import { isRulesFile } from "../src/language/udev/udevFile.ts";
import { unitFileOf } from "../src/language/units/unitFile.ts";
import type { UnitSource } from "../src/language/units/unitSource.ts";
import { exampleMachine } from "./exampleMachine.ts";
import { exampleSurroundings } from "./exampleSurroundings.ts";

/** The release that examples are judged for, where they name no other. */
const usualTarget = 257;

/** What our own judge finds in an example. */
export function judgeExample(example: Example): readonly Problem[] {
  const { target = usualTarget, beside = [] } = example;
  const rules = analysedRulesExample(example);
  if (rules !== undefined) return judgeRules(rules);
  const source = sourceOf(example);
  const others = beside.map(sourceOf);
  const around =
    example.among === undefined ? undefined : exampleSurroundings([...example.among, example], target);
  const isAlone = source.file.kind === "drop-in" && others.length === 0 && around !== undefined;
  const parts =
    source.file.kind === "drop-in" ? { before: others, after: [] } : { before: [], after: others };
  const rest = isAlone ? undefined : parts;
  const machine = example.machine && exampleMachine(example.machine);
  return judgeBetween(source, { oldest: target, newest: target }, source.file.scope, rest, around, machine);
}

/** An example of udev's rules as its fixes see it; undefined where it is a unit file. */
export function analysedRulesExample({
  path,
  text,
  target = usualTarget,
}: Example): AnalysedRules | undefined {
  return isRulesFile(path, text) ? analyseRules(text, target) : undefined;
}

/** The file of an example, as its fixes see it. */
export function analysedExample(example: Example): AnalysedUnit {
  const { document, file } = sourceOf(example);
  return analyse(document, file, directivesFor(example.target ?? usualTarget));
}

function sourceOf({ path, text }: ExampleFile): UnitSource {
  const file = unitFileOf(path);
  if (file === undefined) throw new Error(`The example ${path} is no unit file.`);
  return { document: text, file };
}
