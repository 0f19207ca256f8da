import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let built: string | undefined;

/**
 * The path of the command line, built by the project's own build script into a folder of this process, so that neither
 * an old `dist/` is tested nor anyone's `dist/` is overwritten. Built once a process; removed with it.
 */
export function builtCli(): string {
  if (built === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "unitwright-cli-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const root = new URL("../..", import.meta.url);
    execFileSync(process.execPath, ["esbuild.mjs", "--only=cli", `--outdir=${folder}`], {
      cwd: root,
      timeout: 60_000,
    });
    // What V8 has compiled of it is nothing to keep in the folder of whoever runs the tests.
    process.env.NODE_DISABLE_COMPILE_CACHE = "1";
    // For tests that run it as another user.
    chmodSync(folder, 0o755);
    built = join(folder, "cli.js");
  }
  return built;
}
