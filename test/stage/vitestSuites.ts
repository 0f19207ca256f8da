// Vitest's projects, run with what comes of each test, or only listed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import { projectRoot } from "./folders.ts";
import type { Outcome } from "./outcome.ts";
import { ProgramFailed, run } from "./program.ts";
import { noSystemdVariable } from "./stageVariables.ts";

export interface VitestRun {
  readonly projects: readonly string[];
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
  /** In seconds. */
  readonly timeout: number;
}

/** Runs the projects together. A run that dies is one failure, with what it said. */
export async function runVitest(closing: Closing, options: VitestRun): Promise<readonly Outcome[]> {
  const { projects, scratch } = options;
  const file = outcomesFile(scratch, projects);
  const env = { ...process.env, ...options.env, UNITWRIGHT_OUTCOMES: file };
  const argv = vitest(projects, ["--passWithNoTests"]);
  let died: string | undefined;
  try {
    await run(closing, argv, { cwd: projectRoot, env, timeout: options.timeout });
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    died = error.message;
  }
  const told: readonly Outcome[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  // A suite that skips all its tests cannot say why for each.
  const why = options.env[noSystemdVariable];
  const named = told.map((one) => (one.state === "skipped" && why !== undefined ? { why, ...one } : one));
  const explained = told.some((outcome) => outcome.state === "failed");
  return died === undefined || explained
    ? named
    : [...named, { suite: projects.join(", "), name: "vitest", state: "failed", why: died }];
}

/** Every test of a project by its name, skipped for the given reason. */
export async function skipVitest(
  closing: Closing,
  { projects, scratch, why }: Pick<VitestRun, "projects" | "scratch"> & { readonly why: string },
): Promise<readonly Outcome[]> {
  const file = outcomesFile(scratch, projects);
  // No name matches this pattern, so that files are loaded and nothing in them is run.
  const argv = vitest(projects, ["--testNamePattern", "(?!)", "--passWithNoTests"]);
  await run(closing, argv, {
    cwd: projectRoot,
    env: { ...process.env, UNITWRIGHT_OUTCOMES: file },
    timeout: 120,
  });
  const told: readonly Outcome[] = JSON.parse(readFileSync(file, "utf8"));
  return told.map((outcome) => (outcome.state === "skipped" ? { ...outcome, why } : outcome));
}

function outcomesFile(scratch: string, projects: readonly string[]): string {
  return join(scratch, `outcomes-${projects.join("-")}.json`);
}

function vitest(projects: readonly string[], flags: readonly string[]): readonly string[] {
  const cli = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const reporter = join(projectRoot, "test", "stage", "outcomeReporter.ts");
  const chosen = projects.flatMap((project) => ["--project", project]);
  return [process.execPath, cli, "run", ...chosen, `--reporter=${reporter}`, ...flags];
}
