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

  test("are loaded, refused and not found by systemd as they are by us", async () => {
    const ours: string[] = [];
    const theirs: string[] = [];
    for (const { what, example } of examples) {
      const { refused, version } = systemd ?? { refused: undefined, version: 0 };
      const unit = unitFileOf(example.path)?.name?.name;
      if (unit === undefined) continue;
      // A file outside of the load path keeps its whole path, and so lies outside here, too.
      const files = [...(example.among ?? []), ...(example.beside ?? []), example].map(
        ({ path, text }) => [path.replace("/etc/systemd/system/", ""), text] as const,
      );
      const said = (await refused?.(new Map(files), [unit]))?.get(unit);
      ours.push(`${what}: ${outcomeOf(judgeExample({ ...example, target: version }), example)}`);
      theirs.push(`${what}: ${outcomeIn(said)}`);
    }
    expect(theirs.filter((outcome) => outcome.endsWith("refused")).length).toBeGreaterThan(20);
    expect(theirs.filter((outcome) => outcome.endsWith("masked"))).not.toEqual([]);
    expect(theirs.filter((outcome) => outcome.endsWith("absent")).length).toBeGreaterThan(1);
    expect(ours).toEqual(theirs);
  }, 300_000);
});

function isWritable({ text }: Example): boolean {
  return Buffer.from(text).toString() === text;
}

/** What becomes of the unit that a file is about. */
type Outcome = "loaded" | "refused" | "masked" | "absent";

/** Systemd does not look into such a file for the unit that its name tells. */
const noUnitHere: ReadonlySet<string> = new Set(["outside-load-path", "no-unit-to-extend", "scope-in-file"]);

/** Where systemd stops reading a unit file it does not load the unit; of a drop-in only the rest is lost. */
function outcomeOf(problems: readonly Problem[], { path }: Example): Outcome {
  const isDropIn = path.includes(".d/");
  const outcomes = problems.map(({ code, consequence }): Outcome => {
    if (code === "drop-in-of-masked-unit") return "masked";
    if (noUnitHere.has(code)) return "absent";
    return consequence === "unit-refused" || (consequence === "rest-dropped" && !isDropIn)
      ? "refused"
      : "loaded";
  });
  return outcomes.find((outcome) => outcome !== "loaded") ?? "loaded";
}

/** The same in systemd's words. */
function outcomeIn(said: string | undefined): Outcome {
  if (said === undefined) return "loaded";
  if (/^Unit \S+ is masked\.$/.test(said)) return "masked";
  return /^Unit \S+ not found\.$/.test(said) ? "absent" : "refused";
}
