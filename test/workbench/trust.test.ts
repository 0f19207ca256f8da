import { expect, test } from "vitest";
import { findUnitRow, openFile, showUnits, squiggles, unitRows } from "../stage/workbench.ts";
import { noSystemd, takePicture, useSession } from "./session.ts";

const session = useSession({ theme: "light", workspaceTrust: true });

test("before a folder is trusted, files are judged and no units are shown", async ({ skip }) => {
  skip(noSystemd !== undefined, noSystemd);
  const page = session.page();
  await page.getByText("Restricted Mode is intended").waitFor();
  await openFile(page, "broken/shop.service");
  await squiggles(page).first().waitFor();
  const view = await showUnits(page);
  await view.getByText("trusted").first().waitFor();
  expect(await unitRows(page).count()).toBe(0);
  await takePicture(page, "not-trusted");
  await view.getByText("Manage Workspace Trust").click();
  await page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).click();
  await page.getByText("You trust this folder").waitFor();
  await page.locator(".modal-editor-action-container .codicon-close").click();
  await findUnitRow(page, "dbus.service", "running");
});
