import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { runAskingCommand } from "../stage/workbench.ts";
import { noSystemd, takePicture, useSession } from "./session.ts";

describe.skipIf(noSystemd !== undefined)("changing what runs", () => {
  const session = useSession();

  async function show(unit: string, property: string): Promise<string> {
    const argv = ["systemctl", "show", "--value", `--property=${property}`, unit];
    return (await session.box().run(argv)).stdout.trim();
  }

  const choices = (page: Page) => page.locator(".quick-input-list .monaco-list-row");

  /** Types into the list that is open until it has the wanted row, and takes that. */
  async function choose(page: Page, typed: string, wanted: string): Promise<void> {
    await page.keyboard.type(typed);
    const row = choices(page).filter({ hasText: wanted }).first();
    await row.waitFor();
    await row.click();
  }

  test("a unit of the distribution is overridden, and runs with the change once restarted", async () => {
    const page = session.page();
    const box = session.box();
    const shipped = "/usr/lib/systemd/system/a-baker.service";
    await writeFile(
      box.path("/etc/a-baker.service"),
      "[Unit]\nDescription=Bakes\n[Service]\nExecStart=/bin/sleep infinity\nNice=1\n",
    );
    await rename(box.path("/etc/a-baker.service"), box.path(shipped));
    await box.run(["systemctl", "daemon-reload"]);
    await box.run(["systemctl", "start", "a-baker.service"]);

    await runAskingCommand(page, "systemd: Edit Override…", "Edit an override of which unit?");
    await choose(page, "a-baker", "a-baker.service");
    await page.locator(".quick-input-title", { hasText: "Edit an override of a-baker.service" }).waitFor();
    await choices(page).filter({ hasText: "/run/systemd/system/a-baker.service.d" }).waitFor();
    await takePicture(page, "override-choice");
    await choose(page, "", "/etc/systemd/system/a-baker.service.d");
    await page.locator(".tab.active", { hasText: "override.conf" }).waitFor();
    await page.locator(".tab", { hasText: "Effective a-baker.service" }).waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Nice=7\n");
    await page.locator(".view-line", { hasText: "Nice=7" }).nth(1).waitFor();
    await takePicture(page, "override");
    await page.keyboard.press("Control+S");
    const offer = page.locator(".notifications-toasts .notification-list-item", {
      hasText: "a-baker.service goes on as before until restarted",
    });
    await offer.waitFor();
    await takePicture(page, "override-saved");
    const file = box.path("/etc/systemd/system/a-baker.service.d/override.conf");
    expect(readFileSync(file, "utf8")).toContain("\nNice=7\n");
    expect(await show("a-baker.service", "NeedDaemonReload")).toBe("no");
    await offer.getByRole("button", { name: "Restart It" }).click();
    await expect.poll(() => show("a-baker.service", "Nice"), { timeout: 20_000 }).toBe("7");

    await runAskingCommand(page, "systemd: Revert to What Is Shipped…", "Revert a unit");
    await choose(page, "a-baker", "a-baker.service");
    const question = page.locator(".monaco-dialog-box", { hasText: "Revert a-baker.service?" });
    await question.getByText("a-baker.service.d/override.conf").waitFor();
    await takePicture(page, "revert");
    await question.getByRole("button", { name: "Revert" }).click();
    await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(false);
  });

  test("what a unit may use is set while it runs, and a wrong value is told before it is sent", async () => {
    const page = session.page();
    const box = session.box();
    const unit = "[Service]\nExecStart=/bin/sleep infinity\n";
    await writeFile(box.path("/etc/systemd/system/a-glutton.service"), unit);
    await box.run(["systemctl", "daemon-reload"]);
    await box.run(["systemctl", "start", "a-glutton.service"]);
    await runAskingCommand(page, "systemd: Set Property…", "Set what a unit may use");
    await choose(page, "a-glutton", "a-glutton.service");
    await page.locator(".quick-input-title", { hasText: "Set a property of a-glutton.service" }).waitFor();
    await choices(page).filter({ hasText: "CPUQuotanot set" }).waitFor();
    await takePicture(page, "set-property-list");
    await choose(page, "MemoryMax", "MemoryMaxinfinity");
    const input = page.locator(".quick-input-widget", { hasText: "A size such as 512M" });
    await input.waitFor();
    // The value of now stands there, selected, so that typing replaces it.
    await expect.poll(() => input.locator("input").inputValue()).toBe("infinity");
    await page.keyboard.type("lots");
    await input.getByText("This is no value of MemoryMax=").waitFor();
    await takePicture(page, "set-property");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("64M");
    await expect.poll(() => input.locator("input").inputValue()).toBe("64M");
    await page.keyboard.press("Enter");
    await choose(page, "", "Until the next boot");
    await expect
      .poll(() => show("a-glutton.service", "MemoryMax"), { timeout: 20_000 })
      .toBe(`${64 * 1024 * 1024}`);
  });

  test("a command runs as a service with limits, and its journal is in sight", async () => {
    const page = session.page();
    await page.keyboard.press("F1");
    await choose(page, "systemd: Run Command as a Unit", "Run Command as a Unit");
    const input = page.locator(".quick-input-widget input");
    await page.locator(".quick-input-title", { hasText: "Run a Command as a Unit" }).waitFor();
    await page.keyboard.type("sh -c 'echo hello from a unit; sleep 600'");
    await expect.poll(() => input.inputValue()).toContain("600'");
    await takePicture(page, "run-command");
    await page.keyboard.press("Enter");
    await choose(page, "", "Service of the System");
    await page.locator(".quick-input-widget", { hasText: "What it may use" }).waitFor();
    await page.keyboard.type("TasksMax=10");
    await expect.poll(() => input.inputValue()).toBe("TasksMax=10");
    await page.keyboard.press("Enter");
    await page.locator(".monaco-editor .view-line", { hasText: "hello from a unit" }).first().waitFor();
    await takePicture(page, "ran-command");
    const units = (await session.box().run(["systemctl", "list-units", "--plain", "run-sh-*.service"]))
      .stdout;
    const name = /run-sh-\S+\.service/.exec(units)?.[0] ?? "";
    expect(await show(name, "TasksMax")).toBe("10");
  });

  test("a new unit of the system is saved where systemd reads it, enabled and started", async () => {
    const page = session.page();
    const answer = async (prompt: string, text: string) => {
      await page.locator(".quick-input-message", { hasText: prompt }).waitFor();
      await page.locator(".quick-input-widget input").fill(text);
      await page.keyboard.press("Enter");
    };
    await runAskingCommand(page, "systemd: New Unit…", "New Unit");
    await choose(page, "Service", "A program that systemd starts");
    await choose(page, "", "For the System");
    await answer("Name", "a-novice");
    await answer("Description", "Is new here");
    await answer("Command", "/bin/sleep infinity");
    await choose(page, "", "Type=exec");
    await choose(page, "", "multi-user.target");
    await page.locator(".tab.active", { hasText: "a-novice.service" }).waitFor();
    await page.keyboard.press("Control+S");
    const offer = page.locator(".notifications-toasts .notification-list-item", {
      hasText: "it counts when a-novice.service starts",
    });
    await offer.waitFor();
    await takePicture(page, "new-unit-saved");
    await offer.getByRole("button", { name: "Enable and Start" }).click();
    await expect.poll(() => show("a-novice.service", "ActiveState"), { timeout: 20_000 }).toBe("active");
    expect(await show("a-novice.service", "UnitFileState")).toBe("enabled");
  });
});
