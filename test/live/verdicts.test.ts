// Our verdicts beside those of a real systemd, on values that no run has seen before.
import { randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measuredVersions } from "../../server/src/language/knowledge/generated/directives.ts";
import {
  type Comparison,
  compare,
  type Difference,
  type DifferenceKind,
  recallOf,
  spellDifference,
} from "../differential/compare.ts";
import { oneSided } from "../differential/exceptions.ts";
import { spellKeptCase } from "../differential/keptCases.ts";
import { ourVerdict } from "../differential/ourSide.ts";
import { whyEquivalent } from "../differential/plant/equivalent.ts";
import { plantMistakes } from "../differential/plant/plant.ts";
import { type Drawing, drawProbes, type Sample } from "../differential/probes.ts";
import { spellPlanted } from "../differential/recallPage.ts";
import { shrink } from "../differential/shrink.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const drawing: Drawing = { seed, eachHalf: 100, atMost: 3000 };

const whyNot = await whyNoSystemdAnalyze();
const suite = whyNot === undefined ? describe : describe.skip;

suite(`verdicts with UNITWRIGHT_SEED=${seed}${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let systemd: SystemdAnalyze | undefined;
  let samples: readonly Sample[] = [];
  let comparison: Comparison = { recalls: [], differences: [] };
  // Of a release whose tables nobody has read we know too little to promise anything but silence.
  const isMeasured = () => systemd !== undefined && measuredVersions.includes(systemd.version);

  beforeAll(async () => {
    systemd = await openSystemdAnalyze();
    samples = await drawProbes(systemd, drawing);
    comparison = compare(samples, systemd.version, ourVerdict);
  }, 600_000);
  afterAll(() => systemd?.stop());

  /** The differences of a kind, a few of them shrunk to what is worth keeping. */
  async function told(kind: DifferenceKind): Promise<readonly string[]> {
    const found = comparison.differences.filter((difference) => difference.kind === kind);
    const texts: string[] = [];
    for (const difference of found.slice(0, 5)) {
      const small: Difference = systemd === undefined ? difference : await shrink(systemd, difference);
      texts.push(spellDifference(small), `keep it: ${spellKeptCase(small, systemd?.version ?? 0)}`);
    }
    return [...texts, ...found.slice(5).map(spellDifference)];
  }

  test("every parser was put to 200 values and more, of which systemd took half and refused half", () => {
    expect(samples.length).toBeGreaterThan(100);
    const uneven = samples.filter(({ value, probes }) => {
      const refused = probes.filter(({ theirs }) => theirs !== "silent").length;
      const rarer = Math.min(refused, probes.length - refused);
      return oneSided[value] === undefined
        ? rarer < drawing.eachHalf
        : rarer > 0 || probes.length < drawing.atMost;
    });
    if (isMeasured()) expect(uneven.map(({ value }) => value)).toEqual([]);
  });

  test("nothing is said about what systemd takes", async () => {
    expect(await told("false alarm")).toEqual([]);
  });

  test("systemd stops where we say so, and nowhere else", async () => {
    expect(await told("other consequence")).toEqual([]);
  });

  test("mistakes planted in our own grammars would show", async () => {
    if (systemd === undefined || !isMeasured()) return;
    const answers = [{ version: systemd.version, samples }];
    const planted = await plantMistakes({ answers, count: 25, seed, report: () => {} });
    const judged = planted.filter((one) => one.outcome !== "never-run" && whyEquivalent(one) === undefined);
    const found = judged.filter(({ outcome }) => outcome === "found");
    // Of any draw some belong to other releases, and some change no verdict: so few cannot tell a share.
    const told = judged.filter(({ outcome }) => outcome !== "found").map(spellPlanted);
    expect(found.length, told.join("\n")).toBeGreaterThan(judged.length / 4);
    expect(found.length).toBeGreaterThan(0);
  }, 300_000);

  test("nothing is missed but what nobody can know", async () => {
    if (!isMeasured()) return;
    expect(await told("missed")).toEqual([]);
    expect(recallOf(comparison.recalls)).toBeGreaterThan(0.995);
  });
});
