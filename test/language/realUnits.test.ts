// The unit files of a real system are quiet: whoever ships them had systemd read them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AnalysedUnit, analyse } from "../../server/src/language/analysis.ts";
import { effectiveUnit } from "../../server/src/language/effectiveUnit.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { messageOf, type Problem } from "../../server/src/language/problems/catalogue.ts";
import { severityOf } from "../../server/src/language/problems/consequence.ts";
import { isForeignContent, unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { textOfBytes } from "../../server/src/workspace/byteText.ts";
import { findTargetVersion } from "../../server/src/workspace/targetVersion.ts";
import { whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

/** A file as systemd would read it, and what is wrong with it at warning or error. */
interface RealUnit {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

const folders = ["usr/lib/systemd/system", "usr/lib/systemd/user"];

/** The machine's own units where it has enough of them to be worth a look, else those of an unpacked systemd. */
const hasOwn = unitsBelow("/").length >= 100;
const whyNot = hasOwn ? undefined : await whyNoSystemdBox();
const suite = whyNot === undefined ? describe : describe.skip;

suite(`unit files of a real system${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let units: readonly RealUnit[] = [];
  let systemd: SystemdAnalyze | undefined;

  beforeAll(async () => {
    const root = hasOwn ? "/" : await ensureSystemdRoot();
    const { newest } = findTargetVersion(root);
    units = unitsBelow(root).flatMap((path) => readUnit(root, path, newest) ?? []);
  }, 300_000);
  afterAll(() => systemd?.stop());

  test("there are many", () => expect(units.length).toBeGreaterThan(100));

  test("nothing is said at warning or error but what systemd says too", async () => {
    const noisy = units.filter(({ problems }) => problems.length > 0);
    // Whoever installs much has files with mistakes, and then systemd is asked.
    if (noisy.length > 0 && (await whyNoSystemdAnalyze()) === undefined) systemd = await openSystemdAnalyze();
    const unsaid = systemd === undefined ? noisy : await withoutSaid(systemd, noisy);
    expect(unsaid.flatMap(spell)).toEqual([]);
  });
});

function unitsBelow(root: string): readonly string[] {
  return folders.flatMap((folder) => {
    try {
      const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    } catch {
      return [];
    }
  });
}

function readUnit(root: string, path: string, version: number): RealUnit | undefined {
  const file = unitFileOf(`/${path.slice(root.length)}`);
  const text = textOfBytes(readFileSync(path));
  if (file === undefined || isForeignContent(text)) return undefined;
  const unit = analyse(text, file, directivesFor(version));
  return { path, text, problems: grave(judge(unit, file.kind === "unit" ? wholeOf(unit, path) : undefined)) };
}

/** The unit, where nothing but this file makes it: what a drop-in adds could be what it needs. */
function wholeOf(unit: AnalysedUnit, path: string): ReturnType<typeof effectiveUnit> | undefined {
  try {
    readdirSync(`${path}.d`);
    return undefined;
  } catch {
    return effectiveUnit(unit, []);
  }
}

function grave(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ consequence }) => /^(?:warning|error)$/.test(severityOf(consequence)));
}

/** The units with the problems that systemd does not name by line; those of a unit as a whole all stay. */
async function withoutSaid(
  systemd: SystemdAnalyze,
  units: readonly RealUnit[],
): Promise<readonly RealUnit[]> {
  const names = new Map(units.map((unit, index) => [`real-${index}.${typeOf(unit.path)}`, unit]));
  const files = [...names].map(
    ([name, { text }]) => [name, text.endsWith("\n") ? text : `${text}\n`] as const,
  );
  const verdicts = await systemd.verify(new Map(files));
  return [...names].flatMap(([name, unit]) => {
    const said = verdicts.get(name)?.said;
    const problems = unit.problems.filter(
      ({ line, consequence }) => consequence === "unit-refused" || said?.has(line) !== true,
    );
    return problems.length === 0 ? [] : [{ ...unit, problems }];
  });
}

function typeOf(path: string): string {
  return unitFileOf(path)?.type ?? "service";
}

function spell({ path, problems }: RealUnit): readonly string[] {
  return problems.map((problem) => `${path}:${problem.line}: ${problem.code}: ${messageOf(problem)}`);
}
