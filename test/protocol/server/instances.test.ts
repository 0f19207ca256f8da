import { mkdirSync, symlinkSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import type { InstancePreviewAnswer } from "../../../server/src/protocol/messages.ts";
import { knownInstances } from "../../../server/src/workspace/knownInstances.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { type Editor, startEditor } from "./editor.ts";

const { at, put } = temporaryFolder();
let editor: Editor | undefined;

afterEach(async () => {
  const running = editor;
  editor = undefined;
  if (running !== undefined) expect(await running.stop()).toBe(0);
});

const getty = "[Service]\nExecStart=-/sbin/agetty %I --name %i $TERM %E 100%%\nExecStop=/bin/true %i\n";

test("a template is previewed as an instance: its name, and its command with what is known filled in", async () => {
  put("units/getty@.service", getty);
  const uri = pathToFileURL(at("units/getty@.service")).href;
  editor = await startEditor();
  editor.open(uri, getty);
  expect(await preview(uri, "serial-by\\x2dpath")).toEqual({
    name: "getty@serial-by\\x2dpath.service",
    lines: ["ExecStart=-/sbin/agetty serial/by-path --name serial-by\\x2dpath $TERM %E 100%"],
  });
  expect(await preview(uri, "not an instance")).toBeNull();
});

test("a drop-in's command is the one that is previewed", async () => {
  put("units/getty@.service", getty);
  put("units/getty@.service.d/other.conf", "[Service]\nExecStart=\nExecStart=/bin/login on %I\n");
  const uri = pathToFileURL(at("units/getty@.service")).href;
  editor = await startEditor({ folders: [pathToFileURL(at("units")).href] });
  editor.open(uri, getty);
  expect(await preview(uri, "one")).toMatchObject({ lines: ["ExecStart=/bin/login on one"] });
});

test("what is no template is no instance of anything", async () => {
  const uri = pathToFileURL(at("units/plain.service")).href;
  editor = await startEditor();
  editor.open(uri, getty);
  expect(await preview(uri, "one")).toBeNull();
});

test("a file that was named before it is saved is judged by its name", async () => {
  editor = await startEditor();
  const text = "[Service]\nExecStart=/bin/true\n";
  editor.open("untitled:/etc/systemd/system/a.timer", text);
  editor.open("untitled:Untitled-1", text);
  expect(await editor.codes("untitled:/etc/systemd/system/a.timer")).toContain("unknown-section");
  expect(await editor.codes("untitled:Untitled-1")).toEqual([]);
});

test("instances are known from links that start them and from the texts of units", async () => {
  put(
    "units/app.target",
    "[Unit]\nWants=web@a.service other-web@no.service web@.service\nAfter=web@b\\x2dc.service\n",
  );
  mkdirSync(at("load/multi-user.target.wants"), { recursive: true });
  symlinkSync("/nowhere", at("load/multi-user.target.wants/web@linked.service"));
  const template = parseUnitName("web@.service");
  if (template === undefined) throw new Error("That is a template.");
  const places = { loadPath: [at("load")], workspace: [at("units")] };
  expect(await knownInstances(template, places)).toEqual(["a", "b\\x2dc", "linked"]);
});

test("the server tells the instances that the workspace names", async () => {
  put("units/app.target", "[Unit]\nWants=web@a.service\n");
  editor = await startEditor({ folders: [pathToFileURL(at("units")).href] });
  const asked = { template: "web@.service", scope: "system" };
  expect(await editor.request("unitwright/instances", asked)).toEqual(["a"]);
});

function preview(uri: string, instance: string): Promise<InstancePreviewAnswer> {
  if (editor === undefined) throw new Error("No editor runs.");
  return editor.request("unitwright/instancePreview", { textDocument: { uri }, instance });
}
