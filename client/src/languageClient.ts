import type { Disposable, ExtensionContext, LogOutputChannel } from "vscode";
import { LanguageClient, type NodeModule, TransportKind } from "vscode-languageclient/node";
import { unitLanguage } from "./settings.ts";

/**
 * Starts the language server in a process of its own. It answers for unit files wherever they come from: on disk, on
 * another machine, not saved yet. When it crashes it is started again; when it keeps crashing, VS Code says so.
 */
export function startLanguageClient(context: ExtensionContext, log: LogOutputChannel): Disposable {
  const server: NodeModule = {
    module: context.asAbsolutePath("dist/cli.js"),
    args: ["server"],
    transport: TransportKind.ipc,
  };
  const client = new LanguageClient(
    "unitwright",
    "Unitwright",
    { run: server, debug: server },
    {
      documentSelector: [{ language: unitLanguage }],
      outputChannel: log,
      // The server is told what only this editor knows how to do.
      initializationOptions: { suggestCommand: "editor.action.triggerSuggest" },
    },
  );
  const report = (error: unknown) => log.error("The language server does not run.", String(error));
  client.start().catch(report);
  return { dispose: () => client.dispose().catch(report) };
}
