// What was to be seen when a test failed, in words: CI shows no pictures.
import type { Page } from "playwright-core";
import { passwordQuestion, unitRows } from "../stage/workbench.ts";

declare module "vitest" {
  interface TaskMeta {
    /** What was to be seen after each try that failed. */
    seen?: readonly string[];
  }
}

/** What stands in the window. */
export async function describeWorkbench(page: Page): Promise<string> {
  const seen: readonly (readonly [string, readonly string[]])[] = [
    ["tabs", await page.locator(".tabs-container .tab").allInnerTexts()],
    ["notices", await page.locator(".notifications-toasts .notification-list-item").allInnerTexts()],
    ["dialogs", await page.locator(".monaco-dialog-box").allInnerTexts()],
    ["password asked", (await passwordQuestion(page).isVisible()) ? ["yes"] : []],
    ["question", await page.locator(".quick-input-widget:visible").allInnerTexts()],
    ["units", await spoken(page)],
    ["editor", await page.locator(".monaco-editor .view-lines").first().allInnerTexts()],
  ];
  return seen
    .filter(([, lines]) => lines.length > 0)
    .map(([what, lines]) => `${what}: ${lines.map(onOneLine).join(" | ")}`)
    .join("\n");
}

async function spoken(page: Page): Promise<readonly string[]> {
  const asSpoken = (rows: Element[]) =>
    rows.map((row) => `${row.classList.contains("focused") ? "> " : ""}${row.getAttribute("aria-label")}`);
  return unitRows(page).evaluateAll(asSpoken);
}

/** VS Code's editor writes its spaces as ones that never break. */
const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 600);
