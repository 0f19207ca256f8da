import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type {
  DefinitionLink,
  DocumentLink,
  Location,
  Range,
  WorkspaceSymbol,
} from "vscode-languageserver/node";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { caretIn, type Editor, startEditor, vscodeLike } from "./editor.ts";

const { at, put } = temporaryFolder();
const uriOf = (path: string) => pathToFileURL(at(path)).href;
const pathOf = (uri: string) => relative(at("w"), fileURLToPath(uri));

const editors: Editor[] = [];
afterEach(async () => {
  for (const editor of editors.splice(0)) expect(await editor.stop()).toBe(0);
});

async function start(): Promise<Editor> {
  const textDocument = { ...vscodeLike.textDocument, definition: { linkSupport: true } };
  const editor = await startEditor({
    capabilities: { ...vscodeLike, textDocument },
    settings: { targetVersion: "257" },
    folders: [uriOf("w")],
  });
  editors.push(editor);
  return editor;
}

function link(path: string, to: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  symlinkSync(to, at(path));
}

const service = "[Unit]\nDescription=x\n\n[Service]\nExecStart=/bin/true\n";

/** Opens a file of the folder with a caret in it, and asks about the place of that. */
async function ask<Answer>(editor: Editor, path: string, marked: string, method: string): Promise<Answer> {
  const { text, position } = caretIn(marked);
  const uri = uriOf(`w/${path}`);
  put(`w/${path}`, text);
  editor.open(uri, text);
  const context = { includeDeclaration: true };
  return editor.request<Answer>(`textDocument/${method}`, { textDocument: { uri }, position, context });
}

async function definitions(editor: Editor, path: string, marked: string): Promise<readonly string[]> {
  const links = await ask<DefinitionLink[]>(editor, path, marked, "definition");
  return links.map(({ targetUri }) => pathOf(targetUri));
}

function spell({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.character}`;
}

describe("going to a unit from its name", () => {
  test("leads to its file and its drop-ins, at their first section", async () => {
    put("w/db.service", `# The shop's\n${service}`);
    put("w/db.service.d/20-b.conf", "[Service]\nNice=1\n");
    put("w/db.service.d/10-a.conf", "[Service]\nNice=2\n");
    put("w/service.d/00-all.conf", "[Service]\nNice=3\n");
    const links = await ask<DefinitionLink[]>(
      await start(),
      "app.service",
      "[Unit]\nAfter=a.service d$0b.service\n",
      "definition",
    );
    expect(
      links.map(({ targetUri, targetSelectionRange }) => [pathOf(targetUri), spell(targetSelectionRange)]),
    ).toEqual([
      ["db.service", "1:0-6"],
      ["db.service.d/10-a.conf", "0:0-9"],
      ["db.service.d/20-b.conf", "0:0-9"],
    ]);
    expect(links[0]?.originSelectionRange && spell(links[0].originSelectionRange)).toBe("1:16-26");
  });

  test("prefers the same folder, and shows all where several others could be meant", async () => {
    for (const folder of ["a", "b", "c"]) put(`w/${folder}/db.service`, service);
    const editor = await start();
    expect(await definitions(editor, "a/app.service", "[Unit]\nAfter=$0db.service\n")).toEqual([
      "a/db.service",
    ]);
    expect(await definitions(editor, "d/app.service", "[Unit]\nAfter=$0db.service\n")).toEqual([
      "a/db.service",
      "b/db.service",
      "c/db.service",
    ]);
  });

  test("of an instance leads to its own file, else to its template", async () => {
    put("w/web@.service", service);
    put("w/web@own.service", service);
    put("w/web@a\\x2db.service", service);
    const editor = await start();
    const from = (name: string, path = "app.service") => definitions(editor, path, `[Unit]\nWants=${name}\n`);
    expect(await from("we$0b@own.service")).toEqual(["web@own.service"]);
    expect(await from("web@oth$0er.service", "b.service")).toEqual(["web@.service"]);
    expect(await from("web@a\\x2$0db.service", "c.service")).toEqual(["web@a\\x2db.service"]);
    expect(await from("web@%$0i.service", "d@own.service")).toEqual(["web@own.service"]);
    expect(await from("web@%$0i.service", "e@.service")).toEqual(["web@.service"]);
    expect(await from("web%i@$0x.service", "f@.service")).toEqual([]);
  });

  test("follows the instance that a template is shown as", async () => {
    put("w/web@.service", service);
    put("w/web@own.service", service);
    const editor = await start();
    await editor.connection.sendNotification("unitwright/chosenInstance", {
      uri: uriOf("w/e@.service"),
      instance: "own",
    });
    expect(await definitions(editor, "e@.service", "[Unit]\nWants=web@%$0i.service\n")).toEqual([
      "web@own.service",
    ]);
  });

  test("follows links that give a unit another name, and stops at masked and dangling ones", async () => {
    put("w/real.service", service);
    put("other/far.service", service);
    link("w/alias.service", "real.service");
    link("w/masked.service", "/dev/null");
    link("w/lost.service", "gone.service");
    link("w/far.service", "../other/far.service");
    const editor = await start();
    const from = (name: string) => definitions(editor, `in-${name}`, `[Unit]\nWants=$0${name}\n`);
    expect(await from("alias.service")).toEqual(["real.service"]);
    expect(await from("masked.service")).toEqual([]);
    expect(await from("lost.service")).toEqual([]);
    expect(await from("far.service")).toEqual(["../other/far.service"]);
  });

  test("works in every directive that names units, and in udev's rules", async () => {
    for (const unit of ["db.service", "a.slice", "db.socket", "web@.service", "x.target"])
      put(`w/${unit}`, service);
    const editor = await start();
    expect(await definitions(editor, "a.timer", "[Timer]\nUnit=$0db.service\n")).toEqual(["db.service"]);
    expect(await definitions(editor, "b.service", "[Service]\nSlice=$0a.slice\n")).toEqual(["a.slice"]);
    expect(await definitions(editor, "c.service", "[Service]\nSockets=$0db.socket\n")).toEqual(["db.socket"]);
    expect(await definitions(editor, "d.service", "[Install]\nWantedBy=$0x.target\n")).toEqual(["x.target"]);
    expect(await definitions(editor, "e.service", "[Install]\n$0WantedBy=x.target\n")).toEqual([]);
    const rule = 'TAG+="systemd", ENV{SYSTEMD_WANTS}+="web@$0$kernel.service"\n';
    expect(await definitions(editor, "udev/rules.d/70-a.rules", rule)).toEqual(["web@.service"]);
    put("w/udev/rules.d/web@.service", service);
    const beside = await definitions(editor, "udev/rules.d/71-a.rules", rule);
    expect(beside).toEqual(["udev/rules.d/web@.service"]);
  });

  test("of a unit that a build makes leads to its source", async () => {
    put("w/db.service.in", service);
    expect(await definitions(await start(), "app.service", "[Unit]\nAfter=$0db.service\n")).toEqual([
      "db.service.in",
    ]);
  });
});

describe("the references of a unit", () => {
  async function references(editor: Editor, path: string, marked: string): Promise<readonly string[]> {
    const locations = await ask<Location[]>(editor, path, marked, "references");
    return locations.map(({ uri, range }) => `${pathOf(uri)} ${spell(range)}`).sort();
  }

  test("are all places that name it, its file among them: from its file and from any of them", async () => {
    put("w/app.service", "[Unit]\nAfter=network.target db.service\nRequires=db.service\n");
    put("w/units/job.timer", "[Timer]\nOnBootSec=1\nUnit=db.service\n");
    put("w/app.service.d/x.conf", "[Unit]\nAfter=other.service \\\n  db.service\n");
    put("w/udev/rules.d/70-a.rules", 'TAG+="systemd", ENV{SYSTEMD_WANTS}="db.service"\n');
    put("w/notes.txt", "db.service\n");
    const editor = await start();
    const open = uriOf("w/unsaved.service");
    editor.open(open, "[Unit]\nAfter=db.service\n");
    const expected = [
      "app.service 1:21-31",
      "app.service 2:9-19",
      "app.service.d/x.conf 2:2-12",
      "db.service 0:0-6",
      "udev/rules.d/70-a.rules 0:36-46",
      "units/job.timer 2:5-15",
      "unsaved.service 1:6-16",
    ];
    expect(await references(editor, "db.service", service.replace("Unit", "Un$0it"))).toEqual(expected);
    const marked = "[Unit]\nAfter=network.target $0db.service\nRequires=db.service\n";
    expect(await references(editor, "app.service", marked)).toEqual(expected);
  });

  test("are of the right one of two units of the same name", async () => {
    for (const folder of ["a", "b"]) {
      put(`w/${folder}/db.service`, service);
      put(`w/${folder}/app.service`, "[Unit]\nAfter=db.service\n");
    }
    const found = await references(await start(), "a/db.service", service.replace("[", "$0["));
    expect(found).toEqual(["a/app.service 1:6-16", "a/db.service 0:0-6"]);
  });

  test("of a template are those of its instances, but not of one with a file of its own; of an instance its own", async () => {
    put("w/web@own.service", service);
    put("w/app.service", "[Unit]\nWants=web@a.service web@b.service web@own.service\n");
    put("w/app@.service", "[Unit]\nWants=web@%i.service\n");
    const editor = await start();
    expect(await references(editor, "web@.service", service.replace("[", "$0["))).toEqual([
      "app.service 1:20-33",
      "app.service 1:6-19",
      "app@.service 1:6-20",
      "web@.service 0:0-6",
    ]);
    const marked = "[Unit]\nWants=$0web@a.service web@b.service web@own.service\n";
    expect(await references(editor, "app.service", marked)).toEqual([
      "app.service 1:6-19",
      "web@.service 0:0-6",
    ]);
  });

  test("count a unit without a file, and every name of one", async () => {
    put("w/a.service", "[Unit]\nAfter=quite-unknown.target\n");
    put("w/real.service", service);
    link("w/alias.service", "real.service");
    put("w/b.service", "[Unit]\nAfter=alias.service\n");
    const editor = await start();
    expect(await references(editor, "c.service", "[Unit]\nAfter=quite-$0unknown.target\n")).toEqual([
      "a.service 1:6-26",
      "c.service 1:6-26",
    ]);
    expect(await references(editor, "d.service", "[Unit]\nAfter=$0real.service\n")).toEqual([
      "b.service 1:6-19",
      "d.service 1:6-18",
      "real.service 0:0-6",
    ]);
  });
});

test("files that are there are links, and pages of the manual; no other path is", async () => {
  put("w/app.env", "A=1\n");
  put("w/run.sh", "#!/bin/sh\n");
  put("w/program", new Uint8Array([127, 69, 76, 70, 0, 0]));
  const editor = await start();
  const lines = [
    "[Unit]",
    "Documentation=man:sh(1)",
    "[Service]",
    `EnvironmentFile=-${at("w/app.env")}`,
    `EnvironmentFile=${at("w/none.env")}`,
    `ExecStart=${at("w/run.sh")} ${at("w/app.env")}`,
    `ExecStartPre=${at("w/program")}`,
    `WorkingDirectory=${at("w")}`,
  ];
  const links = await ask<DocumentLink[]>(editor, "app.service", `$0${lines.join("\n")}`, "documentLink");
  expect(links.map(({ target, range }) => [target, range.start.line])).toEqual([
    ["https://manpages.debian.org/sh.1", 1],
    [uriOf("w/app.env"), 3],
    [uriOf("w/run.sh"), 5],
  ]);
});

test("units are found by a part of their name, whatever folder they lie in", async () => {
  put("w/a/stock-taking.service", service);
  put("w/b/stock-taking.timer", service);
  put("w/b/other.timer", service);
  const editor = await start();
  const symbols = await editor.request<WorkspaceSymbol[]>("workspace/symbol", { query: "stktim" });
  expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
    ["stock-taking.timer", "b"],
  ]);
});
