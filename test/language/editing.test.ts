// While a file is edited, what stands in it still is not judged again, and the verdict is the one of the whole text.
import fc from "fast-check";
import { expect, test } from "vitest";
import { analysedSource, readAgain } from "../../server/src/language/analysedSource.ts";
import { judgeBetween } from "../../server/src/language/judgeBetween.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { grammarOf } from "../../server/src/language/knowledge/grammars.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import type { RestOfUnit, UnitSource } from "../../server/src/language/units/unitSource.ts";
import { documents, unitPaths } from "../support/arbitraries.ts";
import { countSteps } from "../support/steps.ts";

const alone: RestOfUnit = { before: [], after: [] };

function sourceOf(path: string, document: string): UnitSource {
  const file = unitFileOf(path);
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  return { document, file };
}

/** What is written where, in the place of how many characters; places are shares of the document. */
const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), documents), {
  minLength: 1,
  maxLength: 5,
});

test("after any edits the problems are those of the text as it stands", () => {
  fc.assert(
    fc.property(documents, unitPaths, edits, fc.constantFrom(252, 262), (text, path, changes, oldest) => {
      const range = { oldest, newest: 262 };
      let source = sourceOf(path, text);
      judgeBetween(source, range, "system", alone);
      for (const [share, removed, written] of changes) {
        const { document } = source;
        const at = Math.floor(share * document.length);
        const edited = sourceOf(path, document.slice(0, at) + written + document.slice(at + removed));
        readAgain(edited, source);
        source = edited;
        const fresh = sourceOf(path, source.document);
        expect(judgeBetween(source, range, "system", alone)).toEqual(
          judgeBetween(fresh, range, "system", alone),
        );
      }
    }),
    { numRuns: 1_000 },
  );
});

test("only the value that was edited is judged again", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `Environment=A${index}=b "C=%n\\x20d" e`);
  const before = sourceOf("/a.service", `[Service]\n${lines.join("\n")}\n`);
  const count = (source: UnitSource) =>
    judgedValues(() => judgeBetween(source, { oldest: 262, newest: 262 }, "system", alone));
  expect(count(before)).toEqual(lines.map((line) => line.slice("Environment=".length)));
  const edited = sourceOf(
    "/a.service",
    `# one line more\n${before.document}Nice=1\n`.replace("A20=b", "A20=bc"),
  );
  readAgain(edited, before);
  expect(count(edited)).toEqual(['A20=bc "C=%n\\x20d" e']);
  expect(analysedSource(edited, directivesFor(262), "system").assignments).toHaveLength(41);
});

test("a keystroke takes no more steps than opening the file, which grow with its length", () => {
  const range = { oldest: 262, newest: 262 };
  const steps = (count: number) => {
    const lines = Array.from(
      { length: count },
      (_, at) => `ExecStartPre=/bin/a "b ${at}" %n $HOME\nTimeoutSec=${at}min 2s`,
    );
    const document = `[Service]\n${lines.join("\n")}\n`;
    const before = sourceOf("/a.service", document);
    const opened = countSteps(() => void judgeBetween(before, range, "system", alone));
    const after = sourceOf("/a.service", document.replace('"b 20"', '"bx 20"'));
    const typed = countSteps(() => {
      readAgain(after, before);
      judgeBetween(after, range, "system", alone);
    });
    return { opened, typed };
  };
  // The first run pays for what is made once.
  steps(30);
  const [small, large] = [steps(200), steps(800)];
  expect(small.typed / small.opened).toBeLessThan(1.02);
  expect(large.typed / small.typed).toBeLessThan(4.2);
});

/** The values of Environment= that are judged while something is done. */
function judgedValues(act: () => void): readonly string[] {
  const values: string[] = [];
  const grammar = grammarOf("config_parse_environ");
  const { judge } = grammar;
  Reflect.set(grammar, "judge", (...args: Parameters<typeof judge>) => {
    values.push(args[0].content);
    judge.apply(grammar, args);
  });
  try {
    act();
  } finally {
    Reflect.set(grammar, "judge", judge);
  }
  return values;
}
