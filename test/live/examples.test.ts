// What DIAGNOSTICS.md says systemd refuses, asked of systemd: the bad examples, the good ones, and the mended ones.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeExample } from "../../server/generate/judgedExample.ts";
import type { Problem } from "../../server/src/language/problems/catalogue.ts";
import type { Example } from "../../server/src/language/problems/explanations/explanation.ts";
import { explanations } from "../../server/src/language/problems/explanations.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { fixedExamples } from "../support/fixedExamples.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

const whyNot = await whyNoSystemdAnalyze();
const suite = whyNot === undefined ? describe : describe.skip;

const examples = Object.entries<{ readonly bad: Example; readonly good: Example }>(explanations)
  .flatMap(([code, { bad, good }]) => [
    { what: `${code}, bad`, example: bad },
    { what: `${code}, good`, example: good },
    ...fixedExamples(bad).map(({ title, fixed }) => ({ what: `${code}, ${title}`, example: fixed })),
  ])
  // The manager of a user is another one, and some mistakes no text holds that is written to a file.
  .filter(({ example }) => !example.path.includes("/user/") && isWritable(example));

suite(`the examples${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let systemd: SystemdAnalyze | undefined;

  beforeAll(async () => {
    systemd = await openSystemdAnalyze();
  }, 300_000);
  afterAll(() => systemd?.stop());

  test("are loaded and refused by systemd as they are by us", async () => {
    const ours: string[] = [];
    const theirs: string[] = [];
    for (const { what, example } of examples) {
      const { refused, version } = systemd ?? { refused: undefined, version: 0 };
      const unit = unitFileOf(example.path)?.name?.name;
      if (unit === undefined) continue;
      const files = [example, ...(example.beside ?? [])].map(
        ({ path, text }) => [path.replace("/etc/systemd/system/", ""), text] as const,
      );
      const judged = judgeExample({ ...example, target: version });
      if (judged.some((problem) => isRefusal(problem, example))) ours.push(what);
      const answer = await refused?.(new Map(files), [unit]);
      if (answer?.has(unit)) theirs.push(what);
    }
    expect(theirs.length).toBeGreaterThan(20);
    expect(ours).toEqual(theirs);
  }, 300_000);
});

function isWritable({ text }: Example): boolean {
  return Buffer.from(text).toString() === text;
}

/** Where systemd stops reading a unit file it does not load the unit; of a drop-in only the rest is lost. */
function isRefusal({ consequence }: Problem, { path }: Example): boolean {
  return consequence === "unit-refused" || (consequence === "rest-dropped" && !path.includes(".d/"));
}
