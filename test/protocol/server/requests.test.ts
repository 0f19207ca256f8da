import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SemanticTokens,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { caretIn, type Editor, startEditor, vscodeLike } from "./editor.ts";

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ settings: { targetVersion: "257" } });
});
afterAll(async () => {
  expect(await editor.stop()).toBe(0);
});

let count = 0;
/** Opens a text as a new document and gives its address. */
function open(text: string, name = "app.service"): string {
  const uri = `file:///etc/systemd/system/${count++}/${name}`;
  editor.open(uri, text);
  return uri;
}

describe("problems", () => {
  test("come after opening, follow edits within lines, and go", async () => {
    const uri = open("[Unit]\nDescription=ä😀\n[Service]\nExecStart=/bin/true\nRestart=allways\n");
    expect(await editor.diagnostics(uri)).toEqual([
      {
        range: { start: { line: 4, character: 8 }, end: { line: 4, character: 15 } },
        severity: 2,
        source: "unitwright",
        code: "unknown-word",
        codeDescription: {
          href: "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Restart=",
        },
        message: expect.stringContaining("Did you mean `always`?"),
        data: { consequence: "line-ignored" },
      },
    ]);
    editor.replace(uri, "allways", "always");
    expect(await editor.diagnostics(uri)).toEqual([]);
    editor.replace(uri, "[Service]", "[Servic]");
    expect(await editor.codes(uri)).toEqual(["no-command", "unknown-section"]);
    const closed = editor.published(uri, ({ version }) => version === undefined);
    editor.close(uri);
    expect((await closed).diagnostics).toEqual([]);
  });
  test("of a burst of keystrokes are those of the last", async () => {
    const uri = open("[Service]\nExecStart=/bin/true\n");
    for (const letter of "Restart=always") {
      editor.edit(uri, [
        { range: { start: { line: 2, character: 99 }, end: { line: 2, character: 99 } }, text: letter },
      ]);
    }
    expect(await editor.diagnostics(uri)).toEqual([]);
    editor.edit(uri, [
      { range: { start: { line: 2, character: 14 }, end: { line: 2, character: 14 } }, text: "!" },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } }, text: "[Service]\n" },
    ]);
    expect(await editor.diagnostics(uri)).toMatchObject([
      { code: "unknown-word", range: { start: { line: 3 } } },
    ]);
  });
  test("that are on their way out are struck through, what does nothing is grey", async () => {
    const uri = open("[Service]\nExecStart=/bin/true\nCPUShares=10\nSysVStartPriority=1\n");
    const tags = (await editor.diagnostics(uri)).map(({ code, tags: list }) => [code, list]);
    expect(tags).toEqual([
      ["deprecated-directive", [2]],
      ["removed-directive", [1]],
    ]);
  });
  test("of a garbage file are the worst thousand", async () => {
    const uri = open(`${"x\n".repeat(5000)}[Unit\n`);
    const diagnostics = await editor.diagnostics(uri);
    expect(diagnostics).toHaveLength(1000);
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "broken-section-header" }));
  });
  test.each([
    ["a D-Bus activation file", "file:///usr/share/dbus-1/services/a.service", "[D-BUS Service]\nFoo\n"],
    ["XML", "file:///w/platform.target", '<?xml version="1.0"?><target/>'],
    ["another kind of file", "file:///w/notes.txt", "Foo\n"],
    ["an address that is none", "not an address", "Foo\n"],
  ])("are none in %s, which answers nothing at all", async (_name, uri, text) => {
    editor.open(uri, text);
    expect(await editor.diagnostics(uri)).toEqual([]);
    const textDocument = { uri };
    const position = { line: 0, character: 1 };
    expect(await editor.request("textDocument/hover", { textDocument, position })).toBeNull();
    expect(await editor.request("textDocument/completion", { textDocument, position })).toEqual([]);
    expect(await editor.request("textDocument/documentSymbol", { textDocument })).toEqual([]);
  });
  test("are not reported for old versions of a file, which have hovers all the same", async () => {
    const uri = `git:/etc/systemd/system/a.service?${encodeURIComponent('{"ref":"HEAD"}')}`;
    editor.open(uri, "[Service]\nFoo=1\nRestart=no\n");
    const position = { line: 2, character: 2 };
    expect(
      await editor.request<Hover>("textDocument/hover", { textDocument: { uri }, position }),
    ).not.toBeNull();
    const other = open("[Service]\nFoo=1\n");
    let reported = false;
    void editor
      .published(uri, () => true)
      .then(
        () => (reported = true),
        () => {},
      );
    await editor.diagnostics(other);
    expect(reported).toBe(false);
  });
  test("of a document that was never saved are those of the type its section tells", async () => {
    editor.open("untitled:Untitled-1", "[Timer]\nOnBootSec=5x\n");
    expect(await editor.codes("untitled:Untitled-1")).toEqual(["not-time-span"]);
  });
  test("of drop-ins and template sources", async () => {
    const dropIn = open("[Service]\nFoo=1\n", "app.service.d/override.conf");
    expect(await editor.codes(dropIn)).toEqual(["unknown-directive"]);
    const source = open(
      "[Service]\n{% if x %}\nExecStart=@bindir@/x\n{% endif %}\nFoo=1\n",
      "app.service.in",
    );
    expect(await editor.diagnostics(source)).toMatchObject([
      { code: "unknown-directive", range: { start: { line: 4 } } },
    ]);
  });
});

describe("completion", () => {
  const { put } = temporaryFolder();

  async function complete(marked: string, name?: string): Promise<readonly CompletionItem[]> {
    const { text, position } = caretIn(marked);
    const textDocument = { uri: open(text, name) };
    return editor.request("textDocument/completion", { textDocument, position });
  }
  const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

  test("of a section replaces what is written of it", async () => {
    const items = await complete("[Se$0\n");
    const item = items.find(({ label }) => label.includes("Service"));
    expect(item?.textEdit).toMatchObject({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    });
  });
  test("of directives, words and specifiers", async () => {
    expect(labels(await complete("[Service]\nResta$0\n"))).toContainEqual(
      expect.stringMatching(/^RestartSec/),
    );
    const words = await complete("[Service]\nRestart=$0\n");
    expect(labels(words)).toContain("on-failure");
    expect(words[0]?.documentation).toMatchObject({ kind: "markdown" });
    expect(labels(await complete("[Service]\nExecStart=/bin/echo %$0\n"))).toContainEqual(
      expect.stringContaining("%n"),
    );
  });
  test("of unit names knows those beside the file, new ones too", async () => {
    const uri = new URL(`file://${put("mine/first-of-all.service")}`).href.replace(/first.*/, "");
    const own = await startEditor({ folders: [uri] });
    own.open(`${uri}a.service`, "[Unit]\nAfter=first\n");
    const ask = () =>
      own.request<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri: `${uri}a.service` },
        position: { line: 1, character: 11 },
      });
    expect(labels(await ask())).toContain("first-of-all.service");
    put("mine/first-of-a-kind.socket");
    expect(labels(await ask())).toContain("first-of-a-kind.socket");
    await own.stop();
  });
});

describe("units in systemd's memory", () => {
  const offered = async (answer: () => unknown) => {
    const own = await startEditor({ initializationOptions: { liveUnits: true } });
    own.connection.onRequest("unitwright/liveUnits", answer);
    own.open("file:///live.service", "[Unit]\nAfter=dev-my\n");
    const items = await own.request<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: "file:///live.service" },
      position: { line: 1, character: 12 },
    });
    await own.stop();
    return items.map(({ label }) => label);
  };

  test("are offered where the client knows them", async () => {
    expect(await offered(() => ["dev-mydisk.device", "dev-mydisk.device"])).toEqual(["dev-mydisk.device"]);
  });

  test("are not waited for by the others", async () => {
    expect(await offered(() => new Promise(() => {}))).toEqual([]);
    expect(await offered(() => Promise.reject(new Error("no idea")))).toEqual([]);
  });
});

describe("a template that is completed", () => {
  const { put } = temporaryFolder();
  async function completed(options: { readonly asks?: string; readonly takesSnippets?: boolean }) {
    const folder = new URL(`file://${put("templates/web@.service")}`).href.replace(/\/web@.*/, "");
    put("templates/shop.service", "[Unit]\nWants=web@shop.service\n");
    const completionItem = { snippetSupport: options.takesSnippets === true };
    const own = await startEditor({
      folders: [folder],
      capabilities: { ...vscodeLike, textDocument: { completion: { completionItem } } },
      initializationOptions: options.asks === undefined ? {} : { instanceCommand: options.asks },
    });
    own.open(`${folder}/a.service`, "[Unit]\nAfter=web@\n");
    const items = await own.request<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: `${folder}/a.service` },
      position: { line: 1, character: 10 },
    });
    await own.stop();
    return items.map(({ textEdit, insertTextFormat, command }) => [
      textEdit?.newText,
      insertTextFormat,
      command,
    ]);
  }

  test("has the editor ask for its instance; instances that are named somewhere are offered as well", async () => {
    const command = {
      title: "Choose Instance",
      command: "ask",
      arguments: ["web@.service", "kept"],
    };
    expect(await completed({ asks: "ask", takesSnippets: true })).toEqual([
      ["web@.service", 1, command],
      ["web@shop.service", 1, undefined],
    ]);
  });
  test("leaves the instance to be filled in, where the editor can do that", async () => {
    expect((await completed({ takesSnippets: true }))[0]).toEqual([
      `web@$${"{1:instance}"}.service`,
      2,
      undefined,
    ]);
    expect((await completed({}))[0]).toEqual(["web@.service", 1, undefined]);
  });
});

describe("what a text means", () => {
  test("a calendar event has its next times, by the clock of the server", async () => {
    const uri = "file:///next.timer";
    editor.open(uri, "[Timer]\nOnCalendar=daily\n");
    const ask = { textDocument: { uri }, position: { line: 1, character: 12 } };
    const { contents } = await editor.request<Hover>("textDocument/hover", ask);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const { value } = contents as { readonly value: string };
    expect(value).toContain(`By the clock of ${timeZone}:`);
    const next = [...value.matchAll(/^- \w{3} (\d{4}-\d{2}-\d{2}) /gm)].map(([, day]) => day ?? "");
    expect(next).toHaveLength(5);
    expect(next.every((day) => Date.parse(day) > Date.now() - 2 * 86_400_000)).toBe(true);
  });
  test("hover tells in Markdown, or in plain text where the editor has none", async () => {
    const text = "[Service]\nRestart=on-failure\n";
    const ask = { textDocument: { uri: open(text) }, position: { line: 1, character: 3 } };
    const hover = await editor.request<Hover>("textDocument/hover", ask);
    expect(hover).toMatchObject({
      contents: { kind: "markdown", value: expect.stringContaining("Restart=") },
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 7 } },
    });
    const plain = await startEditor({ capabilities: { textDocument: {} } });
    plain.open("file:///a.service", text);
    const { contents } = await plain.request<Hover>("textDocument/hover", {
      ...ask,
      textDocument: { uri: "file:///a.service" },
    });
    expect(contents).toMatchObject({ kind: "plaintext", value: expect.not.stringMatching(/[`*]|\]\(/) });
    await plain.stop();
  });
  test("symbols are sections with their directives", async () => {
    const uri = open("[Unit]\nDescription=x\n\n[Service]\nExecStart=/bin/a \\\n  b\n");
    const symbols = await editor.request<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ["[Unit]", ["Description"]],
      ["[Service]", ["ExecStart"]],
    ]);
    expect(symbols[1]?.range).toEqual({ start: { line: 3, character: 0 }, end: { line: 5, character: 3 } });
  });
  test("sections, comments and continued values fold", async () => {
    const uri = open("# one\n# two\n[Service]\nExecStart=/bin/a \\\n  b\n");
    const ranges = await editor.request<FoldingRange[]>("textDocument/foldingRange", {
      textDocument: { uri },
    });
    expect(ranges.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([
      [0, 1, "comment"],
      [2, 4, undefined],
      [3, 4, undefined],
    ]);
  });
  test("tokens of the whole, and of a range the same", async () => {
    const uri = open("[Service]\nRestart=on-failure\nRestartSec=5s\n");
    const legend = editor.initialized.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
    const { data } = await editor.request<SemanticTokens>("textDocument/semanticTokens/full", {
      textDocument: { uri },
    });
    expect(decode(data, legend)).toEqual([
      "0:1+7 namespace",
      "1:0+7 property",
      "1:8+10 enumMember",
      "2:0+10 property",
      expect.stringMatching(/^2:11\+/),
      ...(decode(data, legend).slice(5) as unknown[]),
    ]);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 18 } };
    const part = await editor.request<SemanticTokens>("textDocument/semanticTokens/range", {
      textDocument: { uri },
      range,
    });
    expect(decode(part.data, legend)).toEqual(
      expect.arrayContaining(["1:0+7 property", "1:8+10 enumMember"]),
    );
  });
});

describe("a fix", () => {
  test("mends the problem it is offered for, as the editor applies it", async () => {
    const text = "[Service]\nExecStart=/bin/true\nRestart=Allways\n";
    const uri = open(text);
    const [problem] = await editor.diagnostics(uri);
    const context = { diagnostics: [problem], only: ["quickfix"] };
    const ask = { textDocument: { uri }, range: problem?.range, context };
    const [action] = await editor.request<CodeAction[]>("textDocument/codeAction", ask);
    expect(action).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "unknown-word" }] });
    const edits: TextEdit[] = action?.edit?.changes?.[uri] ?? [];
    const mended = TextDocument.applyEdits(TextDocument.create(uri, "", 1, text), edits);
    expect(mended).toBe("[Service]\nExecStart=/bin/true\nRestart=always\n");
  });
  test("comes before the offer to ignore the problem", async () => {
    const uri = open("[Service]\nExecStart=/bin/true\nRestart=Allways\n");
    const [problem] = await editor.diagnostics(uri);
    const ask = { textDocument: { uri }, range: problem?.range, context: { diagnostics: [problem] } };
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", ask);
    expect(actions.map(({ title }) => title)).toEqual([
      "Change to always",
      "Ignore unknown-word on this line",
    ]);
  });
  test("is not offered where another kind of action is asked for, nor where nothing is wrong", async () => {
    const uri = open("[Service]\nExecStart=/bin/true\nRestart=Allways\n");
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 15 } };
    const first = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const ask = (where: object, only: string) =>
      editor.request("textDocument/codeAction", {
        textDocument: { uri },
        range: where,
        context: { diagnostics: [], only: [only] },
      });
    expect(await ask(range, "refactor")).toEqual([]);
    expect(await ask(range, "source.organizeImports")).toEqual([]);
    expect(await ask(first, "quickfix")).toEqual([]);
  });
});

describe("other ways to write a thing", () => {
  test("are offered to who asks for them, and beside no line by themselves", async () => {
    const text = "[Service]\nExecStart=/bin/fsck %i\n";
    const uri = open(text, "app@.service");
    const place = { line: 1, character: 21 };
    const ask = (context: object) =>
      editor.request<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: place, end: place },
        context: { diagnostics: [], ...context },
      });
    expect(await ask({ triggerKind: 2 })).toEqual([]);
    const invoked = await ask({ triggerKind: 1 });
    expect(invoked.map(({ title, kind }) => [title, kind])).toEqual([
      ["Use %I: the instance, unescaped", "refactor.rewrite"],
      ["Use %f: the instance as a path, unescaped", "refactor.rewrite"],
    ]);
    expect(invoked[1]?.edit?.changes?.[uri]).toEqual([
      { range: { start: { line: 1, character: 20 }, end: { line: 1, character: 22 } }, newText: "%f" },
    ]);
    expect(await ask({ only: ["refactor"] })).toEqual(invoked);
    expect(await ask({ only: ["quickfix"] })).toEqual([]);
  });
});

describe("settings", () => {
  const uri = "file:///w/a.service";
  const text = "[Service]\nExecStart=/bin/true\nMemoryZSwapWriteback=no\n";

  test("are asked for, and asked again when they change", async () => {
    const settings = { targetVersion: "252" };
    const own = await startEditor({ settings });
    own.open(uri, text);
    expect(await own.codes(uri)).toEqual(["directive-too-new"]);
    settings.targetVersion = "257";
    const again = own.published(uri, ({ diagnostics }) => diagnostics.length === 0);
    await own.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await again;
    await own.stop();
  });
  test("come with the first message to editors that cannot be asked", async () => {
    const own = await startEditor({ capabilities: {}, initializationOptions: { targetVersion: "252" } });
    own.open(uri, text);
    expect(await own.codes(uri)).toEqual(["directive-too-new"]);
    const again = own.published(uri, ({ diagnostics }) => diagnostics.length === 0);
    const settings = { unitwright: { targetVersion: "257" } };
    await own.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    await again;
    await own.stop();
  });
  test("that say nothing are named in the log, and the defaults hold", async () => {
    const own = await startEditor({
      settings: { targetVersion: "soon", scope: 3, templateSuffixes: ["in"] },
    });
    own.open(uri, "[Service]\nExecStart=/bin/true\nFoo=1\n");
    expect(await own.codes(uri)).toEqual(["unknown-directive"]);
    const log = own.log.map(({ message }) => message).join("\n");
    for (const name of ["targetVersion", "scope", "templateSuffixes"])
      expect(log).toContain(`unitwright.${name}`);
    await own.stop();
  });
  test("choose how severe a code is shown, at once, and leave out what is off", async () => {
    const settings: { targetVersion: string; severity: object } = {
      targetVersion: "257",
      severity: { "unknown-directive": "error", "user-nobody": "off" },
    };
    const own = await startEditor({ settings });
    own.open(uri, "[Service]\nExecStart=/bin/true\nFoo=1\nUser=nobody\n");
    expect(await own.diagnostics(uri)).toMatchObject([
      { code: "unknown-directive", severity: 1, data: { consequence: "line-ignored" } },
    ]);
    settings.severity = { "unknown-directive": "off", "user-nobody": "hint" };
    const again = own.published(uri, ({ diagnostics }) => diagnostics[0]?.code === "user-nobody");
    await own.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect((await again).diagnostics).toMatchObject([{ code: "user-nobody", severity: 4 }]);
    await own.stop();
  });
  test("that choose for codes or levels there are not are named in the log, and the others hold", async () => {
    const severity = { "user-nobdy": "off", "not-boolean": "fatal", "unknown-directive": "off" };
    const own = await startEditor({ settings: { severity } });
    own.open(uri, "[Service]\nExecStart=/bin/true\nFoo=1\nRemainAfterExit=maybe\n");
    expect(await own.codes(uri)).toEqual(["not-boolean"]);
    const log = own.log.map(({ message }) => message).join("\n");
    expect(log).toContain("There is no problem `user-nobdy`. Did you mean `user-nobody`?");
    expect(log).toContain("`not-boolean` can be one of error, warning, information, hint, off.");
    await own.stop();
  });
  test("only editors with a command for it are told to complete on", async () => {
    const own = await startEditor({
      capabilities: vscodeLike,
      initializationOptions: { suggestCommand: "again" },
    });
    own.open(uri, "[Service]\nResta\n");
    const ask = { textDocument: { uri }, position: { line: 1, character: 5 } };
    const [item] = await own.request<CompletionItem[]>("textDocument/completion", ask);
    expect(item?.command?.command).toBe("again");
    editor.open(uri, "[Service]\nResta\n");
    const [plain] = await editor.request<CompletionItem[]>("textDocument/completion", ask);
    expect(plain).not.toHaveProperty("command");
    await own.stop();
  });
});

/** Tokens as `line:column+length type`. */
function decode(data: readonly number[], legend: readonly string[]): string[] {
  const tokens: string[] = [];
  let line = 0;
  let column = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0] = data.slice(i, i + 5);
    column = lines === 0 ? column + columns : columns;
    line += lines;
    tokens.push(`${line}:${column}+${length} ${legend[type]}`);
  }
  return tokens;
}
