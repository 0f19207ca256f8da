// The suites of test/extension, run in the extension host of a real VS Code by @vscode/test-electron.
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Closing } from "./closing.ts";
import { projectRoot } from "./folders.ts";
import { ProgramFailed, run } from "./program.ts";
import { type ShimSettings, shimVariable } from "./shimSettings.ts";

/** What came of one test, as the runner inside the extension host writes it. */
export type HostResult =
  | { readonly name: string; readonly state: "passed" }
  | { readonly name: string; readonly state: "failed" | "skipped"; readonly why: string };

export interface HostRun {
  /** A desktop VS Code to use, or what it takes to do without one. */
  readonly vscode:
    | { readonly desktop: string; readonly env: Readonly<Record<string, string>> }
    | { readonly shim: ShimSettings };
  /** The folder of the installed extension: its packaged form, so that what is tested is what is shipped. */
  readonly extension: string;
  /** The folder that VS Code opens; the suites write into it. */
  readonly workspace: string;
  readonly scratch: string;
  /** The file that the extension host's `UNITWRIGHT_RESULTS` names. */
  readonly results: string;
}

/**
 * Runs all suites and gives every test's result. A run that ends without the runner's own results is one failure,
 * whatever status it ended with.
 */
export async function runHostSuites(closing: Closing, options: HostRun): Promise<readonly HostResult[]> {
  const { vscode, scratch, results } = options;
  const tests = join(scratch, "hostTests.cjs");
  await bundleSuites(tests, "vscode");
  const runner = join(projectRoot, "test", "stage", "runHostSuites.ts");
  const executable =
    "desktop" in vscode ? vscode.desktop : join(projectRoot, "test", "stage", "codeShim.mjs");
  const env = {
    ...process.env,
    UNITWRIGHT_RESULTS: results,
    ...("shim" in vscode ? { [shimVariable]: JSON.stringify(vscode.shim) } : vscode.env),
  };
  const args = [executable, options.extension, tests, options.workspace, join(scratch, "hostProfile")];
  let complaint = "The extension host ended without writing results.";
  try {
    await run(closing, [process.execPath, "--import", "tsx", runner, ...args], {
      cwd: projectRoot,
      env,
      timeout: 420,
    });
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    complaint = error.output.trim() || error.message;
  }
  if (!existsSync(results)) return [{ name: "extension host", state: "failed", why: complaint }];
  const told: readonly HostResult[] = JSON.parse(readFileSync(results, "utf8"));
  return told.length > 0 ? told : [{ name: "extension host", state: "failed", why: "No test ran." }];
}

/** Names the tests of all suites without running any, where no VS Code can be had. */
export async function listHostTests(closing: Closing, scratch: string): Promise<readonly string[]> {
  const tests = join(scratch, "hostTestList.cjs");
  const results = join(scratch, "hostTestList.json");
  mkdirSync(scratch, { recursive: true });
  await bundleSuites(tests, "nothing");
  const env = { ...process.env, UNITWRIGHT_RESULTS: results, UNITWRIGHT_DRY_RUN: "1" };
  await run(closing, [process.execPath, "-e", `require(${JSON.stringify(tests)}).run()`], {
    env,
    timeout: 60,
  });
  const told: readonly HostResult[] = JSON.parse(readFileSync(results, "utf8"));
  return told.map((test) => test.name);
}

/** One CommonJS file with every suite; outside an extension host `vscode` is an empty module. */
async function bundleSuites(outfile: string, api: "vscode" | "nothing"): Promise<void> {
  const folder = join(projectRoot, "test", "extension");
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  const loads = files.map((name) => `() => import("./${name}")`).join(", ");
  // Mocha is left out of the bundle, and found from anywhere by its full path.
  const mocha = join(projectRoot, "node_modules", "mocha", "index.js");
  await build({
    stdin: {
      contents: `import { runSuites } from "./run.ts"; export const run = () => runSuites([${loads}]);`,
      resolveDir: folder,
      loader: "ts",
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
    alias: { mocha },
    external: [mocha, ...(api === "vscode" ? ["vscode"] : [])],
    plugins: api === "vscode" ? [] : [noVsCode],
  });
}

const noVsCode = {
  name: "no-vscode",
  setup(bundler: import("esbuild").PluginBuild): void {
    bundler.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "nothing" }));
    bundler.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "module.exports = {}" }));
  },
};
