// What our own grammars name: a value that holds it, or what is next to it, may show that we have it wrong.
import { createContext, Script } from "node:vm";
import fc from "fast-check";
import { measuredVersions } from "../../server/src/language/knowledge/generated/directives.ts";
import { enumerationsOfParser } from "../../server/src/language/knowledge/generated/enumerations.ts";
import { generatedValues } from "../support/generatedValues.ts";
import type { Vocabulary } from "../support/vocabularyChanges.ts";
import { type Named, namesIn, wordsOfEnumeration } from "./namedInCode.ts";
import { coverageOf, type Ran } from "./plant/coverage.ts";
import { bindingsIn, type Node } from "./plant/explainingCode.ts";
import { parsed } from "./plant/mistakes.ts";
import { bundleOurSide, isOfGrammars, tableEntries } from "./plant/ourCode.ts";
import { nameFor, textOf } from "./questions.ts";
import { type Subject, subjectsOf } from "./subjects.ts";
import { vocabularyOf } from "./watchedCode.ts";

/** By parser: what stands in the code that judges its values, or in what that code was made of. */
export async function vocabularies(seed: number): Promise<ReadonlyMap<string, Vocabulary>> {
  const script = await bundleOurSide();
  const root = await parsed(script);
  const names = namesIn(script, root, seed);
  const parsersAt = await parsersByPlace(script, root, seed);
  const found = new Map<string, Named[]>();
  const everyone = new Set(names.flatMap(({ at }) => [...parsersAt(at)])).size;
  for (const name of names) {
    const parsers = parsersAt(name.at);
    // What all of them come by is about units and lines, and not about values.
    if (parsers.size > 0.7 * everyone) continue;
    for (const parser of parsers) {
      const all = found.get(parser) ?? [];
      found.set(parser, all);
      all.push(name);
    }
  }
  return new Map([...found].map(([parser, all]) => [parser, vocabularyOfParser(parser, all)]));
}

function vocabularyOfParser(parser: string, all: readonly Named[]): Vocabulary {
  const { words, ...others } = vocabularyOf(all);
  const ofParser = enumerationsOfParser[parser as Subject["value"]] ?? [];
  return {
    ...others,
    words: [...new Set([...words, ...ofParser.flatMap((name) => wordsOfEnumeration(name))])],
  };
}

/** Which parsers come to a place of the script; where it only runs at the start, to what is made there. */
async function parsersByPlace(
  script: string,
  root: Node,
  seed: number,
): Promise<(at: number) => ReadonlySet<string>> {
  const painted = await paintedByParser(script, seed);
  const { bindings } = bindingsIn(root);
  // All but what holds the whole script.
  const declared = bindings.filter(({ made }) => made.end - made.start < script.length / 4);
  const isOurs = isOfGrammars(script);
  const entries = tableEntries(script, root);
  const known = new Map<number, Set<string>>();
  const parsersAt = (at: number): Set<string> => {
    const before = known.get(at);
    if (before !== undefined) return before;
    const parsers = new Set<string>();
    known.set(at, parsers);
    for (const [parser, ran] of painted) if (ran[at] === 1) parsers.add(parser);
    const key = entries.find(({ from, to }) => from <= at && at < to)?.parser;
    if (key !== undefined) parsers.add(key);
    if (parsers.size > 0) return parsers;
    const inside = declared.filter(({ made }) => made.start <= at && at < made.end);
    for (const { uses } of inside)
      for (const { start } of uses)
        if (isOurs(start)) for (const parser of parsersAt(start)) parsers.add(parser);
    return parsers;
  };
  return parsersAt;
}

/** By parser, for each character of the script whether it ran for generated values. */
async function paintedByParser(script: string, seed: number): Promise<ReadonlyMap<string, Uint8Array>> {
  const asked = new Map<string, object[]>();
  for (const version of measuredVersions) {
    for (const [index, { value, rows }] of subjectsOf(version).entries()) {
      const values = fc.sample(generatedValues(value, rows[0]?.directive.name), {
        seed: seed + index,
        numRuns: 40,
      });
      const all = asked.get(value) ?? [];
      asked.set(value, all);
      for (const [at, text] of values.entries()) {
        const row = rows[at % rows.length];
        if (row !== undefined)
          all.push({ text: textOf({ row, value: text }), file: nameFor(row, `vocabulary-${at}`), version });
      }
    }
  }
  const context = createContext({});
  const covered = await coverageOf(scriptName, ["", ...asked.keys()], (parser) => {
    if (parser === "")
      new Script(`${script}\nglobalThis.ours = ours;`, { filename: scriptName }).runInContext(context);
    else {
      Object.assign(context, { asked: asked.get(parser) });
      judging.runInContext(context);
    }
  });
  return new Map(
    [...asked.keys()].map((parser) => [parser, painted(covered.get(parser) ?? [], script.length)]),
  );
}

const scriptName = "unitwright-vocabulary.js";
const judging = new Script(`
  for (const { text, file, version } of asked)
    for (const about of ["assignment", "enabling"]) ours.ourVerdict(text, file, version, about);`);

function painted(ran: Ran, length: number): Uint8Array {
  const places = new Uint8Array(length);
  const largestFirst = [...ran].sort((a, b) => b.to - b.from - (a.to - a.from));
  for (const { from, to, ran } of largestFirst) places.fill(ran ? 1 : 0, from, to);
  return places;
}
