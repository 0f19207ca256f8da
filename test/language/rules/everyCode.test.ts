// Every code at work: once where it is said, and where it is, and once where nothing is.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exampleMachine } from "../../../server/generate/exampleMachine.ts";
import { exampleSurroundings } from "../../../server/generate/exampleSurroundings.ts";
import { effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { unitTypes } from "../../../server/src/language/names/unitName.ts";
import {
  messageOf,
  type Problem,
  problemCodes,
  problemKind,
} from "../../../server/src/language/problems/catalogue.ts";
import { severityOf } from "../../../server/src/language/problems/consequence.ts";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../../server/src/language/udev/judgeRules.ts";
import { drawMarks, type FixtureFile, readFixture } from "../../support/fixture.ts";
import { analysed, usualTarget } from "../../support/language.ts";
import { betweenFixtures } from "./fixtures/betweenFixtures.ts";
import { lineFixtures } from "./fixtures/lineFixtures.ts";
import { fixtureMachine, machineFixtures } from "./fixtures/machineFixtures.ts";
import { ruleFixtures } from "./fixtures/ruleFixtures.ts";
import { unitFixtures } from "./fixtures/unitFixtures.ts";
import { valueFixtures } from "./fixtures/valueFixtures.ts";

/** Judged file by file, together as one unit with its drop-ins, each unit among the others, and each on a machine. */
const groups = [
  { fixtures: { ...lineFixtures, ...valueFixtures }, read: readAlone },
  { fixtures: unitFixtures, read: readWhole },
  { fixtures: betweenFixtures, read: readAmong },
  { fixtures: machineFixtures, read: readOnMachine },
  { fixtures: ruleFixtures, read: readRules },
];
const cases = groups.flatMap(({ fixtures, read }) =>
  Object.entries(fixtures).map(([code, fixture]) => ({ code, fixture, read })),
);

describe.each(cases)("$code", ({ code, fixture, read }) => {
  const { wrong, right, target = usualTarget } = fixture;

  test("is said where the mistake is", () => {
    const files = read(wrong, target);
    expect(draw(wrong, files)).toBe(wrong);
    expect(files.flatMap(({ problems }) => problems.map((problem) => problem.code))).toContain(code);
  });

  test("is not said where there is none", () => {
    if (right !== undefined) {
      expect(draw(right, read(right, target))).toBe(right);
      return;
    }
    const lines = wrong.split("\n");
    const good = lines.filter((line, at) => /^[^#[]/.test(line) && !/^#/.test(lines[at + 1] ?? ""));
    expect(good).not.toEqual([]);
  });

  test("has a message, and a consequence that fits", () => {
    for (const { problems } of read(wrong, target)) {
      for (const problem of problems) {
        expect(messageOf(problem)).toMatch(/^\S.*[.?]$/s);
        expectToFitContract(problem);
      }
    }
  });
});

test("every code has a fixture, and every fixture a code", () => {
  expect(cases.map(({ code }) => code).sort()).toEqual([...problemCodes].sort());
});

test.each(["", "unit", "between", "machine"])("every file in rules/%s is listed", (folder) => {
  const path = join(import.meta.dirname, "../../../server/src/language/rules", folder);
  const index = readFileSync(join(path, "index.ts"), "utf8");
  const listed = [...index.matchAll(/from "\.\/(\w+)\.ts"/g)].map((match) => match[1]);
  const files = readdirSync(path).flatMap((name) => /^(\w+)\.ts$/.exec(name)?.[1] ?? []);
  // What rules are made with is no rule.
  expect(
    files
      .filter(
        (name) =>
          !/^(?:index|place|rule|unitRule|betweenRule|machineRule|startOrder|startedTogether|turns|extendedUnit)$/.test(
            name,
          ),
      )
      .sort(),
  ).toEqual(
    listed.filter((name) => !/^(?:place|rule|unitRule|betweenRule|machineRule)$/.test(name ?? "")).sort(),
  );
});

test("every rule that a file exports is in its list", () => {
  for (const folder of ["", "unit", "between", "machine"]) {
    const path = join(import.meta.dirname, "../../../server/src/language/rules", folder);
    const index = readFileSync(join(path, "index.ts"), "utf8");
    const names = readdirSync(path)
      .map((name) => join(path, name))
      .filter((name) => /\.ts$/.test(name) && !/index\.ts$/.test(name))
      .flatMap((name) => [
        ...readFileSync(name, "utf8").matchAll(
          /^export const (\w+): (?:Unit|Between|Machine|Assignment)?Rule\b/gm,
        ),
      ])
      .map((match) => match[1] ?? "");
    expect(names).not.toEqual([]);
    for (const name of names) expect(index).toMatch(new RegExp(`^  ${name},$`, "m"));
  }
});

/** An error means that the unit does not load or the rest is lost; advice of ours is never more than a hint. */
function expectToFitContract({ consequence, ignores, code }: Problem): void {
  const severities = {
    "unit-refused": "error",
    "rest-dropped": "error",
    "start-fails": "warning",
    "line-ignored": "warning",
    noted: "information",
    none: "hint",
  } as const;
  expect(severityOf(consequence)).toBe(severities[consequence]);
  expect(["line", "word", "words", "section", "file", "rule", "part", "value-end"]).toContain(ignores);
  // A code about the unit as a whole never becomes one about a line, nor advice a verdict.
  const usual = problemKind(code).consequence;
  if (usual === "unit-refused" || usual === "none") expect(consequence).toBe(usual);
  if (consequence === "unit-refused") expect(usual).toBe("unit-refused");
}

/** A file of a fixture, and what is wrong with it. */
interface JudgedFile extends FixtureFile {
  readonly problems: readonly Problem[];
}

function readAlone(fixture: string, target: number): readonly JudgedFile[] {
  return filesOf(fixture).map((file) => ({ ...file, problems: judge(analysed(file, target)) }));
}

function readRules(fixture: string, target: number): readonly JudgedFile[] {
  const files = readFixture(fixture, "/etc/udev/rules.d/70-app.rules");
  return files.map((file) => ({ ...file, problems: judgeRules(analyseRules(file.text, target)) }));
}

function readWhole(fixture: string, target: number): readonly JudgedFile[] {
  const files = filesOf(fixture).map((file) => ({ file, unit: analysed(file, target) }));
  const [fragment, ...dropIns] = files.map(({ unit }) => unit);
  if (fragment === undefined) throw new Error("The fixture has no file.");
  const whole = effectiveUnit(fragment, dropIns);
  return files.map(({ file, unit }) => ({ ...file, problems: judge(unit, whole) }));
}

function readAmong(fixture: string, target: number): readonly JudgedFile[] {
  const files = filesOf(fixture);
  const around = exampleSurroundings(files, target);
  return files.map((file) => {
    const unit = analysed(file, target);
    const whole = unit.file.kind === "unit" ? effectiveUnit(unit, []) : undefined;
    return { ...file, problems: judge(unit, whole, around) };
  });
}

/** Each unit with the drop-ins that follow it. */
function readOnMachine(fixture: string, target: number): readonly JudgedFile[] {
  const files = filesOf(fixture).map((file) => ({ file, unit: analysed(file, target) }));
  const machine = exampleMachine(fixtureMachine);
  return files.map(({ file, unit }) => {
    const own = (part: typeof unit) => part.file.name?.name === unit.file.name?.name;
    const [fragment = unit, ...dropIns] = files.map((one) => one.unit).filter(own);
    return { ...file, problems: judge(unit, effectiveUnit(fragment, dropIns), undefined, machine) };
  });
}

/** The files of a fixture; one without a name is called by its first section. */
function filesOf(fixture: string): readonly FixtureFile[] {
  const section = /^\[(\w+)\]$/m.exec(fixture)?.[1]?.toLowerCase() ?? "";
  const type = unitTypes.find((known) => known === section) ?? "service";
  return readFixture(fixture, `/etc/systemd/system/app.${type}`);
}

function draw(fixture: string, files: readonly JudgedFile[]): string {
  const drawn = files.map(({ path, text, problems }) => {
    const marks = problems.map(({ from, to, code, consequence, ignores }) => {
      const what = consequence === "line-ignored" ? `${ignores}-ignored` : consequence;
      return { from, to, label: `${what} ${code}` };
    });
    const marked = drawMarks(text, marks);
    return fixture.includes(`#- ${path}`) ? `#- ${path}\n${marked}` : marked;
  });
  return `${fixture.startsWith("\n#- ") ? "\n" : ""}${drawn.join("\n")}`;
}
