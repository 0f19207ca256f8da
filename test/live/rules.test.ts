// Our verdicts on udev's rules beside those of a real udev, on rules that no run has seen before.
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageOf, type Problem } from "../../server/src/language/problems/catalogue.ts";
import { analyseRules } from "../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../server/src/language/udev/judgeRules.ts";
import { whyNoSystemdBox } from "../stage/systemdBox.ts";
import { generatedRule } from "../support/generatedRules.ts";
import { openUdevadm, type Udevadm } from "../support/udevadm.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const count = 1000;

const whyNot = await whyNoSystemdBox();
const suite = whyNot === undefined ? describe : describe.skip;

/** A rule, what we say that udev does about it, and what udev says. */
interface Probe {
  readonly rule: string;
  readonly problems: readonly Problem[];
  readonly said: readonly string[];
}

suite(`rules with UNITWRIGHT_SEED=${seed}${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let udev: Udevadm | undefined;
  let probes: readonly Probe[] = [];

  beforeAll(async () => {
    udev = await openUdevadm();
    const rules = fc.sample(generatedRule, { seed, numRuns: count }).map((rule) => `${rule}\n`);
    const said = await udev.said(rules);
    const { version } = udev;
    probes = rules.map((rule, index) => ({
      rule,
      problems: judgeRules(analyseRules(rule, version)),
      said: said[index] ?? [],
    }));
  }, 300_000);
  afterAll(() => udev?.stop());

  test("many rules were dropped, and many taken", () => {
    expect(probes.filter(({ said }) => said.some(isDrop)).length).toBeGreaterThan(count / 5);
    expect(probes.filter(({ said }) => !said.some(isDrop)).length).toBeGreaterThan(count / 10);
  });

  test("we say that a rule is dropped where udev drops it, and nowhere else", () => {
    const differing = probes.filter(({ problems, said }) => dropsRule(problems) !== said.some(isDrop));
    expect(differing.filter((probe) => !isUpToMachine(probe)).map(spell)).toEqual([]);
  });

  test("udev has a word to say wherever we say that it has one", () => {
    const alarms = probes.filter(({ problems, said }) => said.length === 0 && problems.some(isAboutUdev));
    const unexplained = alarms.filter(
      (probe) => !isSilentLoss(probe) && !/\b(?:OWNER|GROUP)\b/.test(probe.rule),
    );
    expect(unexplained.map(spell)).toEqual([]);
  });

  test("nothing but hints is said of the rules that come with udev", () => {
    if (udev === undefined) throw new Error("There is no udev.");
    const { root, version } = udev;
    const folder = join(root, "usr/lib/udev/rules.d");
    const names = readdirSync(folder).filter((name) => name.endsWith(".rules"));
    expect(names.length).toBeGreaterThan(20);
    const told = names.flatMap((name) =>
      judgeRules(analyseRules(readFileSync(join(folder, name), "utf8"), version))
        .filter(({ consequence, code }) => consequence !== "none" || code !== "udev-duplicate")
        .map((problem) => `${name}:${problem.line}: ${problem.code}: ${messageOf(problem)}`),
    );
    expect(told).toEqual([]);
  });
});

/** Whether udev's words tell that it keeps nothing of the rule. */
function isDrop(line: string): boolean {
  if (
    /^(?:The line (?:has|takes) no effect, ignoring|Line is too long|Unexpected EOF|Ignoring NAME=)/.test(
      line,
    )
  ) {
    return true;
  }
  // What is said when a device comes ends otherwise.
  return /^(?:Invalid key|Invalid (?:operator|attribute|prefix 'i') for|Invalid ENV attribute|Unknown builtin|Failed to parse (?:mode|link priority|log level) '.*': )/.test(
    line,
  );
}

function dropsRule(problems: readonly Problem[]): boolean {
  // What a jump leaves of a rule is told in other words, and tested elsewhere.
  return problems.some(
    ({ consequence, ignores, code }) =>
      consequence === "line-ignored" && ignores === "rule" && code !== "udev-unknown-label",
  );
}

/** Names of accounts are not looked up here, and an option that is left out can leave nothing of a rule. */
function isUpToMachine({ rule, problems, said }: Probe): boolean {
  const isNothingLeft = said.filter(isDrop).every((line) => /no effect/.test(line));
  if (isNothingLeft && /\b(?:OWNER|GROUP)\b/.test(rule)) return true;
  if (isNothingLeft && problems.some(({ ignores }) => ignores === "part")) return true;
  return isSilentLoss({ rule, problems, said }) || /Failed to resolve/.test(said.join());
}

/** Before 254 udev loses an unfinished rule, or an earlier label, without a word. */
function isSilentLoss({ problems, said }: Probe): boolean {
  const quiet = ["udev-rule-lost", "udev-second-label"];
  return said.length === 0 && problems.filter(isAboutUdev).some(({ code }) => quiet.includes(code));
}

/** What udev itself judges; of the rest systemd speaks when a device has come. */
function isAboutUdev({ consequence, code, args }: Problem): boolean {
  if (consequence === "none" || /^(?:not-|unbalanced-)|unit-name$|bad-alias$/.test(code)) return false;
  return !(code === "udev-wrong-value" && args[1] === "account");
}

function spell({ rule, problems, said }: Probe): string {
  const ours = problems.map((problem) => `${problem.code} (${problem.consequence}, ${problem.ignores})`);
  return `${JSON.stringify(rule)}: we ${ours.join("; ")}; udev ${said.join("; ")}`;
}
