// The two places where a command of ours writes: a cache that stays, and a scratch folder that goes.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Closing } from "./closing.ts";

/** The checkout this file lies in. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where downloads are kept between runs: `unitwright` under `$XDG_CACHE_HOME` or `~/.cache`. Made when absent. */
export function cacheFolder(): string {
  const given = process.env.XDG_CACHE_HOME;
  const folder = join(given?.startsWith("/") ? given : join(homedir(), ".cache"), "unitwright");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A new empty folder for one run, removed when the run closes. */
export function scratchFolder(closing: Closing): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "unitwright-"));
  closing.add(folder, () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}
