import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { noSystemdVariable } from "../stage/stageVariables.ts";
import { eventually } from "./unitDocument.ts";

const noSystemd = process.env[noSystemdVariable];

function thisExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension("unitwright.unitwright");
  assert.ok(extension, "the extension is installed");
  return extension;
}

describe("the extension", () => {
  it("activates and registers every command its manifest names", async () => {
    const extension = thisExtension();
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const named: readonly { readonly command: string }[] = extension.packageJSON.contributes.commands;
    assert.ok(named.length > 5);
    const missing = named.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it("names every setting it reads in its manifest", () => {
    const settings = vscode.workspace.getConfiguration("unitwright");
    const { properties } = thisExtension().packageJSON.contributes.configuration;
    for (const name of Object.keys(properties)) {
      const inspected = settings.inspect(name.replace(/^unitwright\./, ""));
      assert.notEqual(inspected?.defaultValue, undefined, name);
    }
  });

  it("is packaged without sources, tests and dependencies", () => {
    const folder = thisExtension().extensionUri;
    return Promise.all(
      ["node_modules", "test", "client", "server"].map(async (name) => {
        const found = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
          () => true,
          () => false,
        );
        assert.equal(found, false, `${name} is in the package`);
      }),
    );
  });
});

describe("live units", () => {
  before(function () {
    if (noSystemd !== undefined) this.skip();
  });

  /** Has systemd know a unit made for a test, and gives the row that the Units view would hand to a command. */
  async function install(name: string, text: string): Promise<object> {
    await writeFile(`/etc/systemd/system/${name}`, text);
    await vscode.commands.executeCommand("unitwright.reloadDaemon");
    return { kind: "unit", id: `system/${name}`, scope: "system", name };
  }

  const isActive = (name: string) =>
    spawnSync("systemctl", ["is-active", name], { encoding: "utf8" }).stdout.trim();

  it("starts, restarts and stops a unit, each returning when the job is done", async () => {
    const row = await install("a-toggle.service", "[Service]\nExecStart=/bin/sleep infinity\n");
    await vscode.commands.executeCommand("unitwright.startUnit", row);
    assert.equal(isActive("a-toggle.service"), "active");
    await vscode.commands.executeCommand("unitwright.restartUnit", row);
    assert.equal(isActive("a-toggle.service"), "active");
    await vscode.commands.executeCommand("unitwright.stopUnit", row);
    assert.equal(isActive("a-toggle.service"), "inactive");
  });

  it("enables and disables a unit", async () => {
    const text = "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n";
    const row = await install("a-fixture.service", text);
    const link = "/etc/systemd/system/multi-user.target.wants/a-fixture.service";
    await vscode.commands.executeCommand("unitwright.enableUnit", row);
    assert.ok(existsSync(link));
    await vscode.commands.executeCommand("unitwright.disableUnit", row);
    assert.ok(!existsSync(link));
  });

  it("opens the file a unit was made from", async () => {
    const row = await install("a-source.service", "[Service]\nExecStart=/bin/true\n");
    await vscode.commands.executeCommand("unitwright.openUnitFile", row);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, "/etc/systemd/system/a-source.service");
  });

  it("shows the journal of a unit and follows it", async () => {
    const text = "[Service]\nType=oneshot\nExecStart=/bin/echo said once more\n";
    const row = await install("a-speaker.service", text);
    await vscode.commands.executeCommand("unitwright.showJournal", row);
    const said = () => {
      const text = vscode.window.visibleTextEditors
        .map((editor) => editor.document)
        .find((document) => document.uri.path.includes("a-speaker.service"))
        ?.getText();
      return text?.split("said once more").length ?? 0;
    };
    await vscode.commands.executeCommand("unitwright.startUnit", row);
    await eventually("one line", () => (said() === 2 ? true : undefined));
    await vscode.commands.executeCommand("unitwright.startUnit", row);
    await eventually("a second line", () => (said() === 3 ? true : undefined));
  });

  it("shows the journals of selected units as one, which stands still while paused and ends with its tab", async () => {
    const says = (text: string) => `[Service]\nType=oneshot\nExecStart=/bin/echo said by ${text}\n`;
    const rows = [await install("a-duo.service", says("one")), await install("b-duo.service", says("two"))];
    await vscode.commands.executeCommand("unitwright.showJournal", rows[0], rows);
    const shown = () => {
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.path, "/Journal of a-duo.service and 1 more");
      return document.getText();
    };
    const told = (what: string, text: RegExp) =>
      eventually(what, () => (text.test(shown()) ? true : undefined));
    for (const row of rows) await vscode.commands.executeCommand("unitwright.startUnit", row);
    await told("both", / a-duo\.service echo.*said by one\n[\s\S]* b-duo\.service echo.*said by two\n/);

    await vscode.commands.executeCommand("unitwright.pauseJournal");
    const before = shown().split("said by").length;
    await vscode.commands.executeCommand("unitwright.startUnit", rows[0]);
    await told("what waits", /\(Paused: \d+ new entr/);
    assert.equal(shown().split("said by").length, before);
    await vscode.commands.executeCommand("unitwright.resumeJournal");
    await eventually("the rest", () => (shown().split("said by").length === before + 1 ? true : undefined));
    assert.doesNotMatch(shown(), /Paused/);

    const following = () => spawnSync("pgrep", ["--full", "journalctl.*a-duo.*--follow"]).status === 0;
    assert.ok(following());
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await eventually("the end of journalctl", () => (following() ? undefined : true));
  });
});
