// The picture of the README: an example with mistakes, what completes it, the problems, and live units.

import { ensureChromium, startBrowser } from "./chromium.ts";
import type { Closing } from "./closing.ts";
import type { Step } from "./progress.ts";
import {
  completions,
  goToLineEnd,
  openFile,
  openWorkbench,
  showProblems,
  showUnits,
  squiggles,
} from "./workbench.ts";

export interface ScreenshotOptions {
  /** The workbench's address. */
  readonly url: string;
  readonly file: string;
  readonly theme: "dark" | "light";
  /** A folder for the browser's profile. */
  readonly profile: string;
}

/** Opens everything that the picture shows, waits until it is there, and writes the PNG. */
export async function takeScreenshot(
  closing: Closing,
  step: Step,
  options: ScreenshotOptions,
): Promise<void> {
  const executable = await ensureChromium(closing, step);
  await step("Picture taken", async () => {
    const browser = await startBrowser(closing, {
      executable,
      profile: options.profile,
      theme: options.theme,
    });
    const page = browser.pages()[0] ?? (await browser.newPage());
    await openWorkbench(page, options.url);
    await openFile(page, example.file);
    await squiggles(page).first().waitFor();
    await showProblems(page);
    await showUnits(page);
    await openFile(page, example.file);
    await goToLineEnd(page, example.line);
    await page.keyboard.press("Enter");
    await page.keyboard.type(example.typed);
    await completions(page).first().waitFor();
    // Typing brings new problems; the picture shows what stands when they have settled.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: options.file, animations: "disabled", caret: "initial" });
  });
}

const example = { file: "broken/web.service", line: 6, typed: "Restart=" } as const;
