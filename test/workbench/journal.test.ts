import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { chooseInMenu, findUnitRow, runAskingCommand, runPaletteCommand } from "../stage/workbench.ts";
import { noSystemd, takePicture, useSession } from "./session.ts";

describe.skipIf(noSystemd !== undefined)("journals", () => {
  const session = useSession();

  const run = async (...argv: string[]) => expect((await session.box().run(argv)).code).toBe(0);

  /** The lines of the journal that are in sight. */
  const line = (text: string) =>
    session.page().locator(".monaco-editor .view-line", { hasText: text }).last();

  const button = (title: string) =>
    session.page().locator(`.editor-actions .action-label[aria-label^="${title}"]`).first();

  test("the journal of all instances is followed, paused and filtered", async () => {
    const page = session.page();
    const script =
      "echo serving on port 80%i; echo '<4>slow answer'; echo '<3>/etc/systemd/system/www@.service:2: no such page'; exec sleep infinity";
    await writeFile(
      session.box().path("/etc/systemd/system/www@.service"),
      `[Service]\nSyslogIdentifier=www\nExecStart=/bin/sh -c "${script}"\n`,
    );
    await run("systemctl", "daemon-reload");
    await run("systemctl", "start", "www@81.service");

    const instance = () => findUnitRow(page, "www@81.service", "running");
    await chooseInMenu(page, instance, "Show Journal of All Instances");
    await line("www@81.service www").first().waitFor();
    await run("systemctl", "start", "www@82.service");
    await line("serving on port 8082").waitFor();
    await takePicture(page, "journal-glob-dark");

    await button("Pause Journal").click();
    await line("(Paused").waitFor();
    await run("systemctl", "start", "www@83.service");
    await line("(Paused: 4 new entries wait.)").waitFor();
    expect(await line("port 8083").count()).toBe(0);
    await takePicture(page, "journal-paused");
    await button("Resume Journal").click();
    await line("serving on port 8083").waitFor();

    await button("Filter Journal").click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Priority" }).first().click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Warnings and worse" }).waitFor();
    await takePicture(page, "journal-priorities");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Warnings and worse" }).click();
    await line("Journal of www@*.service: warnings and worse").waitFor();
    await line("slow answer").waitFor();
    await expect.poll(() => line("serving on port").count(), { timeout: 20_000 }).toBe(0);
    await takePicture(page, "journal-filtered-dark");
    await runPaletteCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await page.locator(".monaco-workbench:not(.vs-dark)").waitFor();
    await takePicture(page, "journal-filtered-light");
  });

  test("a file that the journal names is opened at its line", async () => {
    const page = session.page();
    await line("no such page")
      .locator(".detected-link")
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await page.locator('.tab.active[aria-label^="www@.service"]').waitFor();
    await page.locator(".statusbar-item", { hasText: "Ln 2" }).waitFor();
  });

  test("a burst of 50,000 lines leaves the window alive and shows the last", async () => {
    const page = session.page();
    await writeFile(
      session.box().path("/etc/systemd/system/burst.service"),
      "[Service]\nExecStart=/bin/seq 1 50000\n",
    );
    await run("systemctl", "daemon-reload");
    await runAskingCommand(page, "systemd: Show Journal", "Show a journal");
    await page.keyboard.type("burst.service");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "burst.service" }).first().click();
    await line("Journal of burst.service").waitFor();
    await run("systemctl", "start", "burst.service");
    await line("]: 50000").waitFor();
    await page.keyboard.press("ControlOrMeta+Home");
    await line("(Earlier entries are left out").waitFor();
    await takePicture(page, "journal-burst-light");
  });

  test("the journal is followed in a terminal as well", async () => {
    const page = session.page();
    await runPaletteCommand(page, "systemd: Follow Journal in Terminal");
    await page
      .locator(".terminal-tab, .single-terminal-tab, .tabs-list", { hasText: "Journal of burst.service" })
      .first()
      .waitFor();
    await page.waitForTimeout(1500);
    await takePicture(page, "journal-terminal");
  });
});
