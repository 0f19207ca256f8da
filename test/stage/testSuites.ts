// What `npm test` runs, in order, and what each part needs of the machine.
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import { runExtension } from "./extensionSuite.ts";
import { projectRoot } from "./folders.ts";
import type { Outcome } from "./outcome.ts";
import { ProgramFailed, run } from "./program.ts";
import type { Step } from "./progress.ts";
import { noSystemdVariable } from "./stageVariables.ts";
import type { Machine } from "./testMachine.ts";
import { runVitest, skipVitest } from "./vitestSuites.ts";

export interface TestRun {
  readonly closing: Closing;
  readonly step: Step;
  readonly scratch: string;
  /** Sets the machine up the first time, and tells what it can give. */
  readonly machine: () => Promise<Machine>;
  /** Builds the extension the first time, and gives the path of its VSIX. */
  readonly vsix: () => Promise<string>;
}

export interface TestSuite {
  readonly name: string;
  readonly run: (context: TestRun) => Promise<readonly Outcome[]>;
}

export const testSuites: readonly TestSuite[] = [
  { name: "check", run: runChecks },
  { name: "code", run: runCode },
  { name: "live", run: runLive },
  { name: "extension", run: runExtension },
  { name: "workbench", run: runWorkbench },
];

/** In seconds: a machine under load takes many times what a quiet one does, and only what hangs is to be cut. */
const longestSuite = 1800;

const checks = [
  { name: "types fit (tsc -b)", script: "typescript/bin/tsc", args: ["-b"] },
  {
    name: "style and layers hold (biome ci)",
    script: "@biomejs/biome/bin/biome",
    args: ["ci", "--colors=off"],
  },
  { name: "nothing lies unused (knip)", script: "knip/bin/knip.js", args: [] },
];

async function runChecks({ closing, step }: TestRun): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, script, args } of checks) {
    const argv = [process.execPath, join(projectRoot, "node_modules", script), ...args];
    outcomes.push(
      await step(`check: ${name}`, async (): Promise<Outcome> => {
        try {
          await run(closing, argv, { cwd: projectRoot, timeout: 300 });
          return { suite: "check", name, state: "passed" };
        } catch (error) {
          if (!(error instanceof ProgramFailed)) throw error;
          return { suite: "check", name, state: "failed", why: error.output.trim() || error.message };
        }
      }),
    );
  }
  return outcomes;
}

async function runCode({ closing, step, scratch }: TestRun): Promise<readonly Outcome[]> {
  const projects = ["language", "protocol", "client", "syntaxes"];
  return step(`code: ${projects.join(", ")}`, () =>
    runVitest(closing, { projects, scratch, env: {}, timeout: longestSuite }),
  );
}

/** The tests that need a box skip themselves where there is none; some read only files. */
async function runLive({ closing, step, scratch, machine }: TestRun): Promise<readonly Outcome[]> {
  const env = whyNoSystemd(await machine());
  return step("live: against a real systemd", () =>
    runVitest(closing, { projects: ["live"], scratch, env, timeout: longestSuite }),
  );
}

async function runWorkbench({ closing, step, scratch, machine, vsix }: TestRun): Promise<readonly Outcome[]> {
  const { vscode, ...rest } = await machine();
  const projects = ["workbench"];
  if ("missing" in vscode) return skipVitest(closing, { projects, scratch, why: vscode.missing });
  const env = { UNITWRIGHT_VSIX: await vsix(), ...whyNoSystemd(rest) };
  return step("workbench: as a person sees it", () =>
    runVitest(closing, { projects, scratch, env, timeout: longestSuite }),
  );
}

function whyNoSystemd({ systemdRoot }: Pick<Machine, "systemdRoot">): Readonly<Record<string, string>> {
  return "missing" in systemdRoot ? { [noSystemdVariable]: systemdRoot.missing } : {};
}
