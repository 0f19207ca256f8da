// What follows when a template was completed: its instance is asked for, escaped, and put behind the `@`.
import {
  commands,
  type Disposable,
  type Location,
  type LocationLink,
  type Position,
  type Uri,
  window,
} from "vscode";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { askInstance, scopeOfPath } from "../instances/templateAtHand.ts";
import type { LanguageServer } from "../languageClient.ts";
import { nameInstanceCommand } from "../settings.ts";
import type { LiveUnits } from "../units/liveUnits.ts";

type Asked = Pick<LanguageServer, "unitNames" | "instances" | "instancePreview">;

/** Registers the command; the language server has it run, with the template and how backslashes are written there. */
export function nameInstances(server: Asked, live: LiveUnits): Disposable {
  return commands.registerCommand(nameInstanceCommand, async (name?: unknown, backslashes?: unknown) => {
    const editor = window.activeTextEditor;
    const template = typeof name === "string" ? parseUnitName(name) : undefined;
    if (editor === undefined || template?.kind !== "template") return;
    const { document, selection } = editor;
    const caret = selection.active;
    const before = document.lineAt(caret).text.slice(0, caret.character);
    if (!before.endsWith(`@.${template.type}`)) return;
    const behindSign = caret.translate(0, -template.type.length - 1);
    const uri = await fileOf(document.uri, behindSign);
    const asked = { template, scope: scopeOfPath(document.uri.path), uri, instance: undefined };
    const picked = await askInstance(server, live, asked, `Which instance of ${template.name}?`);
    if (picked?.instance === undefined) return;
    const written = backslashes === "doubled" ? picked.instance.replaceAll("\\", "\\\\") : picked.instance;
    await editor.edit((edit) => edit.insert(behindSign, written));
  });
}

/** The file of the unit that is named at a position. */
async function fileOf(uri: Uri, position: Position): Promise<Uri | undefined> {
  const [first] = await commands.executeCommand<(Location | LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    uri,
    position,
  );
  if (first === undefined) return undefined;
  return "targetUri" in first ? first.targetUri : first.uri;
}
