import { mkdirSync, rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { CodeAction, PublishDiagnosticsParams } from "vscode-languageserver/node";
import type { EffectiveUnitAnswer } from "../../../server/src/protocol/messages.ts";
import { presentLoadPath } from "../../../server/src/workspace/loadPath.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { type Editor, type EditorOptions, startEditor, vscodeLike } from "./editor.ts";

const { at, put } = temporaryFolder();
const uriOf = (path: string) => pathToFileURL(at(path)).href;

const editors: Editor[] = [];
afterEach(async () => {
  for (const editor of editors.splice(0)) expect(await editor.stop()).toBe(0);
});
async function start(options: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ settings: { targetVersion: "257" }, ...options });
  editors.push(editor);
  return editor;
}

/** Notes every message about a document's problems from now on. */
function messagesAbout(editor: Editor, uri: string): readonly PublishDiagnosticsParams[] {
  const messages: PublishDiagnosticsParams[] = [];
  const listen = (): unknown => {
    return editor
      .published(uri, () => true)
      .then(
        (message) => {
          messages.push(message);
          listen();
        },
        () => {},
      );
  };
  listen();
  return messages;
}

/** Codes of the next problems of a document that fit. */
async function nextCodes(editor: Editor, uri: string, count: number): Promise<readonly unknown[]> {
  const { diagnostics } = await editor.published(uri, (params) => params.diagnostics.length === count);
  return diagnostics.map(({ code }) => code);
}

const unit = "[Service]\nExecStart=/bin/true\n";
const added = "[Service]\nExecStart=/bin/false\n";

describe("a unit that is being written", () => {
  const saving = {
    capabilities: {
      ...vscodeLike,
      textDocument: { ...vscodeLike.textDocument, synchronization: { didSave: true } },
    },
  };
  const save = (editor: Editor, uri: string) =>
    editor.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });

  test("is told what it lacks once it is saved, and all the time from then on", async () => {
    put("a.service", "");
    const editor = await start(saving);
    const uri = uriOf("a.service");
    editor.open(uri, "");
    expect(await editor.codes(uri)).toEqual([]);
    editor.replace(uri, "", "[Unit]\nDescription=x\nFoo=1\n");
    expect(await editor.codes(uri)).toEqual(["unknown-directive"]);
    const saved = nextCodes(editor, uri, 2);
    await save(editor, uri);
    expect(await saved).toEqual(["no-command", "unknown-directive"]);
    editor.replace(uri, "Foo=1", "Foo=2");
    expect(await editor.codes(uri)).toEqual(["no-command", "unknown-directive"]);
    editor.replace(uri, "Foo=2", "[Service]");
    expect(await editor.codes(uri)).toEqual(["no-command"]);
  });
  test("is told at once where it is opened without a command, and of all that is not a lack", async () => {
    put("a.service", "[Service]\nUser=a\n");
    const editor = await start(saving);
    const uri = uriOf("a.service");
    editor.open(uri, "[Service]\nUser=a\n");
    expect(await editor.codes(uri)).toEqual(["no-command"]);
    editor.replace(uri, "User=a", "ExecStart=/a ; /b");
    expect(await editor.codes(uri)).toEqual(["several-commands"]);
  });
  test("is told at once by editors that do not tell when they save", async () => {
    put("a.service", "");
    const editor = await start();
    const uri = uriOf("a.service");
    editor.open(uri, "# a\n");
    expect(await editor.codes(uri)).toEqual(["no-command"]);
  });
});

describe("a drop-in that was never saved", () => {
  test("counts for the unit file beside it, from the first letter to the closing of its editor", async () => {
    put("a.service", "[Service]\nType=oneshot\n");
    const editor = await start();
    const [file, dropIn] = [uriOf("a.service"), uriOf("a.service.d/10.conf")];
    editor.open(file, "[Service]\nType=oneshot\n");
    expect(await editor.codes(file)).toEqual(["no-command"]);
    const mended = nextCodes(editor, file, 0);
    editor.open(dropIn, added);
    expect(await mended).toEqual([]);
    const broken = nextCodes(editor, file, 1);
    editor.replace(dropIn, "ExecStart", "ExecStrat");
    expect(await broken).toEqual(["no-command"]);
    const again = nextCodes(editor, file, 0);
    editor.replace(dropIn, "ExecStrat", "ExecStart");
    await again;
    const gone = nextCodes(editor, file, 1);
    editor.close(dropIn);
    expect(await gone).toEqual(["no-command"]);
  });
  test("is judged with the unit file as the editor holds it", async () => {
    put("a.service", "[Service]\nType=oneshot\nExecStart=/bin/true\n");
    const editor = await start();
    const [file, dropIn] = [uriOf("a.service"), uriOf("a.service.d/10.conf")];
    editor.open(dropIn, added);
    expect(await editor.codes(dropIn)).toEqual([]);
    const seen = nextCodes(editor, dropIn, 1);
    editor.open(file, unit);
    expect(await seen).toEqual(["several-commands"]);
  });
  test("has a fix that replaces the unit's command", async () => {
    put("a.service", unit);
    const editor = await start();
    const dropIn = uriOf("a.service.d/10.conf");
    editor.open(dropIn, added);
    const [problem] = await editor.diagnostics(dropIn);
    expect(problem?.message).toContain("an empty `ExecStart=`");
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: dropIn },
      range: problem?.range,
      context: { diagnostics: [] },
    });
    expect(actions).toMatchObject([
      {
        // Editors show titles as they are.
        title: "Put an empty ExecStart= before it",
        isPreferred: true,
        edit: { changes: { [dropIn]: [{ newText: "ExecStart=\n" }] } },
      },
      { title: "Ignore several-commands on this line", isPreferred: false },
    ]);
  });
  test("of one unit leaves other open documents alone", async () => {
    const editor = await start();
    put("b.service", "[Service]\nType=oneshot\n");
    const [file, other] = [uriOf("a.service"), uriOf("b.service")];
    editor.open(other, "[Service]\nType=oneshot\n");
    editor.open(file, "[Service]\nType=oneshot\n");
    await Promise.all([editor.diagnostics(other), editor.diagnostics(file)]);
    const messages = messagesAbout(editor, other);
    const mended = nextCodes(editor, file, 0);
    editor.open(uriOf("a.service.d/10.conf"), added);
    await mended;
    // Nor is it told again what it knows: this drop-in changes nothing for b.service.
    editor.open(uriOf("b.service.d/10.conf"), "");
    const known = nextCodes(editor, other, 0);
    editor.open(uriOf("b.service.d/20.conf"), added);
    await known;
    await new Promise((resolve) => setImmediate(resolve));
    expect(messages).toHaveLength(1);
  });
});

describe("files on disk", () => {
  const watching: EditorOptions = {
    capabilities: {
      ...vscodeLike,
      workspace: {
        ...vscodeLike.workspace,
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      },
    },
  };

  test("that change are heard of from the editor", async () => {
    const editor = await start(watching);
    const file = uriOf("a.service");
    editor.open(file, "[Service]\nType=oneshot\n");
    expect(await editor.codes(file)).toEqual(["no-command"]);
    put("a.service.d/10.conf", added);
    const mended = nextCodes(editor, file, 0);
    const tell = (uri: string, type: number) =>
      editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });
    await tell(uriOf("a.service.d/10.conf"), 1);
    await mended;
    rmSync(at("a.service.d"), { recursive: true });
    const broken = nextCodes(editor, file, 1);
    await tell(uriOf("a.service.d"), 3);
    expect(await broken).toEqual(["no-command"]);
  });
  test("are asked to be watched, those of the load path too", async () => {
    const registered: unknown[] = [];
    const editor = await start(watching);
    editor.connection.onRequest("client/registerCapability", ({ registrations }) => {
      registered.push(...registrations);
      return null;
    });
    await editor.request("textDocument/foldingRange", { textDocument: { uri: uriOf("a.service") } });
    const files = registered.find((one) => JSON.stringify(one).includes("workspace/didChangeWatchedFiles"));
    expect(JSON.stringify(files)).toContain("{service,socket,");
    for (const folder of presentLoadPath("/", process.env)) {
      expect(JSON.stringify(files)).toContain(pathToFileURL(folder).href);
    }
  });
  test("elsewhere in the editor's folder count where there is but one of a name", async () => {
    put("w/units/a.service", unit);
    put("w/overrides/a.service.d/10.conf", added);
    const editor = await start({ folders: [uriOf("w")] });
    const dropIn = uriOf("w/overrides/a.service.d/10.conf");
    editor.open(dropIn, added);
    expect(await editor.codes(dropIn)).toEqual(["several-commands"]);
    mkdirSync(at("w/copy"));
    put("w/copy/a.service", unit);
    const later = await start({ folders: [uriOf("w")] });
    later.open(dropIn, added);
    expect(await later.codes(dropIn)).toEqual([]);
  });
});

describe("the effective unit", () => {
  const ask = (editor: Editor, path: string) =>
    editor.request<EffectiveUnitAnswer | null>("unitwright/effectiveUnit", {
      textDocument: { uri: uriOf(path) },
    });

  test("is asked for by any of its files", async () => {
    put("a.service", unit);
    put("a.service.d/20.conf", "[Service]\nExecStart=\nExecStart=/bin/b\n");
    const editor = await start();
    editor.open(uriOf("a.service.d/10.conf"), "[Service]\nUser=a\n\n[Service]\nGroup=b\n");
    const answer = await ask(editor, "a.service.d/10.conf");
    expect(answer).toEqual({
      kind: "known",
      version: 1,
      name: "a.service",
      text: [
        "# a.service as systemd 257 takes it, from its unit file and 2 drop-ins.",
        "",
        "[Service]",
        `# ${at("a.service.d/10.conf")}:2`,
        "User=a",
        `# ${at("a.service.d/10.conf")}:5`,
        "Group=b",
        `# ${at("a.service.d/20.conf")}:3`,
        "ExecStart=/bin/b",
        "# Not in effect:",
        `#   ${at("a.service")}:2 ExecStart=/bin/true (reset)`,
        "",
      ].join("\n"),
      files: ["a.service", "a.service.d/10.conf", "a.service.d/20.conf"].map((path) => at(path)),
    });
    editor.open(uriOf("a.service"), unit);
    expect(await ask(editor, "a.service")).toEqual(answer);
  });
  test("that nobody can know is told why", async () => {
    const editor = await start();
    editor.open(uriOf("service.d/10.conf"), added);
    editor.open(uriOf("a.service.d/10.conf"), added);
    editor.open("untitled:Untitled-1", unit);
    expect(await ask(editor, "service.d/10.conf")).toMatchObject({
      kind: "unknown",
      why: expect.stringMatching(/many units/),
    });
    expect(await ask(editor, "a.service.d/10.conf")).toMatchObject({
      why: expect.stringMatching(/no unit file/),
    });
    const textDocument = { uri: "untitled:Untitled-1" };
    expect(await editor.request("unitwright/effectiveUnit", { textDocument })).toMatchObject({
      why: expect.stringMatching(/^Save this file/),
    });
    expect(await ask(editor, "never-opened.service")).toBeNull();
  });
});

test("a document that was never saved is not told what it lacks, a new file beside others is", async () => {
  const editor = await start();
  editor.open("untitled:Untitled-1", "[Service]\nUser=a\n");
  expect(await editor.codes("untitled:Untitled-1")).toEqual([]);
  editor.open(uriOf("new/a.service"), "[Service]\nUser=a\n");
  expect(await editor.codes(uriOf("new/a.service"))).toEqual(["no-command"]);
});
