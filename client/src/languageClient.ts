import { Disposable, type ExtensionContext, type LogOutputChannel } from "vscode";
import { LanguageClient, type NodeModule, TransportKind } from "vscode-languageclient/node";
import type {
  EffectiveUnitAnswer,
  EffectiveUnitMethod,
  EffectiveUnitParams,
} from "../../server/src/protocol/messages.ts";
import { type AskEffectiveUnit, showEffectiveUnits } from "./commands/effectiveUnits.ts";
import { unitLanguage } from "./settings.ts";

const effectiveUnit: EffectiveUnitMethod = "unitwright/effectiveUnit";

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
  const ask: AskEffectiveUnit = (source) => {
    const uri = client.code2ProtocolConverter.asUri(source);
    const params: EffectiveUnitParams = { textDocument: { uri } };
    return client.sendRequest<EffectiveUnitAnswer | null>(effectiveUnit, params);
  };
  return Disposable.from(showEffectiveUnits(ask), { dispose: () => client.dispose().catch(report) });
}
