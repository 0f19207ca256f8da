import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import {
  chooseInMenu,
  clickInline,
  findUnitRow,
  runAskingCommand,
  runPaletteCommand,
  showUnits,
  unitRows,
} from "../stage/workbench.ts";
import { noSystemd, takePicture, useSession } from "./session.ts";

describe.skipIf(noSystemd !== undefined)("live units", () => {
  const session = useSession();

  /** Has systemd know a unit made for a test, and gives a way to ask for its state. */
  async function install(name: string, text: string): Promise<() => Promise<string>> {
    const box = session.box();
    await writeFile(box.path(`/etc/systemd/system/${name}`), text);
    expect((await box.run(["systemctl", "daemon-reload"])).code).toBe(0);
    return async () => (await box.run(["systemctl", "is-active", name])).stdout.trim();
  }

  test("the sidebar shows the units of the running systemd", async () => {
    const page = session.page();
    await findUnitRow(page, "systemd-journald.service", "running");
    await findUnitRow(page, "dbus.service", "running");
    await takePicture(page, "units-dark");
  });

  test("a unit is started from its row, read in its journal, and stopped", async () => {
    const page = session.page();
    const state = await install(
      "a-greeter.service",
      "[Unit]\nDescription=Greets\n[Service]\nExecStart=/bin/sh -c 'echo hello from the greeter; exec sleep infinity'\n",
    );
    await clickInline(await findUnitRow(page, "a-greeter.service", "inactive"), "Start Unit");
    const running = await findUnitRow(page, "a-greeter.service", "running");
    expect(await state()).toBe("active");

    await clickInline(running, "Show Journal");
    await page.locator(".monaco-editor .view-line", { hasText: "hello from the greeter" }).first().waitFor();
    await takePicture(page, "journal");

    await clickInline(await findUnitRow(page, "a-greeter.service", "running"), "Stop Unit");
    await findUnitRow(page, "a-greeter.service", "inactive");
    expect(await state()).toBe("inactive");
  });

  test("a row follows its unit while other units never come to rest", async () => {
    const page = session.page();
    const sleeper = "[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/bin/sleep infinity\n";
    const others = Array.from({ length: 8 }, (_, index) => `a-restless${index}.service`);
    for (const name of [...others, "a-calm.service"]) await install(name, sleeper);
    await findUnitRow(page, "a-calm.service", "inactive");
    const restart = ["systemctl", "--no-block", "restart", ...others];
    const restless = session.box().enter(["sh", "-c", 'while "$@"; do :; done', "restless", ...restart]);
    try {
      for (let round = 0; round < 3; round++) {
        await session.box().run(["systemctl", "start", "a-calm.service"]);
        await findUnitRow(page, "a-calm.service", "running");
        await session.box().run(["systemctl", "stop", "a-calm.service"]);
        await findUnitRow(page, "a-calm.service", "inactive");
      }
      expect(restless.child.exitCode).toBeNull();
    } finally {
      await restless.end();
    }
  });

  test("a change made outside shows in its row", async () => {
    const page = session.page();
    await install("a-stranger.service", "[Service]\nExecStart=/bin/sleep infinity\n");
    await install("a-wreck.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n");
    await findUnitRow(page, "a-stranger.service", "inactive");
    await session.box().run(["systemctl", "start", "a-stranger.service"]);
    await findUnitRow(page, "a-stranger.service", "running");
    await session.box().run(["systemctl", "start", "a-wreck.service"]);
    const wreck = await findUnitRow(page, "a-wreck.service", "failed");
    await wreck.locator(".codicon-error").waitFor();
    await session.box().run(["systemctl", "stop", "a-stranger.service"]);
    await findUnitRow(page, "a-stranger.service", "inactive");
  });

  test("a unit that cannot start says so", async () => {
    const page = session.page();
    await install("a-dud.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n");
    await clickInline(await findUnitRow(page, "a-dud.service", "inactive"), "Start Unit");
    await page.locator(".notifications-toasts", { hasText: "a-dud.service" }).waitFor();
    await takePicture(page, "start-failed");
    await findUnitRow(page, "a-dud.service", "failed");
    await runPaletteCommand(page, "Notifications: Clear All Notifications");
    // a-wreck.service failed before it.
    await page.locator(".statusbar-item", { hasText: "2 failed" }).click();
    await expect
      .poll(() => namesInSight(), { timeout: 20_000 })
      .toEqual(["a-dud.service", "a-wreck.service"]);
    await takePicture(page, "failed-units");
    await runPaletteCommand(page, "systemd: Clear Filter");
  });

  test("a unit whose file changed is restarted from what the file says now, if one wants", async () => {
    const page = session.page();
    const unit = (seconds: number) => `[Service]\nExecStart=/bin/sleep ${seconds}\n`;
    await install("a-rewritten.service", unit(1111));
    await clickInline(await findUnitRow(page, "a-rewritten.service", "inactive"), "Start Unit");
    const running = () => findUnitRow(page, "a-rewritten.service", "running");
    await running();
    await writeFile(session.box().path("/etc/systemd/system/a-rewritten.service"), unit(2222));
    await chooseInMenu(page, running, "Restart Unit");
    await page.locator(".monaco-dialog-box", { hasText: "changed on disk" }).waitFor();
    await takePicture(page, "changed-file");
    await page.keyboard.press("Enter");
    const command = ["systemctl", "show", "--property=ExecStart", "a-rewritten.service"];
    await expect
      .poll(async () => (await session.box().run(command)).stdout, { timeout: 20_000 })
      .toContain("/bin/sleep 2222");
    await findUnitRow(page, "a-rewritten.service", "running");
  });

  test("the view shows what the filter lets through, as one types, and groups it as wanted", async () => {
    const page = session.page();
    await install("a-first.service", "[Service]\nExecStart=/bin/sleep infinity\n");
    await install("a-second.timer", "[Timer]\nOnBootSec=1d\n");
    await findUnitRow(page, "a-first.service", "inactive");
    await runAskingCommand(page, "systemd: Filter Units", "Filter Units");
    await page.keyboard.type("a-first");
    await expect.poll(() => namesInSight(), { timeout: 20_000 }).toEqual(["a-first.service"]);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("a-* @inactive");
    await expect.poll(() => namesInSight(), { timeout: 20_000 }).toContain("a-second.timer");
    await takePicture(page, "filter");
    await page.keyboard.press("Enter");
    await runPaletteCommand(page, "systemd: Group Units by State");
    await page.locator(".monaco-list-row[aria-label^='Yours']").first().waitFor();
    await page
      .locator(".tree-explorer-viewlet-tree-view .message", { hasText: "Filter: a-* @inactive" })
      .waitFor();
    await takePicture(page, "filtered-by-state");
    await runPaletteCommand(page, "systemd: Group Units by Type");
    await runPaletteCommand(page, "systemd: Clear Filter");
    await findUnitRow(page, "dbus.service", "running");
  });

  /** The names of the units whose rows are in sight, in order. */
  async function namesInSight(): Promise<readonly string[]> {
    const rows = unitRows(session.page());
    const spoken = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    return spoken.flatMap((words) => /^[^,]+\.[a-z]+(?=,)/.exec(words)?.[0] ?? []);
  }

  test("rows can be read in the dark and in the light theme", async () => {
    const page = session.page();
    await showUnits(page);
    const theme = () =>
      page.locator(".monaco-workbench").evaluate((part) => part.classList.contains("vs-dark"));
    for (const name of ["first", "second"]) {
      const dark = await theme();
      await findUnitRow(page, "dbus.service", "running");
      expect(await weakestContrast(), `${name} theme`).toBeGreaterThan(3);
      await takePicture(page, dark ? "theme-dark" : "theme-light");
      await runPaletteCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await expect.poll(theme, { timeout: 20_000 }).toBe(!dark);
    }
  });

  /** The contrast between text and background (WCAG 2) of the least readable name among the rows in sight. */
  async function weakestContrast(): Promise<number> {
    const page = session.page();
    const background = await page
      .locator(".part.sidebar")
      .evaluate((part) => getComputedStyle(part).backgroundColor);
    const colors = await unitRows(page)
      .locator(".monaco-highlighted-label")
      .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).color));
    expect(colors.length).toBeGreaterThan(3);
    return Math.min(...colors.map((color) => contrast(color, background)));
  }
});

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
