// The extension as it is shipped: built and packaged.
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import { projectRoot } from "./folders.ts";
import { npm, npmEnvironment } from "./npm.ts";
import { run } from "./program.ts";
import type { Step } from "./progress.ts";

/**
 * Builds the extension and packages it as `FOLDER/unitwright.vsix`, whose path it gives.
 * @throws ProgramFailed with what the compiler or the packager said
 */
export async function packageExtension(closing: Closing, step: Step, folder: string): Promise<string> {
  const vsix = join(folder, "unitwright.vsix");
  const vsce = join(projectRoot, "node_modules", "@vscode", "vsce", "vsce");
  // Everything is in the bundles; the manifest names no repository, and nothing may ask a question.
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  await step("Extension built and packaged", async () => {
    const options = { cwd: projectRoot, env: npmEnvironment(), timeout: 300 };
    await run(closing, npm(["run", "build"]), options);
    await run(closing, [process.execPath, vsce, "package", ...flags, "--out", vsix], options);
  });
  return vsix;
}
