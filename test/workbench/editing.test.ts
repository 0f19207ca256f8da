import { expect, test } from "vitest";
import { completions, goToLineEnd, openFile, showProblems, squiggles } from "../stage/workbench.ts";
import { takePicture, useSession } from "./session.ts";

const session = useSession();

test("a file with mistakes gets squiggles and Problems", async () => {
  const page = session.page();
  await openFile(page, "broken/shop.service");
  await squiggles(page).first().waitFor();
  const rows = await showProblems(page);
  const row = rows.filter({ hasText: "Restat=" });
  await row.filter({ hasText: "unknown-directive" }).waitFor();
  await takePicture(page, "problems");
  expect(await squiggles(page).count()).toBeGreaterThan(3);
});

test("typing after = opens the list of words by itself", async () => {
  const page = session.page();
  await openFile(page, "heartbeat.service");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("[Service]\nRestart=");
  await completions(page).filter({ hasText: "on-failure" }).first().waitFor();
  await takePicture(page, "completion");
  await page.keyboard.type("on-f");
  await page.keyboard.press("Enter");
  await page.locator(".view-line", { hasText: "Restart=on-failure" }).waitFor();
});

test("the light bulb's fix mends the line", async () => {
  const page = session.page();
  await openFile(page, "broken/importer.service");
  await squiggles(page).first().waitFor();
  await goToLineEnd(page, 14);
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: "always" });
  await fix.first().waitFor();
  await takePicture(page, "quick-fix");
  await page.keyboard.press("Enter");
  await page.locator(".view-line", { hasText: "Restart=always" }).waitFor();
});

test("pointing at a directive explains it", async () => {
  const page = session.page();
  await openFile(page, "backup.timer");
  const line = page.locator(".view-line", { hasText: "OnCalendar" });
  await line.hover({ position: { x: 20, y: 8 } });
  const words = page.locator(".monaco-hover-content", { hasText: "OnCalendar" });
  await words.first().waitFor();
  await takePicture(page, "hover");
});
