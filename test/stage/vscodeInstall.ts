// VS Code's own server, out of the npm package code-server, and the Node it wants, kept in the cache.
// Too big (about 700 MB) for the project's own dependencies, so it has a folder and a lock file of its own.
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import { cacheFolder, projectRoot } from "./folders.ts";
import { npm, npmEnvironment } from "./npm.ts";
import { type Argv, run } from "./program.ts";
import type { Step } from "./progress.ts";

/** An installed VS Code server. */
export interface VsCodeInstall {
  /** The Node program to run it with. */
  readonly node: string;
  /** The folder of VS Code itself: `out/server-main.js` starts the server. */
  readonly home: string;
  /** The folder in the cache that holds all of it. */
  readonly folder: string;
  /** "1.139.1", as VS Code calls itself. */
  readonly version: string;
}

const recipe = join(projectRoot, "test", "stage", "vscode");

/**
 * Gives the VS Code server that `vscode/package-lock.json` names, installed into the cache if it is not there.
 * Two runs at once may both install it; the first to finish wins and the other uses that.
 * @throws Error with one clear message when npm or the machine cannot give it
 */
export async function ensureVsCode(closing: Closing, step: Step): Promise<VsCodeInstall> {
  const lock = readFileSync(join(recipe, "package-lock.json"));
  const key = createHash("sha256").update(lock).update(process.arch).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(), `vscode-${key}`);
  if (!existsSync(folder)) {
    await step("VS Code's server installed into the cache (about 700 MB)", () => install(closing, folder));
  }
  return installIn(folder);
}

function installIn(folder: string): VsCodeInstall {
  const home = join(folder, "vscode");
  const product: unknown = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const version =
    product && typeof product === "object" && "version" in product ? String(product.version) : "?";
  return { folder, home, version, node: join(folder, "node") };
}

async function install(closing: Closing, folder: string): Promise<void> {
  const work = mkdtempSync(`${folder}.new-`);
  const removeWork = closing.add(work, () => rmSync(work, { recursive: true, force: true }));
  try {
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(recipe, name), join(work, name));
    await installPackages(closing, "ci", work, process.execPath);
    const node = join(work, "node_modules", `node24-${process.arch}`, "bin", "node");
    if (!existsSync(node))
      throw new Error(`There is no Node 24 for ${process.platform} ${process.arch} on npm.`);
    const home = join(work, "node_modules", "code-server", "lib", "vscode");
    // The lock files that come along are not quite in step with their manifests, which `npm ci` refuses.
    await installPackages(closing, "install", home, node);
    await installPackages(closing, "install", join(home, "extensions"), node);
    symlinkSync("node_modules", join(home, "node_modules.asar"));
    // Only these two are used; code-server's own wrapper stays behind.
    const kept = join(work, "kept");
    mkdirSync(kept);
    renameSync(home, join(kept, "vscode"));
    renameSync(node, join(kept, "node"));
    if (!existsSync(folder)) renameSync(kept, folder);
  } finally {
    await removeWork();
  }
}

/** Without install scripts: they would want a compiler, and what they build is not needed. */
async function installPackages(
  closing: Closing,
  how: "ci" | "install",
  cwd: string,
  node: string,
): Promise<void> {
  const argv: Argv = npm([how, "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], node);
  await run(closing, argv, { cwd, env: npmEnvironment() });
}
