import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { CodeAction, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { caretIn, type Editor, startEditor, vscodeLike } from "./editor.ts";

const { at, put } = temporaryFolder();
const uriOf = (path: string) => pathToFileURL(at(path)).href;

const editors: Editor[] = [];
afterEach(async () => {
  for (const editor of editors.splice(0)) expect(await editor.stop()).toBe(0);
});

interface Told extends Editor {
  readonly warnings: readonly string[];
}

async function start(): Promise<Told> {
  const workspaceEdit = { documentChanges: true, resourceOperations: ["rename" as const] };
  const editor = await startEditor({
    capabilities: { ...vscodeLike, workspace: { ...vscodeLike.workspace, workspaceEdit } },
    settings: { targetVersion: "257" },
    folders: [uriOf("w")],
  });
  editors.push(editor);
  const warnings: string[] = [];
  editor.connection.onNotification(
    "window/showMessage",
    ({ message }: { message: string }) => void warnings.push(message),
  );
  return { ...editor, warnings };
}

/** Puts the caret into a file that is there, and gives its unit another name, as an editor does. */
async function rename(editor: Editor, path: string, words: string, newName: string): Promise<void> {
  const { uri, position } = openAt(editor, path, words);
  const edit = await editor.request<WorkspaceEdit>("textDocument/rename", {
    textDocument: { uri },
    position,
    newName,
  });
  apply(edit);
}

function openAt(editor: Editor, path: string, words: string) {
  const text = readFileSync(at(`w/${path}`), "utf8");
  const { position } = caretIn(text.replace(words, () => `$0${words}`));
  const uri = uriOf(`w/${path}`);
  editor.open(uri, text);
  return { uri, position };
}

function apply(edit: WorkspaceEdit | null): void {
  for (const change of edit?.documentChanges ?? []) {
    if ("edits" in change) {
      const path = fileURLToPath(change.textDocument.uri);
      const document = TextDocument.create("", "", 0, readFileSync(path, "utf8"));
      writeFileSync(path, TextDocument.applyEdits(document, change.edits as TextEdit[]));
    } else if (change.kind === "rename")
      renameSync(fileURLToPath(change.oldUri), fileURLToPath(change.newUri));
  }
}

/** All files of the folder, with what they say. */
function files(folder = at("w")): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
      .map((path) => [relative(at("w"), path), readFileSync(path, "utf8")]),
  );
}

function putAll(all: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(all)) put(`w/${path}`, text);
}

const service = "[Service]\nExecStart=/bin/true\n";

describe("renaming a unit", () => {
  test("renames its file, its drop-ins' folder and every mention, from any of them", async () => {
    const before = {
      "db.service": service,
      "db.service.d/x.conf": "[Service]\nNice=1\n",
      "units/app.service": "[Unit]\nAfter=network.target db.service \\\n  db.socket\nRequires=db.service\n",
      "app@.service": "[Unit]\nAfter=db.service\nDescription=db.service\n",
      "udev/rules.d/70-a.rules": 'TAG+="systemd", ENV{SYSTEMD_WANTS}+="db.service"\n',
      "other/db.service.txt": "db.service\n",
    };
    const after = {
      "store.service": service,
      "store.service.d/x.conf": "[Service]\nNice=1\n",
      "units/app.service":
        "[Unit]\nAfter=network.target store.service \\\n  db.socket\nRequires=store.service\n",
      "app@.service": "[Unit]\nAfter=store.service\nDescription=db.service\n",
      "udev/rules.d/70-a.rules": 'TAG+="systemd", ENV{SYSTEMD_WANTS}+="store.service"\n',
      "other/db.service.txt": "db.service\n",
    };
    for (const [path, words, name] of [
      ["db.service", "Service]", "store"],
      ["units/app.service", "db.service", "store.service"],
      ["udev/rules.d/70-a.rules", "db.service", "store.service"],
      ["db.service.d/x.conf", "[Service]", "store.service"],
    ] as const) {
      putAll(before);
      await rename(await start(), path, words, name);
      expect(files()).toEqual(after);
      renameSync(at("w/store.service"), at("w/db.service"));
      renameSync(at("w/store.service.d"), at("w/db.service.d"));
    }
  });

  test("of a template renames its instances, whatever stands behind the @", async () => {
    putAll({
      "web@.service": "[Unit]\nConflicts=web@x.service %p@y.service\n[Service]\nExecStart=/bin/true\n",
      "web@.service.d/a.conf": "[Unit]\n",
      "web@a.service.d/a.conf": "[Unit]\n",
      "web@own.service": service,
      "app.service": "[Unit]\nWants=web@a\\x2db.service web@.service web@own.service\n",
      "app@.timer": "[Timer]\nOnBootSec=1\nUnit=web@%i.service\n",
    });
    await rename(await start(), "app.service", "web@a", "www@a\\x2db.service");
    expect(files()).toEqual({
      "www@.service": "[Unit]\nConflicts=www@x.service %p@y.service\n[Service]\nExecStart=/bin/true\n",
      "www@.service.d/a.conf": "[Unit]\n",
      "www@a.service.d/a.conf": "[Unit]\n",
      "web@own.service": service,
      "app.service": "[Unit]\nWants=www@a\\x2db.service www@.service web@own.service\n",
      "app@.timer": "[Timer]\nOnBootSec=1\nUnit=www@%i.service\n",
    });
  });

  test("of an instance renames that one alone, with its own file where it has one", async () => {
    putAll({
      "web@.service": service,
      "web@own.service": service,
      "app.service": "[Unit]\nWants=web@a.service web@own.service web@b.service\n",
    });
    const editor = await start();
    await rename(editor, "app.service", "web@own", "web@mine.service");
    editor.close(uriOf("w/app.service"));
    await rename(editor, "app.service", "web@a", "web@c.service");
    expect(files()).toEqual({
      "web@.service": service,
      "web@mine.service": service,
      "app.service": "[Unit]\nWants=web@c.service web@mine.service web@b.service\n",
    });
  });

  test("writes down what was meant by a common name", async () => {
    putAll({
      "job.service": service,
      "job.timer": "[Timer]\nOnBootSec=1\n",
      "job.path": "[Path]\nPathExists=/a\nUnit=other.service\n",
      "job@.service": service,
      "job@.timer": "[Timer]\nOnBootSec=1",
    });
    const editor = await start();
    await rename(editor, "job.service", "[", "task");
    await rename(editor, "job@.timer", "[", "beat@");
    expect(files()).toEqual({
      "task.service": service,
      "job.timer": "[Timer]\nUnit=task.service\nOnBootSec=1\n",
      "job.path": "[Path]\nPathExists=/a\nUnit=other.service\n",
      "job@.service": service,
      "beat@.timer": "[Timer]\nUnit=job@%i.service\nOnBootSec=1",
    });
  });

  test("of a mount changes its path, and renames the automount with it", async () => {
    putAll({
      "srv-data.mount": "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/data\n",
      "srv-data.automount": "[Automount]\nWhere=/srv/data/\n\n[Install]\nWantedBy=multi-user.target\n",
      "app.service": "[Unit]\nRequires=srv-data.mount\nAfter=srv-data.automount\n",
      "app.socket": "[Socket]\nListenStream=1\n[Unit]\nAfter=srv-data.mount\n",
    });
    await rename(await start(), "app.service", "srv-data", "srv-my\\x2ddata.mount");
    expect(files()).toEqual({
      "srv-my\\x2ddata.mount": "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/my-data\n",
      "srv-my\\x2ddata.automount":
        "[Automount]\nWhere=/srv/my-data\n\n[Install]\nWantedBy=multi-user.target\n",
      "app.service": "[Unit]\nRequires=srv-my\\x2ddata.mount\nAfter=srv-my\\x2ddata.automount\n",
      "app.socket": "[Socket]\nListenStream=1\n[Unit]\nAfter=srv-my\\x2ddata.mount\n",
    });
  });

  test("writes backslashes as the directive reads them", async () => {
    putAll({ "a.socket": "[Socket]\nListenStream=1\n", "app.service": "[Service]\nSockets=a.socket\n" });
    await rename(await start(), "app.service", "a.socket", "a\\x2db.socket");
    expect(files()["app.service"]).toBe("[Service]\nSockets=a\\\\x2db.socket\n");
    expect(Object.keys(files())).toContain("a\\x2db.socket");
  });

  test("leaves what follows by a specifier, and units of the same name in other folders", async () => {
    putAll({
      "a/db.service": "[Unit]\nOnFailure=mail@%n.service\nBefore=%p.service\n",
      "a/app.service": "[Unit]\nAfter=db.service\n",
      "b/db.service": service,
      "b/db.service.d/x.conf": "[Unit]\n",
      "b/app.service": "[Unit]\nAfter=db.service\n",
    });
    await rename(await start(), "a/db.service", "[", "store.service");
    expect(files()).toEqual({
      "a/store.service": "[Unit]\nOnFailure=mail@%n.service\nBefore=%p.service\n",
      "a/app.service": "[Unit]\nAfter=store.service\n",
      "b/db.service": service,
      "b/db.service.d/x.conf": "[Unit]\n",
      "b/app.service": "[Unit]\nAfter=db.service\n",
    });
  });

  test("tells of the links that lead to the old name", async () => {
    putAll({ "db.service": service });
    mkdirSync(at("w/multi-user.target.wants"));
    symlinkSync("../db.service", at("w/multi-user.target.wants/db.service"));
    const editor = await start();
    await rename(editor, "db.service", "[", "store.service");
    expect(editor.warnings).toEqual([
      `These links still lead to the old name: ${at("w/multi-user.target.wants/db.service")}.`,
    ]);
  });

  test.each([
    ["After=network.target", "network", "x.target", /every systemd has|outside of the opened folders/],
    ["After=db.service", "db", "db.socket", /must end in .service/],
    ["After=db.service", "db", "d b", /no unit name/],
    ["After=db.service", "db", "db@a.service", /must not hold an @/],
    ["After=db.service", "db", "there.service", /already/],
    ["After=alias.service", "alias", "x.service", /another name of db.service/],
    ["After=%H.service", "%H", "x.service", undefined],
  ])("%s: %s cannot become %s", async (line, words, name, why) => {
    putAll({ "db.service": service, "there.service": service, "app.service": `[Unit]\n${line}\n` });
    symlinkSync("db.service", at("w/alias.service"));
    const editor = await start();
    const before = files();
    const asked = rename(editor, "app.service", words, name);
    if (why === undefined) await asked;
    else await expect(asked).rejects.toThrow(why);
    expect(files()).toEqual(before);
  });

  test("begins with the whole name, and with nothing where none stands", async () => {
    putAll({ "app@.service": "[Unit]\nAfter=db@%i.service\n" });
    const editor = await start();
    const { uri, position } = openAt(editor, "app@.service", "db@");
    const prepare = (character: number) =>
      editor.request<{ readonly range: Range; readonly placeholder: string } | null>(
        "textDocument/prepareRename",
        {
          textDocument: { uri },
          position: { ...position, character },
        },
      );
    expect(await prepare(8)).toEqual({
      range: { start: { line: 1, character: 6 }, end: { line: 1, character: 19 } },
      placeholder: "db@.service",
    });
    expect(await prepare(2)).toBeNull();
  });
});

describe("the file of a path unit that is called wrongly", () => {
  async function renameFix(editor: Editor, path: string): Promise<CodeAction | undefined> {
    const { uri } = openAt(editor, path, "[");
    const [problem] = await editor.diagnostics(uri);
    expect(["name-not-path", "name-without-path"]).toContain(problem?.code);
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: problem?.range,
      context: { diagnostics: [] },
    });
    return actions.find(({ title }) => title.startsWith("Rename this file"));
  }

  test("is renamed by a quick fix, with its automount and all that names either", async () => {
    putAll({
      "srv-data.mount": "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/my-data\n",
      "srv-data.automount": "[Automount]\nWhere=/srv/data\n",
      "app.service": "[Unit]\nRequires=srv-data.mount\nAfter=srv-data.automount\n",
    });
    const fix = await renameFix(await start(), "srv-data.mount");
    expect(fix?.title).toBe("Rename this file to srv-my\\x2ddata.mount");
    apply(fix?.edit ?? null);
    expect(files()).toEqual({
      "srv-my\\x2ddata.mount": "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/my-data\n",
      "srv-my\\x2ddata.automount": "[Automount]\nWhere=/srv/my-data\n",
      "app.service": "[Unit]\nRequires=srv-my\\x2ddata.mount\nAfter=srv-my\\x2ddata.automount\n",
    });
  });

  test("is renamed where no path is written, and a swap as well", async () => {
    putAll({ "srv-dat\\x61.mount": "[Mount]\nWhat=/dev/sdb1\n", "dev-sda.swap": "[Swap]\nWhat=/dev/sdb\n" });
    const editor = await start();
    apply((await renameFix(editor, "srv-dat\\x61.mount"))?.edit ?? null);
    apply((await renameFix(editor, "dev-sda.swap"))?.edit ?? null);
    expect(Object.keys(files()).sort()).toEqual(["dev-sdb.swap", "srv-data.mount"]);
  });

  test("keeps its name where another file has the right one", async () => {
    putAll({
      "srv-data.mount": "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/files\n",
      "srv-files.mount": "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/files\n",
    });
    expect(await renameFix(await start(), "srv-data.mount")).toBeUndefined();
  });
});

describe("renaming a file in the editor's list of files", () => {
  async function willRename(editor: Editor, from: string, to: string): Promise<WorkspaceEdit | null> {
    const params = { files: [{ oldUri: uriOf(`w/${from}`), newUri: uriOf(`w/${to}`) }] };
    return editor.request<WorkspaceEdit | null>("workspace/willRenameFiles", params);
  }

  test("takes every mention along, and what else belongs to it", async () => {
    putAll({
      "db.service": service,
      "db.service.d/x.conf": "[Unit]\n",
      "app.service": "[Unit]\nAfter=db.service\n",
    });
    const editor = await start();
    apply(await willRename(editor, "db.service", "store.service"));
    renameSync(at("w/db.service"), at("w/store.service"));
    expect(files()).toEqual({
      "store.service": service,
      "store.service.d/x.conf": "[Unit]\n",
      "app.service": "[Unit]\nAfter=store.service\n",
    });
  });

  test("is not asked about where it is an edit of ours that renames it", async () => {
    putAll({
      "db.service": service,
      "db.service.d/x.conf": "[Unit]\n",
      "app.service": "[Unit]\nAfter=db.service\n",
    });
    const editor = await start();
    const { uri, position } = openAt(editor, "db.service", "[");
    const edit = await editor.request<WorkspaceEdit>("textDocument/rename", {
      textDocument: { uri },
      position,
      newName: "store.service",
    });
    expect(await willRename(editor, "db.service", "store.service")).not.toBeNull();
    await editor.request<WorkspaceEdit>("textDocument/rename", {
      textDocument: { uri },
      position,
      newName: "store",
    });
    apply({ documentChanges: (edit.documentChanges ?? []).filter((change) => "edits" in change) });
    expect(await willRename(editor, "db.service", "store.service")).toBeNull();
    // Whoever does that by hand later is asked.
    expect(await willRename(editor, "db.service", "store.service")).not.toBeNull();
  });

  test.each([
    ["nothing names it", "lone.service", "alone.service"],
    ["it moves to another folder", "db.service", "units/db.service"],
    ["it becomes another type", "db.service", "db.socket"],
    ["it is no unit any more", "db.service", "db.service.bak"],
  ])("changes nothing where %s", async (_why, from, to) => {
    putAll({ "db.service": service, "lone.service": service, "app.service": "[Unit]\nAfter=db.service\n" });
    mkdirSync(dirname(at(`w/${to}`)), { recursive: true });
    expect(await willRename(await start(), from, to)).toBeNull();
  });
});
