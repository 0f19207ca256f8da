// VS Code's workbench as a person handles it: keys, clicks, and what is then to be seen.
import type { Locator, Page } from "playwright-core";

/** A machine under load may take this long for anything, in milliseconds. */
const patience = 45_000;

/** Opens the address and resolves when the workbench stands and shows the folder's files. */
export async function openWorkbench(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(patience);
  await page.goto(url);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
}

/** Opens a file by its name or the end of its path, and waits for its text. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split("/").at(-1) ?? path;
  for (const deadline = Date.now() + patience; ; ) {
    await pick(page, "Control+P", path, name);
    try {
      await page.locator(`.tab.active[aria-label^="${name}"]`).waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      // Another row may have come under the pointer.
      if (Date.now() > deadline) throw error;
    }
  }
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** Runs a command of the palette by its whole title. */
export async function runPaletteCommand(page: Page, title: string): Promise<void> {
  await pick(page, "F1", title, title);
}

/** Runs a command of the palette that asks for more in a list of its own, and gives that list once it is there. */
export async function runAskingCommand(page: Page, title: string, question: string): Promise<Locator> {
  await clickRow(page, "F1", title, title);
  const list = page.locator(".quick-input-widget", {
    has: page.locator(".quick-input-title", { hasText: question }),
  });
  await list.waitFor();
  return list;
}

/** Puts the caret into a line of the active editor, counted from 1, at its end. */
export async function goToLineEnd(page: Page, line: number): Promise<void> {
  await page.keyboard.press("Control+G");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await page.keyboard.type(`${line}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
  await page.keyboard.press("End");
}

/** The squiggles of the active editor, of every severity. */
export function squiggles(page: Page): Locator {
  return page.locator(".editor-instance .cdr[class*='squiggly-']");
}

/** Opens the Problems panel and gives its rows. */
export async function showProblems(page: Page): Promise<Locator> {
  const rows = page.locator(".markers-panel .monaco-list-row");
  if (!(await page.locator(".markers-panel").isVisible())) await page.keyboard.press("Control+Shift+M");
  await rows.first().waitFor();
  return rows;
}

/** The rows of the list that completes what is being typed. */
export function completions(page: Page): Locator {
  return page.locator(".suggest-widget.visible .monaco-list-row");
}

/** Takes a word from the list that completes what is being typed, once it is the one that Enter takes, and stays so. */
export async function acceptCompletion(page: Page, word: string): Promise<void> {
  const focused = completions(page).and(page.locator(".focused")).filter({ hasText: word });
  await focused.waitFor();
  // The list is filled anew when the language server's answer to the last key comes.
  await page.waitForTimeout(300);
  await focused.waitFor();
  await page.keyboard.press("Enter");
}

/** The box in which a password is asked for, while it is. */
export function passwordQuestion(page: Page): Locator {
  return page.locator(".quick-input-widget", { has: page.locator("input[type=password]") });
}

/** Opens the sidebar of the extension, by its icon, and gives what the Units view holds. */
export async function showUnits(page: Page): Promise<Locator> {
  const view = page.locator(".sidebar .composite.viewlet[id='workbench.view.extension.unitwright']");
  const icon = page.locator(".activitybar .action-label[aria-label^='Units']");
  await icon.waitFor();
  if (!(await view.isVisible())) await icon.click();
  await view.waitFor();
  return view;
}

/** The rows of the Units view that are in sight. */
export function unitRows(page: Page): Locator {
  return page.locator("[id='workbench.view.extension.unitwright'] .monaco-list-row");
}

/**
 * A row of the Units view by its unit's name and the word for its state, once it is there; scrolled to.
 * Rows move when their unit's state changes, so one is looked for anew after each change.
 */
export async function findUnitRow(page: Page, name: string, state: string): Promise<Locator> {
  const row = page.locator(
    `[id='workbench.view.extension.unitwright'] .monaco-list-row[aria-label^="${name}, ${state}"]`,
  );
  const view = await showUnits(page);
  const list = view.locator(".monaco-list").first();
  await list.waitFor();
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    // By keys and not by the wheel, which a tooltip that stayed open would take for itself.
    await list.focus();
    await page.keyboard.press("Home");
    for (let screen = 0; screen < 10; screen++) {
      await page.waitForTimeout(100);
      if ((await row.isVisible()) && (await isUncovered(row))) return row;
      await page.keyboard.press("PageDown");
    }
  }
  throw new Error(`The Units view shows no row that says "${name}, ${state}".`);
}

/**
 * False for a row that lies under the headings which stay in sight while a tree is scrolled, or under a tooltip, and
 * for one that went meanwhile.
 */
function isUncovered(row: Locator): Promise<boolean> {
  const isOnTop = (element: Element) => {
    const { x, y, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + 40, y + height / 2));
  };
  return row.evaluate(isOnTop, undefined, { timeout: 1000 }).catch(() => false);
}

/**
 * Opens the menu of a row and takes an item of it. A row that is drawn anew at that moment may open no menu, or lie
 * elsewhere by then; and a menu takes no clicks in its first 100 ms. So both are tried until the menu has been and gone.
 */
export async function chooseInMenu(page: Page, findRow: () => Promise<Locator>, item: string): Promise<void> {
  const wanted = page.locator(".monaco-menu .action-item", { hasText: item });
  for (const deadline = Date.now() + patience; ; ) {
    await (await findRow()).click({ button: "right" });
    try {
      await wanted.waitFor({ timeout: 5000 });
      await page.waitForTimeout(200);
      await wanted.click({ timeout: 5000 });
      await wanted.waitFor({ state: "hidden", timeout: 5000 });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

/** Hovers a row and clicks the inline button of that title. */
export async function clickInline(row: Locator, title: string): Promise<void> {
  await row.hover();
  await row.locator(`.action-label[aria-label^="${title}"]`).click();
}

/** Opens a list by its key, types into it, and takes the first row that has the wanted text. */
async function pick(page: Page, key: string, typed: string, wanted: string): Promise<void> {
  await clickRow(page, key, typed, wanted);
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  // The pointer would go on resting where the row was, and have something there explain itself.
  await page.mouse.move(900, 500);
}

async function clickRow(page: Page, key: string, typed: string, wanted: string): Promise<void> {
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: wanted }).first();
  const input = page.locator(".quick-input-widget input");
  for (const deadline = Date.now() + patience; ; ) {
    await page.keyboard.press(key);
    await input.waitFor();
    await page.keyboard.type(typed);
    try {
      await row.waitFor({ timeout: 5000 });
      // What was listed before all was typed is listed anew.
      await page.waitForTimeout(200);
      break;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      // The list was made before the folder was read, or before the extension's commands were known: once more.
      await page.keyboard.press("Escape");
      await input.waitFor({ state: "hidden" });
    }
  }
  await row.click();
}
