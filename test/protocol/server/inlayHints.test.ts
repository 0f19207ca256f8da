import { hostname } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { InlayHint } from "vscode-languageserver/node";
import { type Editor, startEditor } from "./editor.ts";

let editor: Editor;
afterEach(async () => void expect(await editor.stop()).toBe(0));

test("a template shows its specifiers filled in once an instance is chosen, and no more when none is", async () => {
  editor = await startEditor({ settings: { targetVersion: "257" } });
  const uri = "file:///etc/systemd/system/getty@.service";
  editor.open(uri, "[Unit]\nDescription=%I on %H\n");
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const labels = async () => {
    const hints = await editor.request<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range,
    });
    return hints.map(({ label, position }) => [label, position.line, position.character]);
  };
  expect(await labels()).toEqual([]);
  await editor.connection.sendNotification("unitwright/chosenInstance", { uri, instance: "a-b" });
  expect(await labels()).toEqual([
    ["a/b", 1, 14],
    [hostname(), 1, 20],
  ]);
  await editor.connection.sendNotification("unitwright/chosenInstance", { uri, instance: null });
  expect(await labels()).toEqual([]);
});
