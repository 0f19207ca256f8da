// Whether systemd loads a unit with its drop-ins, and whether we say so: on units that no run has seen before.
import { randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeBetween } from "../../server/src/language/judgeBetween.ts";
import { messageOf, type Problem } from "../../server/src/language/problems/catalogue.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { UnitPartsFinder } from "../../server/src/workspace/unitParts.ts";
import { nothingOpen } from "../../server/src/workspace/unitTexts.ts";
import { type GeneratedUnit, generatedUnit } from "../support/generatedUnits.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const unitCount = Number(process.env.UNITWRIGHT_UNITS ?? 200);

const whyNot = await whyNoSystemdAnalyze();
const suite = whyNot === undefined ? describe : describe.skip;

/** A unit, and what both sides make of it: what is said of the whole where it is refused, else nothing. */
interface Asked {
  readonly unit: GeneratedUnit;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

suite(`whole units with UNITWRIGHT_SEED=${seed}${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "unitwright-wholes-"));
  let systemd: SystemdAnalyze | undefined;
  let asked: readonly Asked[] = [];

  beforeAll(async () => {
    systemd = await openSystemdAnalyze();
    asked = await askBoth(systemd, folder);
  }, 300_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await systemd?.stop();
  });

  test("some were loaded and some refused", () => {
    expect(asked).toHaveLength(unitCount);
    expect(asked.filter(({ theirs }) => theirs === undefined).length).toBeGreaterThan(unitCount / 5);
    expect(asked.filter(({ theirs }) => theirs !== undefined).length).toBeGreaterThan(unitCount / 5);
  });

  test("none is called refused that systemd loads", () => {
    expect(asked.filter(({ ours, theirs }) => ours !== undefined && theirs === undefined).map(spell)).toEqual(
      [],
    );
  });

  test("none is missed that systemd refuses", () => {
    expect(asked.filter(({ ours, theirs }) => ours === undefined && theirs !== undefined).map(spell)).toEqual(
      [],
    );
  });
});

async function askBoth(systemd: SystemdAnalyze, folder: string): Promise<readonly Asked[]> {
  const units = Array.from({ length: unitCount }, (_, number) =>
    fc.sample(generatedUnit(number), { seed: seed + number, numRuns: 1 }),
  ).flat();
  const files = new Map(units.flatMap((unit) => [...unit.files]));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const theirs = await systemd.refused(
    files,
    units.map(({ name }) => name),
  );
  const finder = new UnitPartsFinder("once", nothingOpen);
  return units.map((unit) => ({
    unit,
    ours: refusalOf(unit, folder, finder, systemd.version),
    theirs: theirs.get(unit.name),
  }));
}

/** What we say of why the unit does not load, whichever of its files it stands in. */
function refusalOf(
  unit: GeneratedUnit,
  folder: string,
  finder: UnitPartsFinder,
  version: number,
): string | undefined {
  const said = [...unit.files].flatMap(([name, document]) => {
    const path = join(folder, name);
    const file = unitFileOf(path);
    if (file === undefined) throw new Error(`${path} is no unit file.`);
    // Folders that are not there: the units lie nowhere but in the one folder.
    const places = { root: join(folder, "nowhere"), environment: {}, workspace: [] };
    const parts = finder.find({ path, file, scope: "system" }, places, []);
    const rest = parts.kind === "known" ? parts.rest : undefined;
    const target = { oldest: version, newest: version };
    const problems = judgeBetween({ document, file }, target, "system", rest);
    return problems.filter((problem) => refuses(problem, file.kind)).map(messageOf);
  });
  return said.length === 0 ? undefined : said.join("; ");
}

/** Where systemd stops reading a unit file it does not load the unit; of a drop-in only the rest is lost. */
function refuses({ consequence }: Problem, kind: "unit" | "drop-in"): boolean {
  return consequence === "unit-refused" || (consequence === "rest-dropped" && kind === "unit");
}

function spell({ unit, ours, theirs }: Asked): string {
  const files = [...unit.files].map(([path, text]) => `#- ${path}\n${text}`).join("");
  return `${files}ours: ${ours ?? "loads"}\nsystemd: ${theirs ?? "loads"}`;
}
