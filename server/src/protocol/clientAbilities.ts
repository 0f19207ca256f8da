import { type InitializeParams, MarkupKind } from "vscode-languageserver/node";

/** What the client can do, as far as our answers depend on it. */
export interface ClientAbilities {
  /** How it wants prose. */
  readonly markup: "markdown" | "plaintext";
  /** The command that opens its list of completions again; undefined where it told of none. */
  readonly suggestCommand: string | undefined;
  /** The command that asks for the instance of a template that was just named; undefined where it told of none. */
  readonly instanceCommand: string | undefined;
  /** Whether it can be asked for the units that systemd has in memory. */
  readonly knowsLiveUnits: boolean;
  /** Whether what it inserts may have places to be filled in. */
  readonly takesSnippets: boolean;
  /** Whether it can be asked for settings; else they come with `initialize` and with each change. */
  readonly tellsSettings: boolean;
  /** Whether it tells of changed settings only when asked to. */
  readonly registersSettings: boolean;
  /** Whether it has folders that come and go. */
  readonly hasFolders: boolean;
  /** Whether it tells of changed files when asked to, and of those outside its folders too. */
  readonly watchesFiles: boolean;
  readonly watchesAnywhere: boolean;
  /** Whether it tells when a document is saved. */
  readonly tellsSaves: boolean;
  /** Whether it takes definitions that tell which text they are the definition of. */
  readonly linksDefinitions: boolean;
  /** Whether an edit may rename files. */
  readonly renamesFiles: boolean;
  /** Whether it can be told that inlay hints have changed. */
  readonly refreshesInlayHints: boolean;
}

export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { workspace, textDocument } = capabilities;
  const formats = textDocument?.hover?.contentFormat ?? [];
  const commandOf = (name: string) => {
    const command: unknown = fieldOf(initializationOptions, name);
    return typeof command === "string" ? command : undefined;
  };
  return {
    markup: formats.includes(MarkupKind.Markdown) ? "markdown" : "plaintext",
    suggestCommand: commandOf("suggestCommand"),
    instanceCommand: commandOf("instanceCommand"),
    knowsLiveUnits: fieldOf(initializationOptions, "liveUnits") === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    tellsSettings: workspace?.configuration === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesAnywhere: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    tellsSaves: textDocument?.synchronization?.didSave === true,
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    renamesFiles: workspace?.workspaceEdit?.resourceOperations?.includes("rename") === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
  };
}

/** A field of what a client sent without a type. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
