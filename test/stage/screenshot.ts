// The picture of the README: an example with mistakes, what completes it, the problems, and live units.

import type { Locator } from "playwright-core";
import { ensureChromium, pageSize, startBrowser } from "./chromium.ts";
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
    const wanted = completions(page).filter({ hasText: example.chosen });
    await wanted.waitFor();
    for (let row = 0; row < 20 && !(await isFocused(wanted)); row++) await page.keyboard.press("ArrowDown");
    // The second time it opens what the chosen word means, in a box that takes its size with the next choice.
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-details").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(500);
    await page.keyboard.press("ArrowDown");
    await page.mouse.move(pageSize.width / 2, 4);
    // Typing brings new problems; the picture shows what stands when they have settled.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: options.file, animations: "disabled", caret: "initial" });
  });
}

function isFocused(row: Locator): Promise<boolean> {
  return row.evaluate((element) => element.classList.contains("focused"));
}

const example = { file: "broken/shop.service", line: 22, typed: "Restart=", chosen: "on-failure" } as const;
