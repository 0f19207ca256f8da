// The browser that the workbench runs in: the machine's own Chromium, driven by Playwright.
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import type { Closing } from "./closing.ts";
import { type Argv, run } from "./program.ts";
import type { Step } from "./progress.ts";

/**
 * Gives the path of a Chromium: the one that `$CHROMIUM` names, else the first known name on the PATH, else the
 * one it installs from Debian's packages where it may (root on Debian).
 * @throws Error naming the one command to run where it may not
 */
export async function ensureChromium(closing: Closing, step: Step): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  const asRoot = process.getuid?.() === 0;
  if (!isDebian()) throw new Error("There is no Chromium: install it, or set CHROMIUM to its path.");
  if (!asRoot) throw new Error(`There is no Chromium. Run: sudo apt-get install ${packages.join(" ")}`);
  await step("Chromium installed from Debian's packages", () => installChromium(closing));
  const installed = findChromium();
  if (installed === undefined) throw new Error("Debian's chromium package brought no chromium program.");
  return installed;
}

/** The path of a Chromium that is already here. */
export function findChromium(): string | undefined {
  const { CHROMIUM: named, PATH: path = "" } = process.env;
  if (named) return named;
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export interface BrowserOptions {
  readonly executable: string;
  /** A folder of its own, for the browser's profile. */
  readonly profile: string;
  readonly theme?: "dark" | "light";
}

/** The size of the page, and of the pictures taken of it, in pixels. */
export const pageSize = { width: 1440, height: 900 } as const;

/** Starts a browser that calls nobody but whom its page calls. */
export async function startBrowser(closing: Closing, options: BrowserOptions): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath: options.executable,
    headless: true,
    viewport: pageSize,
    colorScheme: options.theme ?? "dark",
    // Signals are ours to handle: the browser goes when everything goes.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Root may not use Chromium's sandbox, and no page but VS Code's own is opened.
    chromiumSandbox: false,
    args: [
      ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync"],
    ],
  });
  closing.add("Chromium", () => context.close());
  return context;
}

// The fonts are named because they are only recommended, and a page without any shows boxes.
const packages = ["chromium", "fonts-dejavu-core", "fonts-liberation"];

async function installChromium(closing: Closing): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const patient = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  const install: Argv = ["apt-get", "install", "-y", "--no-install-recommends", ...patient, ...packages];
  await run(closing, ["apt-get", "update", ...patient], { env });
  await run(closing, install, { env });
}

function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
