// Runs the suites of this folder with mocha, inside VS Code's extension host, and writes what came of each test.
import { renameSync, writeFileSync } from "node:fs";
import type { HostResult } from "../stage/extensionHost.ts";
import { noSystemdVariable } from "../stage/stageVariables.ts";

/**
 * Loads the given test files and runs them. The results go to the file that `UNITWRIGHT_RESULTS` names, at the end
 * and whole: the workbench reports success for an extension host that died, so only that file counts.
 * Rejects when a test failed. With `UNITWRIGHT_DRY_RUN` set the tests are only named, none runs.
 */
export async function runSuites(files: readonly (() => Promise<unknown>)[]): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const dryRun = process.env.UNITWRIGHT_DRY_RUN !== undefined;
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, color: false, dryRun });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  for (const load of files) await load();

  const results: HostResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("pass", (test) => results.push({ name: test.fullTitle(), state: "passed" }));
    const why = process.env[noSystemdVariable] ?? "by its own choice";
    runner.on("pending", (test) => results.push({ name: test.fullTitle(), state: "skipped", why }));
    runner.on("fail", (test, error) =>
      results.push({ name: test.fullTitle(), state: "failed", why: error.stack ?? error.message }),
    );
  });
  const file = process.env.UNITWRIGHT_RESULTS ?? "";
  writeFileSync(`${file}.new`, JSON.stringify(results));
  renameSync(`${file}.new`, file);
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
