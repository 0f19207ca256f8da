import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  MessageType,
  type ReferenceParams,
  type RenameParams,
  RequestType,
  type ServerCapabilities,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { abilitiesOf, type ClientAbilities, fieldOf } from "./clientAbilities.ts";
import { DiagnosticsPublisher } from "./diagnostics.ts";
import { type OpenDocument, OpenDocuments, type OpenUnit } from "./documents.ts";
import { filePathOf } from "./fromLsp.ts";
import { guarded, type LogFailure } from "./guard.ts";
import { answerInstanceRequests } from "./instanceRequests.ts";
import {
  answerDefinition,
  answerDocumentLinks,
  answerReferences,
  answerWorkspaceSymbols,
} from "./linkRequests.ts";
import { askLiveUnits } from "./liveUnits.ts";
import type { EffectiveUnitAnswer, EffectiveUnitMethod, EffectiveUnitParams } from "./messages.ts";
import { NamedUnits } from "./namedUnits.ts";
import { answerNameRequests } from "./nameRequests.ts";
import type { OpenRules } from "./openRules.ts";
import {
  answerPrepareRename,
  answerRename,
  answerWillRename,
  type RenameParts,
  renamedFiles,
} from "./renameRequests.ts";
import {
  answerCodeActions,
  answerCompletion,
  answerEffectiveUnit,
  answerFolding,
  answerHover,
  answerInlayHints,
  answerSymbols,
  answerTokens,
  answerTokensInRange,
} from "./requests.ts";
import { answerRuleActions, answerRuleCompletion, answerRuleHover } from "./ruleRequests.ts";
import { SettingsCache } from "./settings.ts";
import { tokensLegend } from "./toLsp.ts";
import { UnitFinder } from "./unitFinder.ts";
import { Viewpoints } from "./viewpoints.ts";
import { watchedFiles } from "./watchedFiles.ts";
import { WholeUnits } from "./wholeUnits.ts";

const effectiveUnitMethod: EffectiveUnitMethod = "unitwright/effectiveUnit";
const effectiveUnit = new RequestType<EffectiveUnitParams, EffectiveUnitAnswer | null, void>(
  effectiveUnitMethod,
);

/** What opens a list by itself in udev's rules alone: a value, braces, a substitution, an alternative. */
const rulesTriggers: readonly string[] = ['"', "{", "$", "|"];

const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  // What opens a list by itself: a header, a value, a specifier, a group of words. Letters do so anyway.
  completionProvider: { triggerCharacters: ["[", "=", "%", "@", ...rulesTriggers] },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] },
  definitionProvider: true,
  referencesProvider: true,
  documentLinkProvider: {},
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  inlayHintProvider: true,
  semanticTokensProvider: { legend: tokensLegend, full: true, range: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { willRename: renamedFiles },
  },
};

/** Answers the requests of an editor; `connection` is not listening yet. */
export function connectServer(connection: Connection): void {
  connection.onInitialize((params) => {
    answerRequests(connection, params);
    return { capabilities, serverInfo: { name: "unitwright" } };
  });
}

function answerRequests(connection: Connection, params: InitializeParams): void {
  const log = (message: string) => connection.console.error(message);
  const client = abilitiesOf(params);
  const settings = settingsOf(connection, params, client.tellsSettings);
  const documents = new OpenDocuments(settings.cache);
  const units = new UnitFinder(params);
  const wholes = new WholeUnits(documents, units, client);
  const named = new NamedUnits(documents, units);
  // Without buttons there is nothing to wait for.
  const tell = (message: string) =>
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  const renames: RenameParts = { named, documents, client, tell, planned: new Set() };
  const viewpoints = new Viewpoints();
  const publisher = new DiagnosticsPublisher(
    documents,
    async (open) => (open.kind === "unit" ? wholes.problemsOf(open) : open.problems),
    log,
    (problems) => connection.sendDiagnostics(problems),
  );

  const on: HandleDocument = (name, empty, answer, answerRules) =>
    guarded(name, log, empty, async (asked) => {
      const open = await documents.get(asked.textDocument.uri);
      if (open?.kind === "unit") return answer(open, asked);
      return open === undefined || answerRules === undefined ? empty : answerRules(open, asked);
    });

  followFiles(connection, { documents, publisher, units, wholes });
  const findUnits = async (open: OpenUnit) => {
    const live = client.knowsLiveUnits ? askLiveUnits(connection, open.unit.scope) : [];
    const found = await Promise.all([units.find(open), named.instanceNames(open.settings), live]);
    return [...new Set(found.flat())];
  };
  connection.onCompletion(
    on(
      "completion",
      [],
      (open, { position, context }) =>
        rulesTriggers.includes(context?.triggerCharacter ?? "")
          ? []
          : answerCompletion(viewpoints.of(open), position, findUnits, client),
      (open, { position }) => answerRuleCompletion(open, position, units, client),
    ),
  );
  connection.onHover(
    on(
      "hover",
      null,
      (open, { position }) => answerHover(viewpoints.of(open), position, client),
      (open, { position }) => answerRuleHover(open, position, client),
    ),
  );
  connection.onCodeAction(
    on(
      "code action",
      [],
      (open, { range, context }) => answerCodeActions(viewpoints.of(open), range, context, wholes, renames),
      (open, { range, context }) => answerRuleActions(open, range, context),
    ),
  );
  connection.onRequest(
    effectiveUnit,
    on("effective unit", null, (open) => answerEffectiveUnit(open, wholes)),
  );
  answerNameRequests(connection, settings.cache, units, log);
  answerInstanceRequests(connection, { documents, units, wholes, viewpoints }, log);
  answerLinks(connection, on, { named, viewpoints, client });
  answerRenames(connection, on, renames, { viewpoints, settings: settings.cache, log });
  connection.onWorkspaceSymbol(
    guarded("workspace symbol", log, [], async ({ query }) =>
      answerWorkspaceSymbols(query, named, await settings.cache.get("")),
    ),
  );
  connection.onDocumentSymbol(on("document symbol", [], answerSymbols));
  connection.onFoldingRanges(on("folding range", [], answerFolding));
  const { inlayHint, semanticTokens } = connection.languages;
  inlayHint.on(on("inlay hint", [], (open, { range }) => answerInlayHints(viewpoints.of(open), range)));
  viewpoints.listen(connection, () => {
    if (client.refreshesInlayHints) void inlayHint.refresh();
  });
  semanticTokens.on(on("semantic tokens", { data: [] }, answerTokens));
  semanticTokens.onRange(
    on("semantic tokens", { data: [] }, (open, { range }) => answerTokensInRange(open, range)),
  );

  connection.onInitialized(() => {
    units.follow(connection, client);
    if (client.watchesFiles) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, watchedFiles(client));
    }
    if (client.registersSettings) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "unitwright" });
    }
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed(fieldOf(sent, "unitwright"));
    for (const uri of documents.uris()) publisher.schedule(uri);
  });
}

/** Makes a handler that gets the unit, or udev's rules, a request is about; what is neither is answered empty. */
type HandleDocument = <Params extends InDocument, Answer>(
  name: string,
  empty: Answer,
  answer: (open: OpenUnit, params: Params) => Answer | Promise<Answer>,
  answerRules?: (open: OpenRules, params: Params) => Answer | Promise<Answer>,
) => (params: Params) => Promise<Answer>;

interface LinkParts {
  readonly named: NamedUnits;
  readonly viewpoints: Viewpoints;
  readonly client: ClientAbilities;
}

/** Answers where the units lie that documents name, and where else they are named. */
function answerLinks(
  connection: Connection,
  on: HandleDocument,
  { named, viewpoints, client }: LinkParts,
): void {
  connection.onDefinition(
    on(
      "definition",
      [],
      (open, { position }) => answerDefinition(viewpoints.of(open), position, named, client),
      (open, { position }) => answerDefinition(open, position, named, client),
    ),
  );
  const referencesAt = (open: OpenDocument, { position, context }: ReferenceParams) =>
    answerReferences(open, position, context.includeDeclaration ? "included" : "left-out", named);
  connection.onReferences(
    on("references", [], (open, params) => referencesAt(viewpoints.of(open), params), referencesAt),
  );
  connection.onDocumentLinks(on("document link", [], (open) => answerDocumentLinks(viewpoints.of(open))));
}

interface RenamingParts {
  readonly viewpoints: Viewpoints;
  readonly settings: SettingsCache;
  readonly log: LogFailure;
}

/** Answers how a unit gets another name, from the text or from the list of files. */
function answerRenames(
  connection: Connection,
  on: HandleDocument,
  parts: RenameParts,
  { viewpoints, settings, log }: RenamingParts,
): void {
  connection.onPrepareRename(
    on(
      "prepare rename",
      null,
      (open, { position }) => answerPrepareRename(viewpoints.of(open), position),
      (open, { position }) => answerPrepareRename(open, position),
    ),
  );
  const renameAt = (open: OpenDocument, { position, newName }: RenameParams) =>
    answerRename(open, position, newName, parts);
  connection.onRenameRequest(
    on("rename", null, (open, params) => renameAt(viewpoints.of(open), params), renameAt),
  );
  connection.workspace.onWillRenameFiles(
    guarded("will rename files", log, null, async ({ files }) => {
      const [file, ...others] = files;
      return file === undefined || others.length > 0 ? null : answerWillRename(file, parts, settings);
    }),
  );
}

interface Parts {
  readonly documents: OpenDocuments;
  readonly publisher: DiagnosticsPublisher;
  readonly units: UnitFinder;
  readonly wholes: WholeUnits;
}

/** Judges what the editor opens and changes, and with it the open documents of the same unit; also on news from disk. */
function followFiles(connection: Connection, { documents, publisher, units, wholes }: Parts): void {
  const judgeAround = (uri: string) => {
    const path = filePathOf(uri);
    const concerned = path === undefined ? [] : wholes.concernedBy(path);
    for (const other of concerned) if (other !== uri) publisher.schedule(other);
  };
  const judgeOthers = (changed?: string) => {
    const others = documents.uris().filter((uri) => uri !== changed);
    // What one document says is looked up anew when there is another one to tell it to.
    if (others.length > 0) wholes.changed();
    for (const other of others) publisher.schedule(other);
  };
  documents.listen(connection, {
    changed: (uri) => {
      publisher.schedule(uri);
      judgeAround(uri);
      if (wholes.saysNews(uri, documents.textOf(uri))) judgeOthers(uri);
    },
    saved: (uri) => publisher.schedule(uri),
    closed: (uri) => {
      publisher.clear(uri);
      wholes.forget(uri);
      judgeAround(uri);
      if (wholes.saysNews(uri, undefined)) judgeOthers(uri);
    },
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    units.changed();
    judgeOthers();
    for (const { uri } of changes) {
      judgeAround(uri);
      // Of a folder that has come or gone it is not told what was in it.
      if (uri.endsWith(".d")) judgeAround(`${uri}/any.conf`);
    }
  });
}

interface InDocument {
  readonly textDocument: { readonly uri: string };
}

/** The settings: asked for by document where the client can tell them, else those it sent last. */
function settingsOf(connection: Connection, { initializationOptions }: InitializeParams, asks: boolean) {
  let sent: unknown = initializationOptions;
  const ask = (uri: string): Promise<unknown> =>
    asks
      ? connection.workspace.getConfiguration({ scopeUri: uri, section: "unitwright" })
      : Promise.resolve(sent);
  const cache = new SettingsCache(ask, (message) => connection.console.warn(message));
  const changed = (section: unknown) => {
    if (section !== undefined) sent = section;
    cache.forgetAll();
  };
  return { cache, changed };
}
