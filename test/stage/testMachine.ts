// What this machine can give to the tests, set up as far as it can be.
import { ensureChromium } from "./chromium.ts";
import type { Closing } from "./closing.ts";
import type { Step } from "./progress.ts";
import { whyNoSystemdBox } from "./systemdBox.ts";
import { boxRoot } from "./systemdPlace.ts";
import { ensureVsCode, type VsCodeInstall } from "./vscodeInstall.ts";

/** Something the tests need, or why there is none. */
export type Need<T> = { readonly ready: T } | { readonly missing: string };

export interface Machine {
  /** A VS Code server and the path of a Chromium to look at it with. */
  readonly vscode: Need<{ readonly install: VsCodeInstall; readonly chromium: string }>;
  /** The file system that throw-away systemds boot from. */
  readonly systemdRoot: Need<string>;
}

/** Installs what is missing. What cannot be had is told, never thrown: the tests that need it are skipped by name. */
export async function prepareMachine(closing: Closing, step: Step): Promise<Machine> {
  const vscode = await need(async () => ({
    install: await ensureVsCode(closing, step),
    chromium: await ensureChromium(closing, step),
  }));
  const why = await whyNoSystemdBox();
  const systemdRoot =
    why === undefined ? await need(() => boxRoot(step)) : { missing: `${why}; run: sudo npm test` };
  return { vscode, systemdRoot };
}

async function need<T>(prepare: () => Promise<T>): Promise<Need<T>> {
  try {
    return { ready: await prepare() };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}
