import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { type Editor, startEditor } from "./editor.ts";

const { at, put } = temporaryFolder();
const uriOf = (path: string) => pathToFileURL(at(path)).href;

const editors: Editor[] = [];
afterEach(async () => {
  for (const editor of editors.splice(0)) expect(await editor.stop()).toBe(0);
});
async function start(environment: Readonly<Record<string, string>> = {}): Promise<Editor> {
  const settings = { targetVersion: "257" };
  const editor = await startEditor({ settings, folders: [uriOf("w")], environment });
  editors.push(editor);
  return editor;
}

async function nextCodes(editor: Editor, uri: string, count: number): Promise<readonly unknown[]> {
  const { diagnostics } = await editor.published(uri, (params) => params.diagnostics.length === count);
  return diagnostics.map(({ code }) => code);
}

const service = (name: string, ...unit: readonly string[]) =>
  `[Unit]\n${unit.join("\n")}\n\n[Service]\nExecStart=/usr/bin/${name}\n`;

test("a service that is opened and closed beside its timer is there, and gone", async () => {
  const timer = "[Timer]\nOnBootSec=1min\n";
  put("w/units/stocktaking.timer", timer);
  const editor = await start();
  const [one, other] = [uriOf("w/units/stocktaking.timer"), uriOf("w/units/stocktaking.service")];
  editor.open(one, timer);
  expect(await editor.codes(one)).toEqual(["nothing-to-start"]);
  const found = nextCodes(editor, one, 0);
  editor.open(other, service("stocktaking"));
  await found;
  const lost = nextCodes(editor, one, 1);
  editor.close(other);
  expect(await lost).toEqual(["nothing-to-start"]);
});

test("a circle is told in each of its files while one of them is edited, and shows the way round", async () => {
  const stock = service("stock", "After=till.service");
  put("w/a/stock.service", stock);
  put("w/b/till.service", service("till", "After=bank.service"));
  put("w/b/bank.service", service("bank"));
  const editor = await start();
  const [first, last] = [uriOf("w/a/stock.service"), uriOf("w/b/bank.service")];
  editor.open(first, stock);
  editor.open(last, service("bank"));
  expect(await editor.codes(first)).toEqual([]);
  const told = editor.published(first, (params) => params.diagnostics.length === 1);
  editor.replace(last, "[Unit]\n", "[Unit]\nAfter=stock.service");
  const [problem] = (await told).diagnostics;
  expect(problem?.code).toBe("ordering-cycle");
  expect(problem?.message).toContain(
    "`stock.service` after `till.service` after `bank.service` after `stock.service`",
  );
  expect(problem?.relatedInformation?.map(({ location }) => [location.uri, location.range.start])).toEqual([
    [uriOf("w/b/till.service"), { line: 1, character: 6 }],
    [last, { line: 1, character: 6 }],
  ]);
});

test("a name that is one slip away has a fix", async () => {
  put("w/database.service", service("database"));
  const editor = await start();
  const uri = uriOf("w/shop.service");
  editor.open(uri, service("shop", "After=databsae.service"));
  const [problem] = await editor.diagnostics(uri);
  expect(problem?.code).toBe("unknown-unit");
  const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: problem?.range,
    context: { diagnostics: [] },
  });
  expect(actions[0]).toMatchObject({
    title: "Change to database.service",
    isPreferred: true,
    edit: { changes: { [uri]: [{ newText: "database.service" }] } },
  });
});

test("an instance that no template answers to is mended with its specifier", async () => {
  put("w/web@.service", service("web"));
  const editor = await start();
  const uri = uriOf("w/web@.timer");
  const text = "[Timer]\nOnBootSec=1min\nUnit=www@%i.service\n";
  put("w/web@.timer", text);
  editor.open(uri, text);
  const [problem] = await editor.diagnostics(uri);
  expect(problem?.code).toBe("nothing-to-start");
  const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: problem?.range,
    context: { diagnostics: [] },
  });
  expect(actions[0]?.edit?.changes?.[uri]).toMatchObject([{ newText: "web@%i.service" }]);
});

test("a file that is removed from disk is missed as soon as the editor tells", async () => {
  const timer = "[Timer]\nOnBootSec=1min\n";
  put("w/stocktaking.timer", timer);
  put("w/stocktaking.service", service("stocktaking"));
  const editor = await start();
  const uri = uriOf("w/stocktaking.timer");
  editor.open(uri, timer);
  expect(await editor.codes(uri)).toEqual([]);
  rmSync(at("w/stocktaking.service"));
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: uriOf("w/stocktaking.service"), type: 3 }],
  });
  expect(await nextCodes(editor, uri, 1)).toEqual(["nothing-to-start"]);
});

test("what the machine lacks is told in the folders that it reads, and nowhere else", async () => {
  const text = "[Service]\nExecStart=/usr/bin/unitwright-knows-no-such-program\n";
  put("w/config/systemd/user/stock.service", text);
  put("w/units/stock.service", text);
  const editor = await start({ XDG_CONFIG_HOME: at("w/config") });
  const [read, unread] = [uriOf("w/config/systemd/user/stock.service"), uriOf("w/units/stock.service")];
  editor.open(read, text);
  editor.open(unread, text);
  expect(await editor.codes(read)).toEqual(["missing-program"]);
  expect(await editor.codes(unread)).toEqual([]);
  editor.replace(read, "/usr/bin/unitwright-knows-no-such-program", "/bin/sh");
  expect(await editor.codes(read)).toEqual([]);
});
