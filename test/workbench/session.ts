// A VS Code with the extension installed from its VSIX, in a box with a real systemd, and a browser looking at it.
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { BoxToRun } from "../live/rights.ts";
import { ensureChromium, startBrowser } from "../stage/chromium.ts";
import { Closing } from "../stage/closing.ts";
import { cacheFolder, projectRoot, scratchFolder } from "../stage/folders.ts";
import { type Step, stepsOn } from "../stage/progress.ts";
import { noSystemdVariable } from "../stage/stageVariables.ts";
import { type SystemdBox, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { bootBox, boxRoot } from "../stage/systemdPlace.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { ensureVsCode } from "../stage/vscodeInstall.ts";
import { installVsix, startVsCode } from "../stage/vscodeServer.ts";
import { packageExtension } from "../stage/vsix.ts";
import { openWorkbench } from "../stage/workbench.ts";
import { describeWorkbench } from "./witness.ts";

export interface SessionOptions {
  readonly theme?: "dark" | "light";
  /** Ask whether the folder is trusted, as VS Code does for folders from elsewhere. */
  readonly workspaceTrust?: boolean;
  /** Packages that the box needs beside systemd. */
  readonly packages?: readonly string[];
  /** Runs VS Code as the ordinary user of the box, and not as root. */
  readonly asOrdinaryUser?: boolean;
}

export interface Session {
  readonly page: () => Page;
  /** The box whose systemd the extension sees; a test that asks where there is none fails. */
  readonly box: () => SystemdBox;
  /** The folder that is open: a copy of examples/. */
  readonly folder: () => string;
}

/** Why there is no systemd to look at, or undefined where there is one. */
export const noSystemd = process.env[noSystemdVariable] ?? (await whyNoSystemdBox());

/** The colour themes that VS Code 1.139 comes with. */
export const colorThemes = { dark: "Dark 2026", light: "Light 2026" } as const;

/** Opens a session before the tests of the file and closes it after them. */
export function useSession(options: SessionOptions = {}): Session {
  const closing = new Closing();
  let page: Page | undefined;
  let box: SystemdBox | undefined;
  let folder = "";

  beforeAll(async () => {
    const step = stepsOn(process.stderr);
    const scratch = scratchFolder(closing);
    folder = join(scratch, "examples");
    cpSync(join(projectRoot, "examples"), folder, { recursive: true });
    const profile = join(scratch, "server");
    const install = await ensureVsCode(closing, step);
    const vsix = process.env.UNITWRIGHT_VSIX ?? (await packageExtension(closing, step, scratch));
    await installVsix(closing, install, profile, vsix);
    box = noSystemd === undefined ? await bootSessionBox(closing, step, scratch, options) : undefined;
    if (options.asOrdinaryUser === true && box !== undefined) await handOver(box, scratch);
    const server = await startVsCode(closing, {
      ...{ install, folder, profile, workspaceTrust: options.workspaceTrust ?? false },
      settings: { "workbench.colorTheme": colorThemes[options.theme ?? "dark"] },
      ...(box ? { within: box } : {}),
      ...(options.asOrdinaryUser === true ? { uid: ordinaryUser.uid } : {}),
    });
    const executable = await ensureChromium(closing, step);
    const browserProfile = join(scratch, "chromium");
    const theme = options.theme ?? "dark";
    const browser = await startBrowser(closing, { executable, profile: browserProfile, theme });
    page = browser.pages()[0] ?? (await browser.newPage());
    await openWorkbench(page, server.url);
  }, 300_000);
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || page === undefined) return;
    await takePicture(page, `failed ${task.name}`);
    task.meta.seen = [...(task.meta.seen ?? []), await describeWorkbench(page)];
  });
  afterAll(() => closing.close(), 60_000);

  return {
    page: () => present(page, "page"),
    box: () => present(box, "box"),
    folder: () => folder,
  };
}

/** A session's systemd for what prepares rights in a box. */
export function boxToRun(session: Pick<Session, "box">): BoxToRun {
  return {
    get box() {
      return session.box();
    },
    run: async (...argv) => {
      const ran = await session.box().run(argv, { timeout: 60_000 });
      if (ran.code !== 0) throw new Error(`${argv.join(" ")} failed (${ran.code}): ${ran.stderr}`);
      return ran.stdout.trim();
    },
  };
}

/** Saves a picture of the page into the folder that `UNITWRIGHT_PICTURES` names, where it is set. Failures are too. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.UNITWRIGHT_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function bootSessionBox(
  closing: Closing,
  step: Step,
  scratch: string,
  { packages }: SessionOptions,
): Promise<SystemdBox> {
  return bootBox(closing, step, await boxRoot(step, packages), [
    { path: cacheFolder(), writable: false },
    { path: scratch, writable: true },
  ]);
}

/** Lets the ordinary user of the box read VS Code and the extension, and write what VS Code writes. */
async function handOver(box: SystemdBox, scratch: string): Promise<void> {
  for (const folder of foldersAbove(cacheFolder())) await box.run(["chmod", "o+x", folder]);
  await box.run(["chown", "--recursive", `${ordinaryUser.uid}:${ordinaryUser.uid}`, scratch]);
}

/** The folders that lead to a path, which the box made for it; not the path itself, which is the machine's. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The session has no ${what}.`);
  return value;
}
