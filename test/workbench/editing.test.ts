import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  acceptCompletion,
  completions,
  goToLineEnd,
  openFile,
  runAskingCommand,
  runPaletteCommand,
  showProblems,
  squiggles,
} from "../stage/workbench.ts";
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
  await acceptCompletion(page, "on-failure");
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

test("a problem is explained by its section of the page that comes with the extension", async () => {
  const page = session.page();
  await openFile(page, "broken/importer.service");
  await squiggles(page).first().waitFor();
  await goToLineEnd(page, 17);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Explain not-signal" }).click();
  await showsExplanation(page, "not-signal");

  await openFile(page, "broken/importer.service");
  await goToLineEnd(page, 16);
  await runPaletteCommand(page, "systemd: Explain Problem");
  await showsExplanation(page, "not-time-span");
});

test("escaping is previewed while one types, for a unit type or a template, and taken into the file", async () => {
  const page = session.page();
  await openFile(page, "gamelink.service");
  await page.keyboard.press("Control+Home");
  const list = await runAskingCommand(page, "systemd: Preview Escaping", "Preview Escaping");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await page.keyboard.type("/dev/disk/by-id/usb key");
  await rows.filter({ hasText: "service unit of the path" }).waitFor();
  await takePicture(page, "escaping");

  await list.getByRole("button", { name: "Choose Unit Type or Template" }).click();
  await rows.filter({ hasText: "swap" }).first().waitFor();
  await page.keyboard.type("web@.service");
  await page.keyboard.press("Enter");
  const instance = "web@dev-disk-by\\x2did-usb\\x20key.service";
  const row = rows.filter({ hasText: instance }).first();
  await row.waitFor();
  await takePicture(page, "escaping-instance");

  await row.hover();
  await row.getByRole("button", { name: "Insert at the Caret" }).click();
  await page.locator(".view-line", { hasText: instance }).waitFor();

  await runAskingCommand(page, "systemd: Preview Escaping", "Preview Escaping");
  await page.keyboard.type("serial-getty@serial-byx2dpath-pci.service");
  await rows.filter({ hasText: "/serial/by-path/pci" }).waitFor();
  await takePicture(page, "unescaping");
  await page.keyboard.press("Escape");
});

test("a template is shown as one of its instances, and is so again when it is opened anew", async () => {
  const page = session.page();
  // VS Code's list of files takes what stands behind an @ for the name of a symbol.
  const file = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "web@.service" });
  await file.click();
  await page.locator(".codelens-decoration a", { hasText: "Show as an instance" }).click();
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await page.locator(".quick-input-widget input").waitFor();
  await page.keyboard.type("/srv/shop a");
  const asPath = rows.filter({ hasText: "srv-shop\\x20a" }).filter({ hasText: "escaped as a path" });
  // Rows are drawn again when it is known what each would run.
  await asPath.filter({ hasText: "127.0.0.1:srv-shop" }).waitFor();
  await takePicture(page, "choose-instance");
  await asPath.click();
  const lens = page.locator(".codelens-decoration", { hasText: "Shown as web@srv-shop\\x20a.service" });
  await lens.waitFor();
  await page.locator(".view-line", { hasText: "on port %isrv-shop" }).first().waitFor();
  await page.mouse.move(900, 500);
  await takePicture(page, "inlay-hints");
  await openFile(page, "heartbeat.service");
  await file.click();
  await lens.waitFor();
});

async function showsExplanation(page: Page, code: string): Promise<void> {
  await page.locator(".tab.active", { hasText: "Preview DIAGNOSTICS.md" }).waitFor();
  const preview = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  const heading = preview.getByRole("heading", { name: code, exact: true });
  await heading.waitFor();
  await expect.poll(() => isInView(heading), { timeout: 15_000 }).toBe(true);
  await takePicture(page, `explanation of ${code}`);
}

/** Whether a person sees some of it without scrolling. */
function isInView(place: Locator): Promise<boolean> {
  return place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < globalThis.innerHeight;
  });
}
