import { writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { letSudo, password, prepareRights, rightsPackages, usePolkit } from "../live/rights.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { clickInline, findUnitRow, passwordQuestion, runPaletteCommand } from "../stage/workbench.ts";
import { boxToRun, noSystemd, takePicture, useSession } from "./session.ts";

describe.skipIf(noSystemd !== undefined)("an ordinary user", () => {
  const session = useSession({ packages: rightsPackages, asOrdinaryUser: true });
  const live = boxToRun(session);
  const question = () => passwordQuestion(session.page());
  const answer = async (text: string) => {
    await question().locator("input[type=password]").fill(text);
    await question().locator("input[type=password]").press("Enter");
  };
  const toast = (text: string) =>
    session.page().locator(".notifications-toasts .notification-list-item", { hasText: text });

  beforeAll(async () => {
    await prepareRights(live);
    await letSudo(live, "all-with-password");
    const admin = `polkit.addAdminRule(function() { return ["unix-user:${ordinaryUser.name}"]; });\n`;
    await usePolkit(live, { rules: admin });
    const service = "[Service]\nExecStart=/bin/sleep infinity\n";
    for (const name of ["a-free.service", "a-guarded.service", "a-spared.service"]) {
      await writeFile(session.box().path(`/etc/systemd/system/${name}`), service);
    }
    await live.run("systemctl", "daemon-reload");
  }, 60_000);

  test("types a password into the editor to start a unit, again where it was wrong", async () => {
    const page = session.page();
    await clickInline(await findUnitRow(page, "a-guarded.service", "inactive"), "Start Unit");
    await question().waitFor();
    expect(await question().textContent()).toContain("Start a-guarded.service");
    expect(await question().textContent()).toContain(ordinaryUser.name);
    await takePicture(page, "password");
    await answer("wrong");
    await question().getByText("Try again").waitFor();
    await answer(password);
    await findUnitRow(page, "a-guarded.service", "running");
    expect(await toast("a-guarded.service").count()).toBe(0);
  });

  test("who gives up is told so once, and has the command for a terminal", async () => {
    const page = session.page();
    await clickInline(await findUnitRow(page, "a-spared.service", "inactive"), "Start Unit");
    await question().waitFor();
    await question().locator("input[type=password]").press("Escape");
    const told = toast("Nobody said who they are");
    await told.waitFor();
    expect(await told.count()).toBe(1);
    await takePicture(page, "password-declined");
    await told.getByText("Open in Terminal").click();
    const terminal = page.locator(".terminal-wrapper.active");
    await terminal.waitFor();
    // What a terminal shows is drawn, and no text of the page.
    await page.waitForTimeout(4000);
    await takePicture(page, "password-terminal");
    expect((await session.box().run(["systemctl", "is-active", "a-spared.service"])).stdout).toBe(
      "inactive\n",
    );
    await terminal.click();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(1000);
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await findUnitRow(page, "a-spared.service", "running");
    await runPaletteCommand(page, "Terminal: Kill All Terminals");
  });

  test("is asked nothing where sudo wants no password", async () => {
    const page = session.page();
    await letSudo(live, "all-without-password");
    // What sudo said before is remembered until the window is loaded again.
    await page.reload();
    await clickInline(await findUnitRow(page, "a-free.service", "inactive"), "Start Unit");
    await findUnitRow(page, "a-free.service", "running");
    expect(await question().count()).toBe(0);
  });
});
