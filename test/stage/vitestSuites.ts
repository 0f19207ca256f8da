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
  const file = join(scratch, `outcomes-${projects.join("-")}.json`);
  const reporter = join(projectRoot, "test", "stage", "outcomeReporter.ts");
  const env = { ...process.env, ...options.env, UNITWRIGHT_OUTCOMES: file };
  const argv = vitest("run", projects, [`--reporter=${reporter}`, "--passWithNoTests"]);
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

/** Names a project's tests without running them. */
export async function listVitest(
  closing: Closing,
  project: string,
  scratch: string,
): Promise<readonly string[]> {
  const file = join(scratch, `list-${project}.json`);
  await run(closing, vitest("list", [project], [`--json=${file}`]), { cwd: projectRoot, timeout: 120 });
  const listed: readonly { readonly name: string }[] = JSON.parse(readFileSync(file, "utf8"));
  return listed.map((test) => test.name);
}

function vitest(
  verb: "run" | "list",
  projects: readonly string[],
  flags: readonly string[],
): readonly string[] {
  const cli = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  return [process.execPath, cli, verb, ...projects.flatMap((project) => ["--project", project]), ...flags];
}
