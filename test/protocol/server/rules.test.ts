// udev's rules in an editor.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeAction, CompletionItem, Hover } from "vscode-languageserver/node";
import { caretIn, type Editor, startEditor } from "./editor.ts";

const uri = "file:///etc/udev/rules.d/70-token.rules";

describe("a file of udev's rules", () => {
  let editor: Editor;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "unitwright-rules-"));
    writeFileSync(join(folder, "openct-handler@.service"), "[Service]\nExecStart=/usr/bin/openct %I\n");
    editor = await startEditor({ settings: { targetVersion: "257" }, folders: [`file://${folder}`] });
  });
  afterAll(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true });
  });

  test("is judged as udev judges it, and again with every edit", async () => {
    editor.open(uri, 'ACTION="add", SUBSYSTEM=="usb", MODE="0664"\n');
    expect(await editor.diagnostics(uri)).toMatchObject([
      {
        code: "udev-wrong-operator",
        severity: 2,
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } },
        message: "`ACTION` takes `==` or `!=`, not `=`. udev drops the whole rule.",
        codeDescription: { href: expect.stringMatching(/\/udev\.html$/) },
      },
    ]);
    editor.replace(uri, 'ACTION="add"', 'ACTION=="add"');
    expect(await editor.codes(uri)).toEqual([]);
    editor.close(uri);
  });

  test("is one by its content where its name does not tell, and polkit's are none", async () => {
    const [ours, polkits] = ["file:///src/50-token.rules", "file:///usr/share/polkit-1/rules.d/50-x.rules"];
    editor.open(ours, 'KERNEL=="sd*" MODE="0660"\n');
    editor.open(polkits, "polkit.addRule(function(action) { return 1; });\n");
    expect(await editor.codes(ours)).toEqual(["udev-commas"]);
    expect(await editor.codes(polkits)).toEqual([]);
  });

  test("is one where the editor says so, saved or not", async () => {
    const unsaved = "untitled:Untitled-1";
    const textDocument = { uri: unsaved, languageId: "udev-rules", version: 1, text: 'ACTION="add"\n' };
    const told = editor.published(unsaved, () => true);
    void editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    expect((await told).diagnostics.map(({ code }) => code)).toEqual(["udev-wrong-operator"]);
  });

  test("is completed: units of the folder where systemd is asked to start some", async () => {
    const { text, position } = caretIn('TAG+="systemd", ENV{SYSTEMD_WANTS}+="openct-h$0"\n');
    editor.open(uri, text);
    const textDocument = { uri };
    const items = await editor.request<CompletionItem[]>("textDocument/completion", {
      textDocument,
      position,
    });
    expect(items).toMatchObject([
      { label: "openct-handler@.service", textEdit: { newText: "openct-handler@.service" } },
    ]);
    const hover = await editor.request<Hover>("textDocument/hover", {
      textDocument,
      position: { line: 0, character: 1 },
    });
    expect(JSON.stringify(hover.contents)).toContain("A tag of the device");
    editor.close(uri);
  });

  test("is mended by a click, and what its values begin with opens no list in a unit", async () => {
    const text = 'ACTION="add", SUBSYSTEM=="usb", MODE="0664"\n';
    editor.open(uri, text);
    const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      "Change to ==",
      "Ignore udev-wrong-operator in this file",
    ]);
    expect(actions[0]?.edit?.changes?.[uri]?.[0]?.newText).toBe("==");
    const unit = "file:///etc/systemd/system/a.service";
    editor.open(unit, '[Service]\nEnvironment="');
    const opened = await editor.request<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: unit },
      position: { line: 1, character: 13 },
      context: { triggerKind: 2, triggerCharacter: '"' },
    });
    expect(opened).toEqual([]);
  });
});
