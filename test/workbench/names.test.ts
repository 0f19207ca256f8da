import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { completions, goToLineEnd, openFile, runPaletteCommand } from "../stage/workbench.ts";
import { takePicture, useSession } from "./session.ts";

const session = useSession();

function put(path: string, text: string): void {
  const file = join(session.folder(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const service = "[Service]\nExecStart=/bin/true\n";

test("going to a unit from its name shows its file and its drop-in", async () => {
  const page = session.page();
  put("stock/pantry.service", `[Unit]\nDescription=Pantry\n\n${service}`);
  put("stock/pantry.service.d/limits.conf", "[Service]\nMemoryMax=1G\n");
  put("stock/kitchen.service", `[Unit]\nAfter=pantry.service\n\n${service}`);
  await openFile(page, "stock/kitchen.service");
  await goToLineEnd(page, 2);
  const rows = page.locator(".peekview-widget .monaco-list-row");
  // The language server may have to start first.
  const peek = async () => {
    await page.keyboard.press("F12");
    await page.waitForTimeout(1500);
    return rows.filter({ hasText: "limits.conf" }).isVisible();
  };
  await expect.poll(peek, { timeout: 60_000 }).toBe(true);
  await rows.filter({ hasText: "pantry.service" }).first().waitFor();
  await takePicture(page, "peek");
  await page.keyboard.press("Escape");
});

test("a unit is renamed with its file, its drop-ins and its mentions", async () => {
  const page = session.page();
  put("stock/pantry.timer", "[Timer]\nOnCalendar=daily\n");
  await openFile(page, "stock/kitchen.service");
  await goToLineEnd(page, 2);
  await page.keyboard.press("F2");
  const box = page.locator(".rename-box input");
  await box.waitFor();
  expect(await box.inputValue()).toBe("pantry.service");
  await takePicture(page, "rename");
  // The box takes the keys a moment after it is there; until then they go into the text.
  await box.fill("larder");
  await box.press("Enter");
  await page.locator(".view-line", { hasText: "After=larder.service" }).waitFor();
  const at = (path: string) => join(session.folder(), "stock", path);
  await expect.poll(() => existsSync(at("larder.service.d/limits.conf")), { timeout: 20_000 }).toBe(true);
  expect(existsSync(at("larder.service"))).toBe(true);
  expect(existsSync(at("pantry.service"))).toBe(false);
  await expect
    .poll(() => readFileSync(at("pantry.timer"), "utf8"), { timeout: 20_000 })
    .toBe("[Timer]\nUnit=larder.service\nOnCalendar=daily\n");
  await takePicture(page, "renamed");
});

test("renaming a unit file in the list of files takes its mentions along", async () => {
  const page = session.page();
  put("stock/cellar.service", service);
  put("stock/cook.service", `[Unit]\nAfter=cellar.service\n\n${service}`);
  await openFile(page, "stock/cellar.service");
  await runPaletteCommand(page, "File: Reveal Active File in Explorer View");
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "cellar.service" });
  await row.click();
  await page.keyboard.press("F2");
  const input = page.locator(".explorer-folders-view input");
  await input.waitFor();
  await input.fill("vault.service");
  await page.keyboard.press("Enter");
  const dialog = page.locator(".monaco-dialog-box", { hasText: "refactoring" });
  await dialog.waitFor();
  await takePicture(page, "rename-file");
  await dialog.getByRole("button", { name: "OK" }).click();
  // As in every language, VS Code leaves it to the user to save what changed.
  await page.locator(".tab", { hasText: "cook.service" }).click();
  await page.locator(".view-line", { hasText: "After=vault.service" }).waitFor();
  expect(existsSync(join(session.folder(), "stock/vault.service"))).toBe(true);
});

test("a template that is completed asks for its instance, and escapes what is typed", async () => {
  const page = session.page();
  await openFile(page, "heartbeat.service");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n[Unit]\nWants=web@");
  await completions(page).filter({ hasText: "web@.service" }).first().click();
  const list = page.locator(".quick-input-widget", { hasText: "Which instance of web@.service?" });
  await list.waitFor();
  await list.locator("input").first().fill("/srv/a b");
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: "web@srv-a\\x20b.service" });
  await row.waitFor();
  await takePicture(page, "name-instance");
  await row.click();
  await page.locator(".view-line", { hasText: "Wants=web@srv-a\\x20b.service" }).waitFor();
});
