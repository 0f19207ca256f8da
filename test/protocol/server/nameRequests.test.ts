import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { EscapingPreviewAnswer } from "../../../server/src/protocol/messages.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { type Editor, startEditor } from "./editor.ts";

const { at, put } = temporaryFolder();
let editor: Editor;

afterEach(async () => void expect(await editor.stop()).toBe(0));

test("a text is previewed as instance of a template, for the release that the settings name", async () => {
  editor = await startEditor({ settings: { targetVersion: "257" } });
  const preview = (text: string, naming: string) =>
    editor.request<EscapingPreviewAnswer>("unitwright/escapingPreview", { uri: "", text, naming });
  expect((await preview("a b", "web@.service"))?.into[0]).toMatchObject({ text: "web@a\\x20b.service" });
  expect((await preview("/../srv", "mount"))?.into[0]).toMatchObject({ text: "srv.mount" });
  expect(await preview("a", "web.service")).toBeNull();
});

test("the names of units are those of the editor's folders and the machine", async () => {
  put("units/shop@.service", "[Service]\nExecStart=/bin/true\n");
  editor = await startEditor({ folders: [pathToFileURL(at("units")).href] });
  const names = await editor.request<readonly string[]>("unitwright/unitNames", { uri: "", scope: "system" });
  expect(names).toContain("shop@.service");
});
