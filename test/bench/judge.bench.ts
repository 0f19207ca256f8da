import { readdirSync, readFileSync } from "node:fs";
import { bench, describe } from "vitest";
import { analysedSource, readAgain } from "../../server/src/language/analysedSource.ts";
import { documentSymbols } from "../../server/src/language/features/documentSymbols.ts";
import { foldingRanges } from "../../server/src/language/features/folding.ts";
import { semanticTokens } from "../../server/src/language/features/semanticTokens.ts";
import { judgeBetween } from "../../server/src/language/judgeBetween.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { parse } from "../../server/src/language/syntax/parse.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import type { UnitSource } from "../../server/src/language/units/unitSource.ts";

// What a file costs when it is opened and what a keystroke in it costs, as ratios of one run: a typical unit, one full
// of mistakes, and three of 10,000 lines: the same two lines again and again, no value twice, and whole units in a row.
// Values that were good before are not judged again, so the one without repetition is one of several in turn.
const file = unitFileOf("/etc/systemd/system/shop.service");
const range = { oldest: 262, newest: 262 };
const alone = { before: [], after: [] };
const examples = readdirSync("examples")
  .filter((name) => name.endsWith(".service"))
  .map((name) => readFileSync(`examples/${name}`, "utf8"))
  .join("\n");

const documents: Readonly<Record<string, readonly string[]>> = {
  "a typical unit": [readFileSync("examples/web.service", "utf8")],
  "a unit full of mistakes": [readFileSync("examples/broken/shop.service", "utf8")],
  "10,000 lines, two of them different": [
    `[Service]\n${"Environment=NAME=value\nExecStartPre=/usr/bin/test -e /run/%n\n".repeat(5000)}`,
  ],
  "10,000 lines, all different": Array.from(
    { length: 8 },
    (_, turn) =>
      `[Service]\n${Array.from({ length: 2500 }, (_, at) => differentLines(2500 * turn + at)).join("")}`,
  ),
  "10,000 lines of whole units": [examples.repeat(Math.ceil(10_000 / examples.split("\n").length))],
};

function differentLines(at: number): string {
  return `Environment=NAME${at}=value${at} "B${at}=two words"
ExecStartPre=/usr/bin/test -e /run/%n/${at}
ReadWritePaths=/srv/${at} -/var/lib/x${at}
TimeoutStopSec=${at}min ${at % 60}s
`;
}

for (const [name, [document = "", ...others]] of Object.entries(documents)) {
  describe(name, () => {
    if (file === undefined) throw new Error("The name is no unit's.");
    const judgeAnew = (source: UnitSource) => void judgeBetween(source, range, "system", alone);
    const before: UnitSource = { document, file };
    judgeAnew(before);
    const middle = document.indexOf("\n", document.length >> 1);
    const edited = `${document.slice(0, middle)}x${document.slice(middle)}`;
    const unit = analysedSource(before, directivesFor(262), "system");

    bench("parse", () => void parse(document));
    const inTurn = [document, ...others];
    let turn = 0;
    bench("open: parse, analyse and judge", () =>
      judgeAnew({ document: inTurn[turn++ % inTurn.length] ?? "", file }),
    );
    bench("keystroke: the same after an edit", () => {
      const after = { document: edited, file };
      readAgain(after, before);
      judgeAnew(after);
    });
    bench("colours", () => void semanticTokens(unit));
    bench("outline", () => void documentSymbols(unit));
    bench("folds", () => void foldingRanges(unit));
  });
}
