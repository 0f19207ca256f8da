// Units from questions, as a person answers them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openFile, runAskingCommand, runPaletteCommand, squiggles } from "../stage/workbench.ts";
import { udevPackages } from "../support/udevadm.ts";
import { noSystemd, takePicture, useSession } from "./session.ts";

const session = useSession({ packages: udevPackages });

test("a timer and its service are made by answering questions, and saved where they belong", async () => {
  const page = session.page();
  await openFile(page, "backup.timer");
  await runAskingCommand(page, "systemd: New Unit…", "New Unit");
  await picture(page, "new-unit-kinds");
  await page.keyboard.type("Timer");
  await page.keyboard.press("Enter");
  await title(page, "New Timer with Its Service");
  await row(page, "For the System").waitFor();
  await picture(page, "new-unit-place");
  await page.keyboard.press("Enter");
  await answer(page, "Name", "night watch");
  await page.locator(".quick-input-message", { hasText: "letters" }).waitFor();
  await picture(page, "new-unit-wrong-name");
  await answer(page, "", "night-watch", "replaces");
  await page
    .locator(".quick-input-message", { hasText: "night-watch.timer and night-watch.service" })
    .waitFor();
  await picture(page, "new-unit-name");
  await page.keyboard.press("Enter");
  await answer(page, "Description", "Looks around at night");
  await page.keyboard.press("Enter");
  await row(page, "Every day").waitFor();
  await page.keyboard.type("*-*-* 02:30");
  await row(page, "as OnCalendar=").waitFor();
  await picture(page, "new-unit-when");
  await page.keyboard.press("Enter");
  await answer(page, "Command", "/usr/local/bin/look --around", "replaces");
  await page.keyboard.press("Enter");

  await page.locator(".tab.active", { hasText: "night-watch.timer" }).waitFor();
  await page.locator(".view-line", { hasText: "OnCalendar=*-*-* 02:30" }).waitFor();
  await page.locator(".tab", { hasText: "night-watch.service" }).waitFor();
  await picture(page, "new-unit-files");
  expect(await squiggles(page).count()).toBe(0);
  const saved = join(session.folder(), "night-watch.timer");
  expect(existsSync(saved)).toBe(false);
  await save(page, "night-watch.timer");
  const text = () => (existsSync(saved) ? readFileSync(saved, "utf8") : "");
  await expect.poll(text, { timeout: 20_000 }).toContain("Description=Looks around at night\n");
});

test("one goes back a step, and what was answered is still there", async () => {
  const page = session.page();
  await runAskingCommand(page, "systemd: New Unit…", "New Unit");
  await page.keyboard.type("Mount");
  await row(page, "as a line of /etc/fstab").click();
  await row(page, "For the System").waitFor();
  await page.keyboard.press("Enter");
  await answer(page, "Where", "/srv/my data");
  await page.locator(".quick-input-message", { hasText: "srv-my\\x20data.mount" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-message", { hasText: "What is mounted" }).waitFor();
  await page.locator(".quick-input-widget").getByRole("button", { name: "Back" }).click();
  await page.locator(".quick-input-message", { hasText: "srv-my\\x20data.mount" }).waitFor();
  expect(await page.locator(".quick-input-widget input").inputValue()).toBe("/srv/my data");
  await page.keyboard.press("Escape");
});

test.skipIf(noSystemd !== undefined)(
  "a service for a device is made, saved and enabled, and comes and goes with the device",
  async () => {
    const page = session.page();
    const box = session.box();
    const state = async () => (await box.run(["systemctl", "is-active", "game-link.service"])).stdout.trim();
    const plug = ["ip", "link", "add", "game-link0", "type", "veth", "peer", "name", "game-link1"];
    const unplug = ["ip", "link", "del", "game-link0"];
    expect((await box.run(plug)).code).toBe(0);
    await expect
      .poll(async () => (await box.run(["systemctl", "list-units", "*game*link0.device"])).stdout, {
        timeout: 30_000,
      })
      .toContain("game\\x2dlink0");
    await runAskingCommand(page, "systemd: New Unit for a Device…", "New Unit for a Device");
    await row(page, "game-link0").waitFor();
    await picture(page, "device-list-dark");
    await row(page, "Plug It In Now").click();
    await title(page, "Plug It In");
    await row(page, "Waiting for a device").waitFor();
    await picture(page, "device-plug-in");
    await page.locator(".quick-input-widget").getByRole("button", { name: "Back" }).click();
    await row(page, "game-link0").click();
    await title(page, "New Unit for game-link0");
    await row(page, "For the System").click();
    await row(page, "stops when the device goes").waitFor();
    await picture(page, "device-how");
    await page.keyboard.press("Enter");
    await row(page, "/sys/subsystem/net/devices/game-link0").waitFor();
    await picture(page, "device-name");
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-message", { hasText: "game-link.service" }).waitFor();
    await page.keyboard.press("Enter");
    await answer(page, "Description", "Plays over the cable");
    await page.keyboard.press("Enter");
    await answer(page, "Command", "/bin/sleep infinity", "replaces");
    await picture(page, "device-command");
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "game-link.service" }).waitFor();
    await page.locator(".view-line", { hasText: "BindsTo=sys-subsystem-net-devices-game" }).waitFor();
    await picture(page, "device-file");
    expect(await squiggles(page).count()).toBe(0);
    await save(page, "game-link.service");
    const saved = box.path("/etc/systemd/system/game-link.service");
    await expect.poll(() => existsSync(saved), { timeout: 20_000 }).toBe(true);
    await box.run(unplug);

    await runAskingCommand(page, "systemd: Enable Unit", "Enable a unit");
    await page.keyboard.type("game-link.service");
    await row(page, "game-link.service").click();
    const link =
      "/etc/systemd/system/sys-subsystem-net-devices-game\\x2dlink0.device.wants/game-link.service";
    const isLinked = async () => (await box.run(["test", "-L", link])).code === 0;
    await expect.poll(isLinked, { timeout: 20_000 }).toBe(true);
    await box.run(["udevadm", "settle"]);
    expect(await state()).toBe("inactive");
    expect((await box.run(plug)).code).toBe(0);
    await expect.poll(state, { timeout: 20_000 }).toBe("active");
    await box.run(unplug);
    await expect.poll(state, { timeout: 20_000 }).toBe("inactive");
  },
);

test.skipIf(noSystemd !== undefined)(
  "an instance is started under a name that is escaped while one types",
  async () => {
    const page = session.page();
    const box = session.box();
    const text = "[Service]\nExecStart=/bin/sh -c 'exec sleep infinity' %f\n";
    writeFileSync(box.path("/etc/systemd/system/watch@.service"), text);
    await box.run(["systemctl", "daemon-reload"]);
    await openFile(page, "backup.timer");
    await runAskingCommand(page, "systemd: Start Instance of…", "Start an instance of which template?");
    await page.keyboard.type("watch@");
    await row(page, "watch@.service").click();
    await title(page, "Start an instance of watch@.service");
    await page.keyboard.type("/srv/my data");
    const name = "watch@srv-my\\x20data.service";
    const escaped = row(page, "escaped as a path");
    await escaped.filter({ hasText: name }).filter({ hasText: "sleep infinity' /srv/my data" }).waitFor();
    await picture(page, "start-instance-dark");
    await runThemeToggle(page);
    await box.run(["ip", "link", "add", "light0", "type", "veth", "peer", "name", "light1"]);
    await runAskingCommand(page, "systemd: New Unit for a Device…", "New Unit for a Device");
    await row(page, "light0").waitFor();
    await picture(page, "device-list-light");
    await page.keyboard.press("Escape");
    await runAskingCommand(page, "systemd: New Unit…", "New Unit");
    await row(page, "Timer with Its Service").waitFor();
    await picture(page, "new-unit-kinds-light");
    await page.keyboard.press("Escape");
    await runAskingCommand(page, "systemd: Start Instance of…", "Start an instance of which template?");
    await page.keyboard.type("watch@");
    await row(page, "watch@.service").click();
    await title(page, "Start an instance of watch@.service");
    await page.keyboard.type("/srv/my data");
    await escaped.filter({ hasText: name }).waitFor();
    await picture(page, "start-instance-light");
    await page.keyboard.press("Enter");
    const state = async () => (await box.run(["systemctl", "is-active", name])).stdout.trim();
    await expect.poll(state, { timeout: 20_000 }).toBe("active");
  },
);

test("an instance's own file begins with its template's text", async () => {
  const page = session.page();
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "web@.service" }).click();
  await page.locator(".codelens-decoration a", { hasText: "Show as an instance" }).waitFor();
  await runAskingCommand(
    page,
    "systemd: Own File for This Instance…",
    "A file for which instance of web@.service?",
  );
  await page.keyboard.type("one");
  await row(page, "web@one.service").filter({ hasText: "ExecStart=" }).waitFor();
  await picture(page, "own-file-instance");
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "web@one.service" }).waitFor();
  await page.locator(".view-line", { hasText: "For web@one.service alone" }).waitFor();
  await picture(page, "own-file");
});

test.skipIf(noSystemd !== undefined)("a unit is linked into a target's .wants or .requires", async () => {
  const page = session.page();
  const box = session.box();
  writeFileSync(box.path("/etc/systemd/system/along.service"), "[Service]\nExecStart=/bin/sleep 1\n");
  writeFileSync(box.path("/etc/systemd/system/party.target"), "[Unit]\nDescription=Party\n");
  await box.run(["systemctl", "daemon-reload"]);
  await openFile(page, "backup.timer");
  await runAskingCommand(page, "systemd: Add to .wants of…", "Add a unit to another one's .wants folder");
  await page.keyboard.type("along.service");
  await row(page, "along").waitFor();
  await page.keyboard.press("Enter");
  await title(page, "Add along.service to .wants of…");
  await row(page, "Add to .requires instead").waitFor();
  await picture(page, "add-to-wants");
  await row(page, "Add to .requires instead").click();
  await title(page, "Add along.service to .requires of…");
  await page.keyboard.type("party.target");
  await row(page, "party.target").waitFor();
  await picture(page, "add-to-requires");
  await row(page, "party.target").click();
  const link = "/etc/systemd/system/party.target.requires/along.service";
  const isLinked = async () => (await box.run(["test", "-L", link])).code === 0;
  await expect.poll(isLinked, { timeout: 20_000 }).toBe(true);
});

/** Saves the file in front, and waits until its tab is that of the saved one. */
async function save(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+S");
  await page.locator(".tab.active:not(.dirty)", { hasText: name }).waitFor();
  await page.locator(".breadcrumbs-control .monaco-breadcrumb-item", { hasText: name }).first().waitFor();
}

/** Once what opens and closes has faded in and out. */
async function picture(page: Page, name: string): Promise<void> {
  // Where the pointer rests, something would explain itself.
  await page.mouse.move(900, 600);
  await page.waitForTimeout(400);
  await takePicture(page, name);
}

async function runThemeToggle(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await runPaletteCommand(page, "Preferences: Toggle between Light/Dark Themes");
}

async function title(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-title", { hasText: text }).waitFor();
}

function row(page: Page, text: string) {
  return page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
}

/** Types into the open input once it asks for `prompt`, behind what stands there or in its place. */
async function answer(
  page: Page,
  prompt: string,
  text: string,
  way: "behind" | "replaces" = "behind",
): Promise<void> {
  await page.locator(".quick-input-message", { hasText: prompt }).waitFor();
  if (way === "replaces") await page.locator(".quick-input-widget input").fill("");
  await page.keyboard.type(text);
}
