// Whether `systemctl enable` takes an [Install] section, and whether we say so: on sections no run has seen before.
import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { messageOf } from "../../server/src/language/problems/catalogue.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { type GeneratedInstall, generatedInstall, installedBeside } from "../support/generatedInstalls.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const unitCount = Number(process.env.UNITWRIGHT_UNITS ?? 150);

const whyNot = await whyNoSystemdAnalyze();
const suite = whyNot === undefined ? describe : describe.skip;

/** A unit, and what both sides say of why enabling it fails. */
interface Asked {
  readonly unit: GeneratedInstall;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

suite(`enabling with UNITWRIGHT_SEED=${seed}${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let systemd: SystemdAnalyze | undefined;
  const asked: Asked[] = [];

  beforeAll(async () => {
    systemd = await openSystemdAnalyze();
    for (const unit of fc.sample(generatedInstall, { seed, numRuns: unitCount })) {
      const files = new Map([...installedBeside, [unit.name, unit.text]]);
      const theirs = await systemd.enable(files, unit.enabled);
      asked.push({ unit, ours: complaintAbout(unit, systemd.version), theirs });
    }
  }, 300_000);
  afterAll(() => systemd?.stop());

  test("some could be enabled and some not", () => {
    expect(asked).toHaveLength(unitCount);
    expect(asked.filter(({ theirs }) => theirs === undefined).length).toBeGreaterThan(unitCount / 10);
    expect(asked.filter(({ theirs }) => theirs !== undefined).length).toBeGreaterThan(unitCount / 10);
  });

  test("none is said to fail that systemctl enables", () => {
    const falseAlarms = asked.filter(({ ours, theirs }) => ours !== undefined && theirs === undefined);
    expect(falseAlarms.map(spell)).toEqual([]);
  });

  test("few are missed: aliases that only the instance or the machine makes wrong", () => {
    const missed = asked.filter(({ ours, theirs }) => ours === undefined && theirs !== undefined);
    expect(missed.filter(({ unit }) => !isOpen(unit)).map(spell)).toEqual([]);
  });
});

function complaintAbout({ name, text }: GeneratedInstall, version: number): string | undefined {
  const file = unitFileOf(`/etc/systemd/system/${name}`);
  if (file === undefined) throw new Error(`${name} is no unit file.`);
  const problems = judge(analyse(text, file, directivesFor(version)));
  const said = problems.filter(({ consequence }) => consequence === "start-fails").map(messageOf);
  return said.length === 0 ? undefined : said.join("; ");
}

/** What docs/exceptions.md lists: the instance is named on the command line, and names of other files or the machine. */
function isOpen({ name, text }: GeneratedInstall): boolean {
  return (name.includes("@.") && /^Alias=.*@/m.test(text)) || /%[A-Za-z]|b@y/.test(text);
}

function spell({ unit, ours, theirs }: Asked): string {
  return `#- ${unit.name}\n${unit.text}ours: ${ours ?? "enabled"}\nsystemctl: ${theirs ?? "enabled"}`;
}
