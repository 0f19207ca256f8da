// What the questions for new units make, put to systemd: every way through their choices.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allNewUnits, changedUnit } from "../support/newUnits.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

const whyNot = await whyNoSystemdAnalyze();
const suite = whyNot === undefined ? describe : describe.skip;

const made = allNewUnits().filter(({ folder }) => folder === "/etc/systemd/system");
const files = made.flatMap(({ files: all }) => all);
const isDropIn = (name: string) => name.includes(".d/");

suite(`new units${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let systemd: SystemdAnalyze | undefined;

  beforeAll(async () => {
    systemd = await openSystemdAnalyze();
  }, 300_000);
  afterAll(() => systemd?.stop());

  test("systemd takes every line of them", async () => {
    const units = files.filter(({ name }) => !isDropIn(name));
    const texts = new Map(units.map(({ name, text }) => [name, text]));
    expect(texts.size).toBe(units.length);
    const verdicts = await systemd?.verify(texts);
    expect(verdicts?.size).toBe(units.length);
    const said = [...(verdicts ?? [])].flatMap(([name, verdict]) =>
      [...verdict.said].map(([line, text]) => `${name}:${line}: ${text}`),
    );
    expect(said).toEqual([]);
  });

  test("systemd loads every one of them, and the unit that drop-ins change", async () => {
    const units = files.filter(({ name }) => !isDropIn(name));
    const texts = new Map([changedUnit, ...units].map(({ name, text }) => [name, text]));
    expect(await systemd?.refused(texts, [...texts.keys()])).toEqual(new Map());
    for (const { name, text } of files.filter((file) => isDropIn(file.name))) {
      const both = new Map([
        [changedUnit.name, changedUnit.text],
        [name, text],
      ]);
      expect(await systemd?.refused(both, [changedUnit.name])).toEqual(new Map());
    }
  });

  test("what does not belong there would be told", async () => {
    const wrong = new Map([["wrong.service", "[Service]\nExecStart=/bin/true\nRestart=somehow\n"]]);
    const verdicts = await systemd?.verify(wrong);
    expect([...(verdicts?.get("wrong.service")?.said.keys() ?? [])]).toEqual([3]);
  });
});
