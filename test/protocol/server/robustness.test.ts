import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CompletionItem } from "vscode-languageserver/node";
import { builtCli } from "../../support/builtCli.ts";
import { type Editor, positionOf, startEditor, withDeadline } from "./editor.ts";

describe("a document of any kind", () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await startEditor({ settings: { targetVersion: "257" } });
  });
  afterAll(async () => {
    expect(await editor.stop()).toBe(0);
    expect(editor.log.filter(({ type }) => type === 1)).toEqual([]);
  });

  let count = 0;
  /** Asks everything an editor can ask about a document, at its beginning, middle and end. */
  async function askEverything(text: string): Promise<void> {
    const uri = `file:///garbage/${count++}.service`;
    editor.open(uri, text);
    await editor.diagnostics(uri);
    const textDocument = { uri };
    const places = [0, text.length >> 1, text.length].map((at) => positionOf(text, at));
    const range = { start: places[0], end: places[2] };
    for (const position of places) {
      await editor.request("textDocument/completion", { textDocument, position });
      await editor.request("textDocument/hover", { textDocument, position });
    }
    await editor.request("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } });
    await editor.request("textDocument/documentSymbol", { textDocument });
    await editor.request("textDocument/foldingRange", { textDocument });
    await editor.request("textDocument/semanticTokens/full", { textDocument });
    await editor.request("textDocument/semanticTokens/range", { textDocument, range });
    editor.close(uri);
  }

  test.each([
    ["nothing", ""],
    ["NULs", "\0\0[Service]\0\nExecStart\0=/x\0\0"],
    ["a line of 1 MiB", `[Service]\nEnvironment=${"a".repeat(1 << 20)}\n`],
    // Four times as many take 16 s on a busy machine, about in proportion: no more is asked than would show a square.
    ["a value continued over 65,536 lines", `[Service]\nEnvironment=${"a\\\n".repeat(1 << 16)}\n`],
    ["200,000 percent signs and a letter", `[Service]\nEnvironment=${"%".repeat(200_000)}a`],
    ["100,000 specifiers", `[Service]\nEnvironment=${"%n ".repeat(100_000)}\n`],
    ["20,000 lines", `[Service]\n${"Environment=A=1 B=%n\nFoo\nRestart=of\n[Unit]\n".repeat(5000)}`],
    ["20,000 headers", "[Service]\n".repeat(20_000)],
    ["only line ends", "\r\n\r\r\n\n".repeat(3000)],
    ["only backslashes", "\\\n".repeat(20_000)],
    ["lone surrogates", "[Service]\nDescription=\ud800\udc80\udcff\udfff\n"],
  ])("%s", async (_name, text) => {
    await askEverything(text);
  });
  test("noise", async () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "[",
        "]",
        "=",
        "\n",
        "\r",
        "\\\n",
        "#",
        "[Service]\n",
        "ExecStart=",
        "%",
        '"',
        "\0",
        "Restart=",
        "\ufeff",
      ),
    );
    const texts = fc.sample(
      fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join("")),
      { seed: 1, numRuns: 40 },
    );
    for (const text of texts) await askEverything(text);
  });
  test("edits anywhere, in and out of bounds, give what the same text opened gives", async () => {
    const uri = "file:///garbage/edited.service";
    editor.open(uri, "[Service]\r\nExecStart=/bin/true\rRestart=no\n");
    editor.edit(uri, [
      { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } }, text: "\ud83d" },
      { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } }, text: "" },
      { range: { start: { line: 900, character: 0 }, end: { line: 901, character: 5 } }, text: "Foo=1\r" },
      { range: { start: { line: 2, character: 8 }, end: { line: 2, character: 4000 } }, text: "nein" },
    ]);
    const found = (await editor.diagnostics(uri)).map(({ code, range }) => [code, range.start.line]);
    expect(found).toEqual([
      ["unknown-word", 2],
      ["unknown-directive", 3],
    ]);
  });
});

describe("requests that make no sense", () => {
  test("about a document that is not open are answered empty", async () => {
    const editor = await startEditor();
    const textDocument = { uri: "file:///never/opened.service" };
    const position = { line: 7, character: 7 };
    const range = { start: position, end: position };
    expect(await editor.request("textDocument/completion", { textDocument, position })).toEqual([]);
    expect(await editor.request("textDocument/hover", { textDocument, position })).toBeNull();
    expect(
      await editor.request("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }),
    ).toEqual([]);
    expect(await editor.request("textDocument/documentSymbol", { textDocument })).toEqual([]);
    expect(await editor.request("textDocument/foldingRange", { textDocument })).toEqual([]);
    expect(await editor.request("textDocument/semanticTokens/full", { textDocument })).toEqual({ data: [] });
    expect(await editor.stop()).toBe(0);
  });
  test("fail alone: the log names them, and the server goes on", async () => {
    const editor = await startEditor();
    const uri = "file:///w/a.service";
    editor.open(uri, "[Service]\nRestart=\n");
    // No position at all: the handler cannot but fail.
    expect(await editor.request("textDocument/hover", { textDocument: { uri } })).toBeNull();
    expect(await editor.request("textDocument/completion", {})).toEqual([]);
    expect(editor.log.map(({ message }) => message.split(":")[0])).toEqual([
      "hover failed",
      "completion failed",
    ]);
    await expect(editor.request("textDocument/noSuchThing", {})).rejects.toThrow("Unhandled method");
    await editor.connection.sendNotification("textDocument/didChange", { nonsense: true });
    await editor.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: "file:///w/b.service" },
    });
    const ask = { textDocument: { uri }, position: { line: 1, character: 8 } };
    expect((await editor.request<CompletionItem[]>("textDocument/completion", ask)).length).toBeGreaterThan(
      3,
    );
    expect(await editor.stop()).toBe(0);
  });
});

describe("the end of the server", () => {
  test("comes when its input ends", async () => {
    const editor = await startEditor();
    const ended = new Promise((resolve) => editor.process.once("exit", resolve));
    await editor.request("textDocument/foldingRange", { textDocument: { uri: "file:///a.service" } });
    editor.process.stdin?.end();
    expect(await withDeadline(ended, "exit")).toBe(1);
    editor.connection.dispose();
  });
  test("comes when the editor's process is gone, though its pipes are open", async () => {
    const owner = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    const editor = await startEditor({ processId: owner.pid ?? 0 });
    const ended = new Promise((resolve) => editor.process.once("exit", resolve));
    owner.kill("SIGKILL");
    expect(await withDeadline(ended, "exit")).toBe(1);
    editor.connection.dispose();
  });
  test("comes when the process that talks to it over Node's channel is gone", async () => {
    const script = `
      const { fork } = require("node:child_process");
      const server = fork(process.argv[1], ["server", "--node-ipc"], { stdio: "ignore" });
      server.once("message", () => console.log(server.pid));
      server.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
      setTimeout(() => {}, 60_000);`;
    const owner = spawn(process.execPath, ["-e", script, builtCli()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await withDeadline(
      new Promise<number>((resolve) => owner.stdout.once("data", (data) => resolve(Number(data)))),
      "the server's number",
    );
    expect(isRunning(pid)).toBe(true);
    owner.kill("SIGKILL");
    await withDeadline(
      (async () => {
        while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
      })(),
      "exit",
    );
  });
});

/** Whether a process does anything still; one that ended and that nobody asked after yet does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
