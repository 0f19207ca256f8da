// "Own File for This Instance": a unit file under an instance's full name, begun with its template's text.
import { dirname, join } from "node:path/posix";
import { commands, type Disposable, type Uri, window, workspace } from "vscode";
import { instantiate } from "../../../server/src/language/names/unitName.ts";
import type { UnitEditor } from "../editing/unitEditor.ts";
import { ownFileText } from "../instances/ownFileText.ts";
import { askInstance, type TemplateAtHand, templateAtHand } from "../instances/templateAtHand.ts";
import type { LanguageServer } from "../languageClient.ts";
import type { ScopeKind } from "../systemd/manager.ts";
import { ownFolders } from "../systemd/ownFolders.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { writtenKind } from "./othersFiles.ts";

type Asked = Pick<LanguageServer, "unitNames" | "instances" | "instancePreview">;

/** Registers the command. It only opens a document, so it asks for no trust. */
export function ownInstanceFile(server: Asked, live: LiveUnits, editor: UnitEditor): Disposable {
  return commands.registerCommand("unitwright.ownInstanceFile", async (target?: unknown) => {
    const question = "A file for an instance of which template?";
    const found = await templateAtHand(server, live, target, question);
    const kind = found && writtenKind(found.scope);
    if (found === undefined || kind === undefined) return;
    const { template } = found;
    const instance = found.instance ?? (await ask(server, live, found));
    const name = instance === undefined ? undefined : instantiate(template, instance)?.name;
    if (name === undefined) return;
    if (found.uri === undefined) {
      void window.showWarningMessage(
        `The file of ${template.name} was not found, so there is no text to begin with.`,
      );
      return;
    }
    const text = (await workspace.openTextDocument(found.uri)).getText();
    const folder = folderFor(found.uri, kind);
    await editor.openUnsaved([{ path: join(folder, name), text: ownFileText(template.name, name, text) }]);
  });
}

async function ask(server: Asked, live: LiveUnits, found: TemplateAtHand): Promise<string | undefined> {
  const title = `A file for which instance of ${found.template.name}?`;
  return (await askInstance(server, live, found, title))?.instance;
}

/** Beside a template that one works on; for one of the machine, where its administrator's units lie. */
function folderFor(template: Uri, kind: ScopeKind): string {
  const isOurs = workspace.getWorkspaceFolder(template) !== undefined;
  return isOurs ? dirname(template.fsPath) : ownFolders(kind)["for-good"];
}
