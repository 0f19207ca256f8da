// A Vitest reporter that writes every test's outcome to the file named by `UNITWRIGHT_OUTCOMES`. Vitest's own JSON
// does not say why a test was skipped, nor what went wrong outside any test.

import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from "vitest/node";
import { projectRoot } from "./folders.ts";
import type { Outcome } from "./outcome.ts";

export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const outcomes = [
      ...modules.flatMap(outcomesOf),
      ...unhandled.map(
        (error): Outcome => ({
          suite: "vitest",
          name: "nothing goes wrong outside the tests",
          state: "failed",
          why: wordsOf(error),
        }),
      ),
    ];
    writeFileSync(process.env.UNITWRIGHT_OUTCOMES ?? "", JSON.stringify(outcomes));
  }
}

function outcomesOf(module: TestModule): readonly Outcome[] {
  const tests = [...module.children.allTests()].map((test) => outcomeOf(module, test));
  // A hook or an import that fails takes its tests with it; Vitest then calls them skipped.
  const broken = [module, ...module.children.allSuites()].flatMap((part) => brokenPart(module, part));
  if (broken.length === 0) return tests;
  const why = "what it needs failed";
  return [...tests.map((test) => (test.state === "skipped" ? { why, ...test } : test)), ...broken];
}

function outcomeOf(module: TestModule, test: TestCase): Outcome {
  const result = test.result();
  const common = { suite: module.project.name, name: test.fullName };
  const told = [...test.annotations().map(({ message }) => message), ...(test.meta().seen ?? [])];
  switch (result.state) {
    case "passed": {
      const again = test.diagnostic()?.flaky === true ? ["needed another try"] : [];
      const notes = [...again, ...told];
      return { ...common, state: "passed", ...(notes.length === 0 ? {} : { notes }) };
    }
    case "failed":
      return { ...common, state: "failed", why: [...result.errors.map(wordsOf), ...told].join("\n") };
    case "skipped":
      return { ...common, state: "skipped", ...(result.note ? { why: result.note } : {}) };
    case "pending":
      return { ...common, state: "failed", why: "It never ended." };
  }
}

function brokenPart(module: TestModule, part: TestModule | TestSuite): readonly Outcome[] {
  const errors = part.errors();
  if (errors.length === 0) return [];
  const name = "fullName" in part ? part.fullName : relative(projectRoot, module.moduleId);
  return [{ suite: module.project.name, name, state: "failed", why: errors.map(wordsOf).join("\n") }];
}

function wordsOf(error: {
  readonly message: string;
  readonly stack?: string;
  readonly diff?: string;
}): string {
  const ours = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line) && !/node_modules/.test(line));
  return [error.message, error.diff, ...ours.slice(0, 4)].filter((part) => part).join("\n");
}
