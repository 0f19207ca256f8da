// Any bytes can stand in a file of udev's rules, and the caret anywhere in it.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { UnitNames } from "../../../server/src/language/features/completion.ts";
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../../server/src/language/udev/judgeRules.ts";
import { judgeRulesBetween } from "../../../server/src/language/udev/judgeRulesBetween.ts";
import { completeRules } from "../../../server/src/language/udev/ruleCompletion.ts";
import { fixesForRules, ignoreInRules } from "../../../server/src/language/udev/ruleFixes.ts";
import { hoverRules } from "../../../server/src/language/udev/ruleHover.ts";
import { ruleMentionAt, ruleMentions } from "../../../server/src/language/udev/ruleMentions.ts";
import { isRulesFile } from "../../../server/src/language/udev/udevFile.ts";
import { textOfBytes } from "../../../server/src/workspace/byteText.ts";
import { bytesLike } from "../../support/arbitraries.ts";
import { generatedRule } from "../../support/generatedRules.ts";
import { countSteps } from "../../support/steps.ts";

const names: UnitNames = { named: () => [{ name: "a.service" }, { name: "a@.service", description: "A" }] };
const rules = bytesLike(fc.array(generatedRule, { maxLength: 3 }).map((lines) => lines.join("\n"))).map(
  textOfBytes,
);
const versions = fc.constantFrom(...measuredVersions);

interface Place {
  readonly from: number;
  readonly to: number;
}

function expectInside(document: string, { from, to }: Place): void {
  expect([0 <= from, from <= to, to <= document.length]).toEqual([true, true, true]);
}

test("any bytes are judged at both ends of a range, each problem inside the file, with a message and fixes", () => {
  fc.assert(
    fc.property(rules, versions, (document, oldest) => {
      isRulesFile("/src/70-x.rules", document);
      for (const problem of judgeRulesBetween(document, { oldest, newest: 262 })) {
        expectInside(document, problem);
        expect(messageOf(problem)).toMatch(/\S/);
      }
      const read = analyseRules(document, oldest);
      for (const problem of judgeRules(read)) {
        for (const { edits } of [...fixesForRules(read, problem), ...ignoreInRules(read, problem)]) {
          for (const edit of edits) expectInside(document, edit);
        }
      }
    }),
    { numRuns: 800 },
  );
});

test("at any place of any bytes completions and what is said are about what stands there", () => {
  fc.assert(
    fc.property(rules, versions, (document, version) => {
      const read = analyseRules(document, version);
      for (const mention of ruleMentions(read)) expectInside(document, mention);
      for (let at = 0; at <= document.length; at++) {
        const about = [hoverRules(read, at), ruleMentionAt(read, at), ...completeRules(read, at, names)];
        // One expectation a place: there are thousands of completions.
        const astray = about.filter(
          (found) =>
            found !== undefined &&
            !(0 <= found.from && found.from <= at && at <= found.to && found.to <= document.length),
        );
        expect(astray).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test.each<[string, (size: number) => string]>([
  ["rules", (size) => 'ACTION=="add", KERNEL=="a*|b", ENV{A}="$env{B}%k", RUN+="/bin/a"\n'.repeat(size)],
  ["pairs of one rule", (size) => `${'ENV{A}="b", '.repeat(size)}ENV{C}="d"\n`],
  ["lines that go on", (size) => `${'ENV{A}="b", \\\n'.repeat(size)}ENV{C}="d"\n`],
  ["alternatives", (size) => `KERNEL=="${"a|".repeat(size)}b"\n`],
  ["substitutions", (size) => `ENV{A}="${"%k$env{B}".repeat(size)}"\n`],
  ["units", (size) => `TAG+="systemd", ENV{SYSTEMD_WANTS}="${"a.service ".repeat(size)}"\n`],
  ["quotes that never close", (size) => 'KERNEL=="a\n'.repeat(size)],
  ["labels", (size) => Array.from({ length: size }, (_, at) => `GOTO="a${at}"\nLABEL="a${at}"\n`).join("")],
])("rules of many %s are judged in steps that grow with their number", (_, document) => {
  const steps = (size: number) => {
    const text = document(size);
    return countSteps(() => void judgeRules(analyseRules(text, 262)));
  };
  steps(10);
  expect(steps(800) / steps(200)).toBeLessThan(6);
});
