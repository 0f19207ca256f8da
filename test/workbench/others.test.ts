import { writeFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { makeGuest, speaker } from "../live/guest.ts";
import { letSudo, password, prepareRights, rightsPackages, usePolkit } from "../live/rights.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import {
  chooseInMenu,
  clickInline,
  findUnitRow,
  passwordQuestion,
  runAskingCommand,
  runPaletteCommand,
  showUnits,
} from "../stage/workbench.ts";
import { boxToRun, noSystemd, takePicture, useSession } from "./session.ts";

describe.skipIf(noSystemd !== undefined)("the units of others", () => {
  const session = useSession({ packages: [...rightsPackages, "systemd-container"], asOrdinaryUser: true });
  const live = boxToRun(session);
  const question = () => passwordQuestion(session.page());
  const row = (words: string): Locator =>
    session
      .page()
      .locator(`[id='workbench.view.extension.unitwright'] .monaco-list-row[aria-label^="${words}"]`)
      .first();

  beforeAll(async () => {
    await prepareRights(live);
    await letSudo(live, "nothing");
    const admin = `polkit.addAdminRule(function() { return ["unix-user:${ordinaryUser.name}"]; });\n`;
    await usePolkit(live, { rules: admin });
    await writeFile(session.box().path("/etc/systemd/user/a-theirs.service"), speaker);
    await makeGuest(live, { "a-inside.service": speaker });
    await live.run("systemctl", "restart", "user@0.service", "guest.service");
  }, 120_000);

  async function filter(text: string): Promise<void> {
    await runAskingCommand(session.page(), "systemd: Filter Units", "Filter Units");
    await session.page().keyboard.type(text);
    await session.page().keyboard.press("Enter");
  }

  async function pickOther(name: string): Promise<Locator> {
    const title = "Show Units of Another User or Machine";
    const list = await runAskingCommand(session.page(), `systemd: ${title}`, title);
    await list.locator(".monaco-list-row", { hasText: name }).first().waitFor();
    return list;
  }

  test("are shown when asked for, after a password of one's own, and acted on like one's own", async () => {
    const page = session.page();
    await showUnits(page);
    await filter("a-*");
    // A second try finds what the first one left.
    if ((await row("root units").count()) > 0) await clickInline(row("root units"), "Stop Showing");
    const list = await pickOther("root");
    await takePicture(page, "others-picker");
    await list.locator(".monaco-list-row", { hasText: "root" }).first().click();
    await question().waitFor();
    expect(await question().textContent()).toContain("Show the units of root");
    await takePicture(page, "others-password");
    await question().locator("input[type=password]").fill(password);
    await question().locator("input[type=password]").press("Enter");
    // The palette takes the place of a question that still stands, which is to give up.
    await question().waitFor({ state: "hidden" });
    await row("root units")
      .filter({ hasNotText: /password|connecting/ })
      .waitFor();
    await clickInline(await findUnitRow(page, "a-theirs.service", "inactive"), "Start Unit");
    await findUnitRow(page, "a-theirs.service", "running");
    expect(await live.run("systemctl", "--user", "is-active", "a-theirs.service")).toBe("active");
    await takePicture(page, "others-user");
  });

  test("a local machine's stand below, and their files lie elsewhere", async () => {
    const page = session.page();
    await letSudo(live, "all-without-password");
    const list = await pickOther("guest");
    await list.locator(".monaco-list-row", { hasText: "guest" }).first().click();
    await live.run("systemctl", "--machine=guest", "enable", "--now", "a-inside.service");
    await clickInline(await findUnitRow(page, "a-inside.service", "running"), "Stop Unit");
    await clickInline(await findUnitRow(page, "a-inside.service", "inactive"), "Start Unit");
    await findUnitRow(page, "a-inside.service", "running");
    await takePicture(page, "others-machine");
    expect(await live.run("systemctl", "--machine=guest", "is-active", "a-inside.service")).toBe("active");
    await chooseInMenu(page, () => findUnitRow(page, "a-inside.service", "running"), "Open Unit File");
    await page.locator(".notifications-toasts", { hasText: "lies in the machine guest" }).waitFor();
    await takePicture(page, "others-file");
    await runPaletteCommand(page, "Notifications: Clear All Notifications");
  });

  test("say when their manager ends, and are back with it", async () => {
    const page = session.page();
    await live.run("systemctl", "stop", "guest.service");
    await row("guest units, The machine guest does not run").waitFor();
    await takePicture(page, "others-gone");
    // Nobody else's runs that is not in sight.
    await runPaletteCommand(page, "systemd: Show Units of Another User or Machine");
    await page.locator(".notifications-toasts", { hasText: "is shown already" }).waitFor();
    await runPaletteCommand(page, "Notifications: Clear All Notifications");
    await live.run("systemctl", "start", "guest.service");
    await findUnitRow(page, "a-inside.service", "running");
  });

  test("are there again in the next window, until one stops showing them", async () => {
    const page = session.page();
    await page.reload();
    await showUnits(page);
    await findUnitRow(page, "a-theirs.service", "running");
    await clickInline(row("root units"), "Stop Showing");
    await row("root units").waitFor({ state: "detached" });
    await row("guest units").waitFor();
    await takePicture(page, "others-stopped");
  });
});
