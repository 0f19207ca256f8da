// "Choose Instance": as which instance a template's specifiers are shown. The choice is kept for each file.
import {
  CodeLens,
  type CodeLensProvider,
  commands,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { instantiate } from "../../../server/src/language/names/unitName.ts";
import { pickInstance } from "../instances/pickInstance.ts";
import { knownInstances, previewLines, scopeOfPath, templateOfFile } from "../instances/templateAtHand.ts";
import type { LanguageServer } from "../languageClient.ts";
import { unitLanguage } from "../settings.ts";
import type { LiveUnits } from "../units/liveUnits.ts";

const command = "unitwright.chooseInstance";

type Asked = Pick<LanguageServer, "unitNames" | "instances" | "instancePreview" | "chooseInstance">;
type Live = Pick<LiveUnits, "names">;

/** Registers the command, and the line above each template that tells what is chosen. */
export function chooseInstances(context: ExtensionContext, server: Asked, live: Live): Disposable {
  const chosen = new ChosenInstances(context, server);
  return Disposable.from(
    chosen,
    languages.registerCodeLensProvider({ language: unitLanguage }, chosen),
    commands.registerCommand(command, async (target?: unknown) => {
      const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
      const template = uri && templateOfFile(uri);
      if (uri === undefined || template === undefined) {
        void window.showInformationMessage("This file is no template: only templates have instances.");
        return;
      }
      const picked = await pickInstance({
        title: `Show ${template.name} as an instance`,
        template,
        known: knownInstances(server, live, template, scopeOfPath(uri.path), uri),
        preview: (instance) => previewLines(server, uri, instance),
        ...(chosen.of(uri) === undefined ? {} : { none: "$(circle-slash) No instance" }),
      });
      if (picked !== undefined) await chosen.choose(uri, picked.instance);
    }),
  );
}

class ChosenInstances implements CodeLensProvider, Disposable {
  readonly #context: ExtensionContext;
  readonly #server: Asked;
  readonly #changed = new EventEmitter<void>();
  readonly #opened: Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(context: ExtensionContext, server: Asked) {
    this.#context = context;
    this.#server = server;
    const tell = ({ uri, languageId }: TextDocument) => {
      if (languageId === unitLanguage && this.of(uri) !== undefined) this.#tell(uri);
    };
    workspace.textDocuments.forEach(tell);
    this.#opened = workspace.onDidOpenTextDocument(tell);
  }

  of(uri: Uri): string | undefined {
    return this.#context.workspaceState.get<string>(keyOf(uri));
  }

  async choose(uri: Uri, instance: string | undefined): Promise<void> {
    await this.#context.workspaceState.update(keyOf(uri), instance);
    this.#tell(uri);
    this.#changed.fire();
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const template = templateOfFile(uri);
    if (template === undefined) return [];
    const instance = this.of(uri);
    const name = instance === undefined ? undefined : instantiate(template, instance)?.name;
    const title = name === undefined ? "Show as an instance…" : `Shown as ${name}`;
    return [new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: [uri] })];
  }

  dispose(): void {
    this.#opened.dispose();
    this.#changed.dispose();
  }

  #tell(uri: Uri): void {
    // A server that does not run shows no hints either.
    this.#server.chooseInstance(uri, this.of(uri) ?? null).catch(() => {});
  }
}

function keyOf(uri: Uri): string {
  return `instance:${uri.toString()}`;
}
