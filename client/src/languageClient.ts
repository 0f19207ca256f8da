import type { Disposable, ExtensionContext, LogOutputChannel, Uri } from "vscode";
import { LanguageClient, type NodeModule, TransportKind } from "vscode-languageclient/node";
import type {
  ChosenInstanceMethod,
  ChosenInstanceParams,
  EffectiveUnitAnswer,
  EffectiveUnitMethod,
  EffectiveUnitParams,
  EscapingPreviewAnswer,
  EscapingPreviewMethod,
  EscapingPreviewParams,
  InstancePreviewAnswer,
  InstancePreviewMethod,
  InstancePreviewParams,
  InstancesMethod,
  InstancesParams,
  LiveUnitsMethod,
  LiveUnitsParams,
  UnitNamesMethod,
  UnitNamesParams,
} from "../../server/src/protocol/messages.ts";
import { nameInstanceCommand, rulesLanguage, unitLanguage } from "./settings.ts";

const effectiveUnit: EffectiveUnitMethod = "unitwright/effectiveUnit";
const escapingPreview: EscapingPreviewMethod = "unitwright/escapingPreview";
const unitNames: UnitNamesMethod = "unitwright/unitNames";
const instancePreview: InstancePreviewMethod = "unitwright/instancePreview";
const instances: InstancesMethod = "unitwright/instances";
const liveUnits: LiveUnitsMethod = "unitwright/liveUnits";
const chosenInstance: ChosenInstanceMethod = "unitwright/chosenInstance";

/** The language server, as the commands see it. A request fails when the server does not run. */
export interface LanguageServer extends Disposable {
  /** The unit that a document is part of; nothing where the document is no unit file. */
  readonly effectiveUnit: (source: Uri) => Promise<EffectiveUnitAnswer | null>;
  readonly escapingPreview: (params: EscapingPreviewParams) => Promise<EscapingPreviewAnswer>;
  readonly unitNames: (params: UnitNamesParams) => Promise<readonly string[]>;
  /** What the template in an open document would be as an instance. */
  readonly instancePreview: (source: Uri, instance: string) => Promise<InstancePreviewAnswer>;
  /** The instances of a template that links and the workspace's units name. */
  readonly instances: (params: InstancesParams) => Promise<readonly string[]>;
  /** Shows the specifiers of a template as those of an instance from now on; of none with `null`. */
  readonly chooseInstance: (source: Uri, instance: string | null) => Promise<void>;
}

/**
 * Starts the language server in a process of its own. It answers for unit files wherever they come from: on disk, on
 * another machine, not saved yet. When it crashes it is started again; when it keeps crashing, VS Code says so.
 * `liveNames` tells it which units systemd has in memory, as far as that is known.
 */
export function startLanguageClient(
  context: ExtensionContext,
  log: LogOutputChannel,
  liveNames: (scope: LiveUnitsParams["scope"]) => readonly string[],
): LanguageServer {
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
      documentSelector: [{ language: unitLanguage }, { language: rulesLanguage }],
      outputChannel: log,
      // The server is told what only this editor knows how to do.
      initializationOptions: {
        liveUnits: true,
        suggestCommand: "editor.action.triggerSuggest",
        instanceCommand: nameInstanceCommand,
      },
    },
  );
  client.onRequest(liveUnits, ({ scope }: LiveUnitsParams) => liveNames(scope));
  const report = (error: unknown) => log.error("The language server does not run.", String(error));
  client.start().catch(report);
  return {
    effectiveUnit: (source) => {
      const uri = client.code2ProtocolConverter.asUri(source);
      const params: EffectiveUnitParams = { textDocument: { uri } };
      return client.sendRequest(effectiveUnit, params);
    },
    escapingPreview: (params) => client.sendRequest(escapingPreview, params),
    unitNames: (params) => client.sendRequest(unitNames, params),
    instancePreview: (source, instance) => {
      const uri = client.code2ProtocolConverter.asUri(source);
      const params: InstancePreviewParams = { textDocument: { uri }, instance };
      return client.sendRequest(instancePreview, params);
    },
    instances: (params) => client.sendRequest(instances, params),
    chooseInstance: (source, instance) => {
      const params: ChosenInstanceParams = { uri: client.code2ProtocolConverter.asUri(source), instance };
      return client.sendNotification(chosenInstance, params);
    },
    dispose: () => void client.dispose().catch(report),
  };
}
