import { type ChildProcess, spawn } from "node:child_process";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type LogMessageParams,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { builtCli } from "../../support/builtCli.ts";

/** An editor that talks to the real server, started as a process of its own, over its standard input and output. */
export interface Editor {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server wrote into the editor's log. */
  readonly log: readonly LogMessageParams[];
  open(uri: string, text: string): void;
  /** Replaces ranges, one after another, each in the text that the one before has left. */
  edit(uri: string, changes: readonly { readonly range: Range; readonly text: string }[]): void;
  /** Puts one text in the place of another, which stands on one line and is found once. */
  replace(uri: string, old: string, text: string): void;
  close(uri: string): void;
  request<Answer>(method: string, params: object): Promise<Answer>;
  /** The problems of the document's present version; waits for them. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  /** Waits for the next message about a document's problems that fits. */
  published(
    uri: string,
    fits: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams>;
  /** The codes of its problems, in the order of the document. */
  codes(uri: string): Promise<readonly unknown[]>;
  /** Ends the server as the protocol wants it; gives its exit code. */
  stop(): Promise<number | null>;
}

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  readonly processId?: number;
  /** Variables beside those of the test. */
  readonly environment?: Readonly<Record<string, string>>;
}

const patience = 15_000;

/** Starts a server and initializes it. The test has to `stop` it. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const child = spawn(process.execPath, [builtCli(), "server", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...options.environment },
  });
  // A server that hangs does not even notice that the tests are over.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.removeListener("exit", kill));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const log: LogMessageParams[] = [];
  const texts = new Map<string, { version: number; text: string }>();
  const last = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<(params: PublishDiagnosticsParams) => void>();
  connection.onNotification("window/logMessage", (message: LogMessageParams) => void log.push(message));
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    last.set(params.uri, params);
    for (const tell of [...waiting]) tell(params);
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", () => [options.settings ?? null]);
  connection.listen();

  const request = <Answer>(method: string, params: object) =>
    withDeadline<Answer>(connection.sendRequest(method, params), method);
  const initialized = await request<InitializeResult>("initialize", {
    processId: options.processId ?? process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? vscodeLike,
    initializationOptions: options.initializationOptions ?? {},
    workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: "folder" })),
  });
  notify("initialized", {});

  function notify(method: string, params: object): void {
    void connection.sendNotification(method, params);
  }
  function textOf(uri: string) {
    const known = texts.get(uri);
    if (known === undefined) throw new Error(`${uri} is not open.`);
    return known;
  }
  const editor: Editor = {
    process: child,
    connection,
    initialized,
    log,
    open: (uri, text) => {
      texts.set(uri, { version: 1, text });
      notify("textDocument/didOpen", { textDocument: { uri, languageId: "systemd-unit", version: 1, text } });
    },
    edit: (uri, changes) => {
      const { version, text } = textOf(uri);
      texts.set(uri, { version: version + 1, text });
      notify("textDocument/didChange", {
        textDocument: { uri, version: version + 1 },
        contentChanges: changes,
      });
    },
    replace: (uri, old, replacement) => {
      const { text } = textOf(uri);
      const start = positionOf(text, text.indexOf(old));
      const end = { ...start, character: start.character + old.length };
      editor.edit(uri, [{ range: { start, end }, text: replacement }]);
      textOf(uri).text = text.replace(old, () => replacement);
    },
    close: (uri) => {
      texts.delete(uri);
      notify("textDocument/didClose", { textDocument: { uri } });
    },
    request,
    published: (uri, fits) =>
      withDeadline(
        new Promise((resolve) => {
          const tell = (params: PublishDiagnosticsParams) => {
            if (params.uri !== uri || !fits(params)) return;
            waiting.delete(tell);
            resolve(params);
          };
          waiting.add(tell);
        }),
        `problems of ${uri}`,
      ),
    diagnostics: async (uri) => {
      const { version } = textOf(uri);
      const known = last.get(uri);
      if (known?.version === version) return known.diagnostics;
      return (await editor.published(uri, (params) => params.version === version)).diagnostics;
    },
    codes: async (uri) => (await editor.diagnostics(uri)).map(({ code }) => code),
    stop: async () => {
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      await request("shutdown", {});
      notify("exit", {});
      const code = await withDeadline(ended, "exit");
      connection.dispose();
      return code;
    },
  };
  return editor;
}

/** What VS Code says of itself, as far as it matters here. */
export const vscodeLike: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
  },
  textDocument: { hover: { contentFormat: ["markdown", "plaintext"] } },
};

/** The position of an offset, for texts whose lines end in LF. */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The document as it stands in the editor, with its caret `$0` taken out, and where that stood. */
export function caretIn(marked: string): { readonly text: string; readonly position: Position } {
  const at = marked.indexOf("$0");
  return { text: marked.replace("$0", ""), position: positionOf(marked, at) };
}

/** Rejects when an answer takes so long that it will never come. */
export async function withDeadline<Answer>(answer: Promise<Answer>, what: string): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came within ${patience} ms: ${what}`)), patience);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
