// What `npm test` runs, in order, and what each part needs of the machine.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { resolveCliArgsFromVSCodeExecutablePath } from "@vscode/test-electron";
import { ensureChromium } from "./chromium.ts";
import type { Closing } from "./closing.ts";
import { type HostRun, listHostTests, runHostSuites } from "./extensionHost.ts";
import { cacheFolder, projectRoot } from "./folders.ts";
import type { Outcome } from "./outcome.ts";
import { ProgramFailed, run } from "./program.ts";
import type { Step } from "./progress.ts";
import { whyNoSystemdBox } from "./systemdBox.ts";
import { bootBox, boxRoot } from "./systemdPlace.ts";
import { listVitest, runVitest } from "./vitestSuites.ts";
import { ensureVsCode } from "./vscodeInstall.ts";
import { installVsix, ownEnvironment, startVsCode } from "./vscodeServer.ts";
import { packageExtension } from "./vsix.ts";

export interface TestRun {
  readonly closing: Closing;
  readonly step: Step;
  readonly scratch: string;
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

/** The variable that tells suites why they have no systemd to try things on; they skip what needs one. */
export const noSystemdVariable = "UNITWRIGHT_NO_SYSTEMD";

const checks = [
  { name: "types fit (tsc -b)", script: "typescript/bin/tsc", args: ["-b"] },
  { name: "style and layers hold (biome ci)", script: "@biomejs/biome/bin/biome", args: ["ci"] },
  { name: "nothing lies unused (knip)", script: "knip/bin/knip.js", args: [] },
];

async function runChecks({ closing, step }: TestRun): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, script, args } of checks) {
    const argv = [process.execPath, join(projectRoot, "node_modules", script), ...args];
    outcomes.push(
      await step(`check: ${name}`, async (): Promise<Outcome> => {
        try {
          await run(closing, argv, { cwd: projectRoot, timeout: 180 });
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
    runVitest(closing, { projects, scratch, env: {}, timeout: 300 }),
  );
}

async function runLive({ closing, step, scratch }: TestRun): Promise<readonly Outcome[]> {
  const root = await systemdRoot(step);
  if ("missing" in root) {
    return skipped("live", await listVitest(closing, "live", scratch), root.missing);
  }
  return step("live: against a real systemd", () =>
    runVitest(closing, { projects: ["live"], scratch, env: {}, timeout: 300 }),
  );
}

async function runExtension(context: TestRun): Promise<readonly Outcome[]> {
  const { closing, step, scratch } = context;
  const desktop = process.env.VSCODE_EXECUTABLE;
  const stand = await attempt(() => (desktop ? standOnDesktop(context, desktop) : standOnServer(context)));
  if ("missing" in stand) return skipped("extension", await listHostTests(closing, scratch), stand.missing);
  return step("extension: in a real VS Code's extension host", async () => {
    const results = await runHostSuites(closing, stand.ready);
    return results.map((result) => ({ suite: "extension", ...result }));
  });
}

async function runWorkbench({ closing, step, scratch }: TestRun): Promise<readonly Outcome[]> {
  const needs = await attempt(async () => {
    await ensureVsCode(closing, step);
    await ensureChromium(closing, step);
  });
  if ("missing" in needs) {
    return skipped("workbench", await listVitest(closing, "workbench", scratch), needs.missing);
  }
  const root = await systemdRoot(step);
  const vsix = await packageExtension(closing, step, scratch);
  const env = { UNITWRIGHT_VSIX: vsix, ...("missing" in root ? { [noSystemdVariable]: root.missing } : {}) };
  return step("workbench: as a person sees it", () =>
    runVitest(closing, { projects: ["workbench"], scratch, env, timeout: 420 }),
  );
}

/** The extension host of VS Code's server, in a box with a systemd where there can be one. */
async function standOnServer({ closing, step, scratch }: TestRun): Promise<HostRun> {
  const install = await ensureVsCode(closing, step);
  const chromium = await ensureChromium(closing, step);
  const packaged = join(scratch, "packaged");
  await installVsix(closing, install, packaged, await packageExtension(closing, step, scratch));
  const _root = await systemdRoot(step);
  const workspace = join(scratch, "hostWorkspace");
  mkdirSync(workspace);
  const binds = [
    { path: cacheFolder(), writable: false },
    { path: projectRoot, writable: false },
    { path: scratch, writable: true },
  ];
  const profile = join(scratch, "hostServer");
  const server = await startVsCode(closing, {
    ...{ install, folder: workspace, profile, smokeTestDriver: true },
    ...(why === undefined ? { within: await bootBox(closing, step, binds) } : {}),
    env: {
      UNITWRIGHT_RESULTS: hostResults(scratch),
      ...(why === undefined ? {} : { [noSystemdVariable]: why }),
    },
  });
  const shim = { origin: server.origin, chromium, profile: join(scratch, "hostChromium"), timeout: 240 };
  return {
    vscode: { shim },
    extension: extensionIn(packaged),
    workspace,
    scratch,
    results: hostResults(scratch),
  };
}

/** A desktop VS Code, which sees this machine: what would start units is left out. */
async function standOnDesktop({ closing, step, scratch }: TestRun, executable: string): Promise<HostRun> {
  const packaged = join(scratch, "packaged");
  const vsix = await packageExtension(closing, step, scratch);
  const cli = resolveCliArgsFromVSCodeExecutablePath(executable);
  const folders = [
    "--extensions-dir",
    join(packaged, "extensions"),
    "--user-data-dir",
    join(packaged, "user"),
  ];
  await run(closing, [...cli, ...folders, "--install-extension", vsix], {
    env: ownEnvironment(),
    timeout: 120,
  });
  const workspace = join(scratch, "hostWorkspace");
  mkdirSync(workspace);
  const noSystemd = "a desktop VS Code sees this machine, whose units no test touches";
  const vscode = { desktop: executable, env: { [noSystemdVariable]: noSystemd } };
  return { vscode, extension: extensionIn(packaged), workspace, scratch, results: hostResults(scratch) };
}

function hostResults(scratch: string): string {
  return join(scratch, "hostResults.json");
}

function extensionIn(profile: string): string {
  const folder = join(profile, "extensions");
  const name = readdirSync(folder).find((entry) => entry.startsWith("unitwright."));
  if (name === undefined) throw new Error("VS Code installed the VSIX, and no extension lies in its folder.");
  return join(folder, name);
}

/** The file system that boxes boot from, or why there can be none. */
async function systemdRoot(step: Step): Promise<Attempt<string>> {
  const why = await whyNoSystemdBox();
  return why === undefined ? attempt(() => boxRoot(step)) : { missing: `${why}; run: sudo npm test` };
}

type Attempt<T> = { readonly ready: T } | { readonly missing: string };

async function attempt<T>(prepare: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ready: await prepare() };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

function skipped(suite: string, names: readonly string[], why: string): readonly Outcome[] {
  return names.map((name) => ({ suite, name, state: "skipped", why }));
}
