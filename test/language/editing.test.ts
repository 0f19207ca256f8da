// While a file is edited, what stands in it still is not judged again, and the verdict is the one of the whole text.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAgain } from "../../server/src/language/analysedSource.ts";
import { judgeBetween } from "../../server/src/language/judgeBetween.ts";
import { grammarOf } from "../../server/src/language/knowledge/grammars.ts";
import type { Machine } from "../../server/src/language/machine.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import type { RestOfUnit, UnitSource } from "../../server/src/language/units/unitSource.ts";
import { unitsAround } from "../../server/src/language/unitsAround.ts";
import { documents, unitPaths } from "../support/arbitraries.ts";
import { countSteps } from "../support/steps.ts";

const alone: RestOfUnit = { before: [], after: [] };

/** There are no other units, */
const around = unitsAround(
  [{ entries: new Map(), facts: new Map(), linked: new Map(), isElsewhere: false }],
  true,
);

/** and none of the programs. */
const machine: Machine = { kindOf: () => "absent", account: () => "unclear" };

function sourceOf(path: string, document: string): UnitSource {
  const file = unitFileOf(path);
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  return { document, file };
}

/** Lines with mistakes of every kind, which mean something else below another header. */
const lines = fc
  .array(
    fc.constantFrom(
      ...["[Service]", "[Unit]", "[Install]", "[X-Mine]", "", "# unitwright: ignore=all", "x"],
      ...["ExecStart=/bin/a %i", "ExecStartPre=/bin/b", "ExecReload=/bin/sh -c %I", "Nice=99", "Restrat=no"],
      ...[
        "After=a %v",
        "WantedBy=x y.target",
        "WantedBy=",
        "Unit=a.service",
        "BindTo=%i.service",
        "Requires=a.service b.service",
      ],
    ),
    { maxLength: 12 },
  )
  .map((all) => all.join("\n"));

/**
 * What is written where, in the place of how many characters, and whether the file is judged before the next edit; places
 * are shares of the document.
 */
const edits = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(6),
    fc.oneof(documents, lines, fc.constantFrom("", "\n")),
    fc.boolean(),
  ),
  { minLength: 1, maxLength: 5 },
);

test("after any edits the problems are those of the text as it stands", () => {
  fc.assert(
    fc.property(
      fc.oneof(documents, lines),
      unitPaths,
      edits,
      fc.constantFrom(252, 262),
      (text, path, changes, oldest) => {
        const range = { oldest, newest: 262 };
        let source = sourceOf(path, text);
        const judged = (one: UnitSource) => judgeBetween(one, range, "system", alone, around, machine);
        judged(source);
        for (const [share, removed, written, isJudged] of changes) {
          const { document } = source;
          const at = Math.floor(share * document.length);
          const edited = sourceOf(path, document.slice(0, at) + written + document.slice(at + removed));
          readAgain(edited, source);
          source = edited;
          if (!isJudged) continue;
          const fresh = sourceOf(path, source.document);
          expect(judged(source)).toEqual(judged(fresh));
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test("only the value that was edited is judged again", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `Environment=A${index}=b "C=%n\\x20d" e`);
  const before = sourceOf("/a.service", `[Service]\n${lines.join("\n")}\n`);
  const count = (source: UnitSource) =>
    judgedValues(() => judgeBetween(source, { oldest: 262, newest: 262 }, "system", alone));
  expect(count(before)).toEqual(lines.map((line) => line.slice("Environment=".length)));
  const edits = [
    { edited: before.document.replace("A20=b", "A20=bc"), judged: ['A20=bc "C=%n\\x20d" e'] },
    { edited: `# one line more\n${before.document}`, judged: [] },
    // A line end may go on with what follows it.
    { edited: `${before.document}Nice=1\n`, judged: ['A39=b "C=%n\\x20d" e'] },
    // It may be one line that has gone, or the end of it and the beginning of the next.
    { edited: before.document.replace(`${lines[7]}\n`, ""), judged: ['A8=b "C=%n\\x20d" e'] },
    { edited: before.document.replace("A7=", "\\\nA7="), judged: ['A7=b "C=%n\\x20d" e'] },
    { edited: before.document.replace("[Service]", "[Service]\r\n"), judged: [] },
  ];
  for (const { edited, judged } of edits) {
    const after = sourceOf("/a.service", edited);
    readAgain(after, before);
    expect(count(after)).toEqual(judged);
  }
});

test("a file that was edited in many places does not hold on to all its earlier states", () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: unknown = runInNewContext("gc");
  const usedMemory = () => {
    if (typeof collectGarbage === "function") collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const line = `Environment=NAME=${"v".repeat(480)}\n`;
  const count = 200;
  let source = sourceOf("/a.service", `[Service]\n${line.repeat(count)}`);
  const range = { oldest: 262, newest: 262 };
  judgeBetween(source, range, "system", alone);
  const before = usedMemory();
  for (let at = 0; at < count; at++) {
    const place = "[Service]\n".length + at * line.length + 20;
    const bytes = Buffer.from(`${source.document.slice(0, place)}x${source.document.slice(place + 1)}`);
    const edited = sourceOf("/a.service", bytes.toString());
    readAgain(edited, source);
    judgeBetween(edited, range, "system", alone);
    source = edited;
  }
  // All the states together are 20 MB.
  expect(usedMemory() - before).toBeLessThan(4_000_000);
  expect(source.document).toHaveLength("[Service]\n".length + count * line.length);
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
