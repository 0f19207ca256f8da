import { writeFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  chooseInMenu,
  clickInline,
  findUnitRow,
  runAskingCommand,
  runPaletteCommand,
  showUnits,
  squiggles,
} from "../stage/workbench.ts";
import { noSystemd, takePicture, useSession } from "./session.ts";

describe.skipIf(noSystemd !== undefined)("what stands below and beside units", () => {
  const session = useSession();

  async function install(units: Readonly<Record<string, string>>): Promise<void> {
    const box = session.box();
    for (const [name, text] of Object.entries(units))
      await writeFile(box.path(`/etc/systemd/system/${name}`), text);
    expect((await box.run(["systemctl", "daemon-reload"])).code).toBe(0);
  }

  const systemctl = (...argv: readonly string[]) => session.box().run(["systemctl", ...argv]);

  /** The row whose words begin so, once it is there. */
  const row = (words: string): Locator =>
    session
      .page()
      .locator(`[id='workbench.view.extension.unitwright'] .monaco-list-row[aria-label^="${words}"]`)
      .first();

  /** Clicks a row that is not open; one that is drawn anew at that moment may need another click. */
  async function isOpened(words: string): Promise<boolean> {
    if ((await row(words).getAttribute("aria-expanded")) === "true") return true;
    await row(words).click();
    return false;
  }

  /** Opens a row wherever it is. */
  async function open(name: string, state: string): Promise<void> {
    await findUnitRow(session.page(), name, state);
    await expect.poll(() => isOpened(`${name}, ${state}`), { timeout: 30_000, interval: 2000 }).toBe(true);
  }

  test("a unit opens to its files and processes, and its drop-in to an editor", async () => {
    const page = session.page();
    await session.box().run(["mkdir", "-p", "/etc/systemd/system/a-root.service.d"]);
    await install({
      "a-root.service": "[Unit]\nWants=a-leaf.service\n[Service]\nExecStart=/bin/sleep infinity\n",
      "a-root.service.d/more.conf": "[Unit]\nDescription=A root with more\n",
      "a-leaf.service": "[Service]\nExecStart=/bin/sleep infinity\n",
    });
    await systemctl("start", "a-root.service");
    await open("a-root.service", "running");
    await row("Files of a-root.service").waitFor();
    await row("Process ").waitFor();
    await row("Wants of a-root.service").click();
    await row("a-leaf.service, running").waitFor();
    await takePicture(page, "unit-opened");
    await row("/etc/systemd/system/a-root.service.d/more.conf").click();
    await page.locator(".monaco-editor .view-line", { hasText: "A root with more" }).first().waitFor();
    await systemctl("stop", "a-leaf.service");
    await row("a-leaf.service, inactive").waitFor();
    await (await findUnitRow(page, "a-root.service", "running")).click();
  });

  test("timers tell when they run, sockets where they listen, instances stand below their template", async () => {
    const page = session.page();
    await install({
      "b-tick.service": "[Service]\nType=oneshot\nExecStart=/bin/true\n",
      "b-tick.timer": "[Timer]\nOnActiveSec=3h 1min\n",
      "b-talk.socket": "[Socket]\nListenStream=/run/b-talk.sock\nAccept=yes\n",
      "b-talk@.service": "[Service]\nExecStart=/bin/sleep infinity\n",
      "b-www@.service": "[Service]\nExecStart=/bin/sleep infinity\n",
    });
    await systemctl("start", "b-tick.timer", "b-talk.socket", "b-www@1", "b-www@2");
    await findUnitRow(page, "b-tick.timer", "in 3 h");
    await findUnitRow(page, "b-talk.socket", "listening · /run/b-talk.sock");
    await findUnitRow(page, "b-www@.service", "2 active");
    await findUnitRow(page, "b-www@1.service", "running");
    await takePicture(page, "rows-dark");
    await runPaletteCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await findUnitRow(page, "b-www@.service", "2 active");
    await takePicture(page, "rows-light");
    await runPaletteCommand(page, "Preferences: Toggle between Light/Dark Themes");
  });

  test("grouped by slice, the tree of slices leads to units and their processes, and follows what moves", async () => {
    const page = session.page();
    const text = (slice: string) => `[Service]\nExecStart=/bin/sleep infinity\nSlice=${slice}\n`;
    await install({ "e-web.service": text("e-blue.slice"), "e-www@.service": text("e-www.slice") });
    await systemctl("start", "e-web.service");
    await showUnits(page);
    await runPaletteCommand(page, "systemd: Group Units by Slice");
    await findUnitRow(page, "system.slice", "");
    await open("e.slice", "1 active");
    await open("e-blue.slice", "1 active");
    await open("e-web.service", "running");
    await row("Process ").waitFor();
    await takePicture(page, "slices");
    await systemctl("stop", "e-web.service");
    await install({ "e-web.service": text("e.slice") });
    await systemctl("start", "e-web.service");
    await row("e-blue.slice, 0 active").waitFor();
    await findUnitRow(page, "e-web.service", "running");
    await findUnitRow(page, "Without a Slice", "");
    await takePicture(page, "slices-moved");
    await runPaletteCommand(page, "systemd: Show Units without Groups");
    await open("Templates", "");
    await findUnitRow(page, "e-www@.service", "0 active");
    await takePicture(page, "flat-templates");
    await runPaletteCommand(page, "systemd: Group Units by Type");
    await systemctl("stop", "e-web.service");
  });

  test("a job that lasts has a row, and is cancelled there", async () => {
    const page = session.page();
    await install({ "c-waits.service": "[Service]\nType=oneshot\nExecStart=/bin/sleep infinity\n" });
    await systemctl("start", "--no-block", "c-waits.service");
    await showUnits(page);
    await page.locator(".monaco-list").first().focus();
    await page.keyboard.press("Home");
    await row("Job, c-waits.service, start").waitFor();
    await takePicture(page, "jobs");
    await clickInline(row("Job, c-waits.service, start"), "Cancel Job");
    await row("Job, c-waits.service").waitFor({ state: "detached" });
    await systemctl("stop", "c-waits.service");
  });

  test("installed unit files are shown on demand, properties and overrides in editors", async () => {
    const page = session.page();
    await install({ "d-lies.service": "[Service]\nExecStart=/bin/sleep infinity\n" });
    await session.box().run(["cp", "/usr/lib/systemd/system/rescue.service", "/etc/systemd/system/"]);
    for (const folder of ["/etc/systemd/system", "/run/systemd/system"]) {
      await session.box().run(["mkdir", "-p", `${folder}/d-lies.service.d`]);
      const path = session.box().path(`${folder}/d-lies.service.d/over.conf`);
      await writeFile(path, `[Unit]\nDescription=From ${folder}\n`);
    }
    await runPaletteCommand(page, "systemd: Show Installed Unit Files");
    await runAskingCommand(page, "systemd: Filter Units", "Filter Units");
    await page.keyboard.type("systemd-poweroff");
    await page.keyboard.press("Enter");
    await findUnitRow(page, "systemd-poweroff.service", "inactive");
    await row("Installed, Not Loaded, 1").waitFor();
    await takePicture(page, "installed");
    await runPaletteCommand(page, "systemd: Clear Filter");
    await runPaletteCommand(page, "systemd: Hide Installed Unit Files");

    const overrides = await runAskingCommand(page, "systemd: Show Overrides", "Overrides of This Machine");
    await page.keyboard.type("rescue.service");
    await takePicture(page, "overrides");
    await overrides.locator(".monaco-list-row", { hasText: "rescue.service" }).first().click();
    await page.locator(".tab", { hasText: "rescue.service (beneath ↔ in effect)" }).waitFor();
    // The list stays for the next one.
    await overrides.locator(".monaco-list-row", { hasText: "rescue.service" }).first().waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("over.conf");
    await overrides.locator(".monaco-list-row", { hasText: "overridden" }).first().click();
    await page.locator(".tab", { hasText: "d-lies.service (beneath ↔ in effect)" }).waitFor();
    await takePicture(page, "overridden-drop-in");
    await page.keyboard.press("Escape");

    const unit = () => findUnitRow(page, "d-lies.service", "inactive");
    await chooseInMenu(page, unit, "Show All Properties");
    await page.locator(".monaco-editor .view-line", { hasText: "ActiveState=inactive" }).first().waitFor();
    await takePicture(page, "properties");
    // It is no unit file, and not judged as one.
    expect(await squiggles(page).count()).toBe(0);
  });
});
