// Where new units are to lie: in a folder of the workspace, or where the machine's or the user's systemd reads them.
import { dirname } from "node:path/posix";
import { type QuickPickItem, Uri, window, workspace } from "vscode";
import { scopeOfPath } from "../instances/templateAtHand.ts";
import type { LanguageServer } from "../languageClient.ts";
import { unitLanguage } from "../settings.ts";
import type { ScopeKind } from "../systemd/manager.ts";
import { ownFolders } from "../systemd/ownFolders.ts";
import { type Asked, shown } from "./askQuestions.ts";
import type { Place } from "./newUnit.ts";

type Asking = Pick<LanguageServer, "unitNames">;

/** Asks where new units are to lie. */
export async function choosePlace(server: Asking, title: string): Promise<Asked<Place>> {
  const list = window.createQuickPick<FolderItem>();
  list.title = title;
  list.placeholder = "Where shall it lie?";
  list.items = folderItems();
  const picked = await shown<FolderItem>(list, "later", (answered) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined) answered(item);
    });
  });
  if (picked?.kind !== "answered") return picked;
  return { kind: "answered", answer: await placeAt(server, picked.answer.folder, picked.answer.scope) };
}

/** What is to be known of a folder before something is put there. */
export async function placeAt(server: Asking, folder: string, scope: ScopeKind): Promise<Place> {
  const entries = await workspace.fs.readDirectory(Uri.file(folder)).then(
    (all) => all.map(([name]) => name),
    () => [],
  );
  const units = await server.unitNames({ uri: Uri.file(folder).toString(), scope }).catch(() => []);
  return { folder, scope, taken: new Set(entries), units };
}

/** Whose units a folder of the workspace holds: its path tells, else what the user set, else the system's. */
export function scopeOfFolder(folder: string): ScopeKind {
  const set: unknown = workspace.getConfiguration("unitwright", Uri.file(folder)).get("scope");
  return set === "user" ? "user" : scopeOfPath(`${folder}/`);
}

interface FolderItem extends QuickPickItem {
  readonly folder: string;
  readonly scope: ScopeKind;
}

function folderItems(): readonly FolderItem[] {
  const document = window.activeTextEditor?.document;
  const beside =
    document?.uri.scheme === "file" && document.languageId === unitLanguage
      ? [dirname(document.uri.path)]
      : [];
  const roots = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const folders = [...new Set([...beside, ...roots.map(({ uri }) => uri.path)])];
  const own = (scope: ScopeKind, label: string, detail: string) => ({
    label,
    description: ownFolders(scope)["for-good"],
    detail,
    folder: ownFolders(scope)["for-good"],
    scope,
  });
  return [
    ...folders.map((folder) => ({
      label: `$(folder) ${nameOf(folder)}`,
      description: folder,
      detail: "Where you work; systemd reads it once it is installed",
      folder,
      scope: scopeOfFolder(folder),
    })),
    own(
      "system",
      "$(server) For the System",
      "Units of the administrator; to save there takes root's rights",
    ),
    own("user", "$(account) For Your User", "Units that run while you are logged in, with your rights"),
  ].filter(({ folder }, at, all) => all.findIndex((other) => other.folder === folder) === at);
}

/** From the name of the workspace's folder on. */
function nameOf(folder: string): string {
  const root = workspace.getWorkspaceFolder(Uri.file(folder));
  if (root === undefined) return folder;
  return root.uri.path === folder ? root.name : workspace.asRelativePath(folder, true);
}
