// "Choose Instance": as which instance a template's specifiers are shown. The choice is kept for each file.
import {
  CodeLens,
  type CodeLensProvider,
  commands,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { escapePath, escapeText, unescapeText } from "../../../server/src/language/names/escape.ts";
import {
  instantiate,
  parseUnitName,
  templateOf,
  type UnitName,
} from "../../../server/src/language/names/unitName.ts";
import type { LanguageServer } from "../languageClient.ts";
import { unitLanguage } from "../settings.ts";
import type { LiveUnits } from "../units/liveUnits.ts";

const command = "unitwright.chooseInstance";

type Asked = Pick<LanguageServer, "unitNames" | "chooseInstance">;
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
      const inFolders = server.unitNames({ uri: uri.toString(), scope: "system" }).catch(() => []);
      const names = await Promise.all([inFolders, live.names()]);
      const picked = await pickInstance(template, names.flat(), chosen.of(uri));
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

/** The template that a file, or a drop-in by its folder, belongs to. */
function templateOfFile(uri: Uri): UnitName | undefined {
  const [file = "", folder = ""] = uri.path.split("/").reverse();
  const names = [file, file.replace(/\.[^.]+$/, ""), folder.replace(/\.d$/, "")];
  return names.map(parseUnitName).find((name) => name?.kind === "template");
}

interface InstanceItem extends QuickPickItem {
  /** Undefined to choose none. */
  readonly instance: string | undefined;
}

/** Asks for one of the instances there are, or for any text or path, which is escaped. */
async function pickInstance(
  template: UnitName,
  names: readonly string[],
  chosen: string | undefined,
): Promise<InstanceItem | undefined> {
  const known = instancesOf(template, names).map(itemOf);
  const none: InstanceItem = { label: "$(circle-slash) No instance", instance: undefined, alwaysShow: true };
  const rest = chosen === undefined ? [] : [separator, none];
  const list = window.createQuickPick<InstanceItem>();
  list.title = `Show ${template.name} as an instance`;
  list.placeholder = "An instance, or a text or path to escape into one";
  list.matchOnDescription = true;
  const refresh = () => {
    list.items = [...typedItems(template, list.value), ...known, ...rest];
  };
  refresh();
  list.onDidChangeValue(refresh);
  const picked = new Promise<InstanceItem | undefined>((resolve) => {
    list.onDidAccept(() => resolve(list.selectedItems[0]));
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  return picked.finally(() => list.dispose());
}

const separator: InstanceItem = { label: "", kind: QuickPickItemKind.Separator, instance: undefined };

function instancesOf(template: UnitName, names: readonly string[]): readonly string[] {
  const instances = names.flatMap((text) => {
    const name = parseUnitName(text);
    return name?.kind === "instance" && templateOf(name) === template.name ? [name.instance] : [];
  });
  return [...new Set(instances)].sort();
}

function itemOf(instance: string): InstanceItem {
  const plain = unescapeText(instance);
  const description = plain.ok && plain.text !== instance ? plain.text : "";
  return { label: instance, description, instance };
}

/** What was typed as it is where that can be an instance, and escaped as text and as path where that is another. */
function typedItems(template: UnitName, typed: string): readonly InstanceItem[] {
  if (typed === "") return [];
  const path = typed.startsWith("/") ? escapePath(typed, 257) : undefined;
  const spellings = [
    { instance: typed, description: "as typed" },
    ...(path?.ok ? [{ instance: path.text, description: "escaped as a path" }] : []),
    { instance: escapeText(typed), description: "escaped as a text" },
  ];
  const seen = new Set<string>();
  return spellings.flatMap(({ instance, description }) => {
    if (seen.has(instance) || instantiate(template, instance) === undefined) return [];
    seen.add(instance);
    return [{ label: instance, description, instance, alwaysShow: true }];
  });
}
