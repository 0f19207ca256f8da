// Where the suites of test/extension run: a desktop VS Code that `VSCODE_EXECUTABLE` names, else VS Code's server.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { resolveCliArgsFromVSCodeExecutablePath } from "@vscode/test-electron";
import { type HostRun, listHostTests, runHostSuites } from "./extensionHost.ts";
import { cacheFolder, projectRoot } from "./folders.ts";
import { type Outcome, skipAll } from "./outcome.ts";
import { run } from "./program.ts";
import { noSystemdVariable } from "./stageVariables.ts";
import { bootBox } from "./systemdPlace.ts";
import type { TestRun } from "./testSuites.ts";
import { installVsix, ownEnvironment, startVsCode } from "./vscodeServer.ts";

/** Runs the packaged extension through the suites, or skips each by name where there is no VS Code to be had. */
export async function runExtension(context: TestRun): Promise<readonly Outcome[]> {
  const { closing, step, scratch } = context;
  const packaged = join(scratch, "packaged");
  mkdirSync(places(scratch).workspace);
  const desktop = process.env.VSCODE_EXECUTABLE;
  const vscode = desktop
    ? await standOnDesktop(context, packaged, desktop)
    : await standOnServer(context, packaged);
  if ("missing" in vscode) {
    return skipAll("extension", await listHostTests(closing, scratch), vscode.missing);
  }
  return step("extension: in a real VS Code's extension host", async () => {
    const extension = extensionIn(packaged);
    const results = await runHostSuites(closing, { vscode, extension, scratch, ...places(scratch) });
    return results.map((result) => ({ suite: "extension", ...result }));
  });
}

function places(scratch: string): { readonly workspace: string; readonly results: string } {
  return { workspace: join(scratch, "hostWorkspace"), results: join(scratch, "hostResults.json") };
}

/** The extension host of VS Code's server, in a box with a systemd where there can be one. */
async function standOnServer(
  { closing, step, scratch, machine, vsix }: TestRun,
  packaged: string,
): Promise<HostRun["vscode"] | { readonly missing: string }> {
  const { vscode, systemdRoot } = await machine();
  if ("missing" in vscode) return vscode;
  const { install, chromium } = vscode.ready;
  const { workspace, results } = places(scratch);
  await installVsix(closing, install, packaged, await vsix());
  const binds = [
    { path: cacheFolder(), writable: false },
    { path: projectRoot, writable: false },
    { path: scratch, writable: true },
  ];
  const systemd =
    "ready" in systemdRoot
      ? { within: await bootBox(closing, step, systemdRoot.ready, binds), env: {} }
      : { env: { [noSystemdVariable]: systemdRoot.missing } };
  const server = await startVsCode(closing, {
    ...{ install, folder: workspace, profile: join(scratch, "hostServer"), smokeTestDriver: true },
    ...systemd,
    env: { ...systemd.env, UNITWRIGHT_RESULTS: results },
  });
  const profile = join(scratch, "hostChromium");
  return { shim: { origin: server.origin, chromium, profile, timeout: 400 } };
}

/** A desktop VS Code, which sees this machine: what would start units is left out. */
async function standOnDesktop(
  { closing, vsix }: TestRun,
  packaged: string,
  executable: string,
): Promise<HostRun["vscode"]> {
  const folders = { extensions: join(packaged, "extensions"), user: join(packaged, "user") };
  const profile = ["--extensions-dir", folders.extensions, "--user-data-dir", folders.user];
  // "The machine's install" keeps test-electron from adding folders of its own.
  const program = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const cli = [...program, ...profile];
  await run(closing, [...cli, "--install-extension", await vsix()], { env: ownEnvironment(), timeout: 120 });
  const noSystemd = "a desktop VS Code sees this machine, whose units no test touches";
  return { desktop: executable, env: { [noSystemdVariable]: noSystemd } };
}

function extensionIn(profile: string): string {
  const folder = join(profile, "extensions");
  const name = readdirSync(folder).find((entry) => entry.startsWith("unitwright."));
  if (name === undefined) throw new Error("VS Code installed the VSIX, and no extension lies in its folder.");
  return join(folder, name);
}
