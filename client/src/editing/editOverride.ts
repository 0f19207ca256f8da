// "Edit Override…": a drop-in of a unit, beside what becomes of the unit while one writes. Once it is saved systemd reads
// it, and what runs is offered a restart.
import { basename, dirname } from "node:path/posix";
import { commands, type Disposable, languages, Uri, window, workspace } from "vscode";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { type CommandContext, isTrusted } from "../commands/act.ts";
import { writtenKind } from "../commands/othersFiles.ts";
import { detailsOrTell, reachable, type Target, targets } from "../commands/target.ts";
import { scopeOfPath } from "../instances/templateAtHand.ts";
import { unitLanguage } from "../settings.ts";
import { chooseDropIn } from "./chooseDropIn.ts";
import { type DropInPlace, dropInText } from "./dropInPlaces.ts";
import type { UnitEditor } from "./unitEditor.ts";

/** Registers the command, called on rows of the view, on a file, or from the palette. */
export function editOverride(context: CommandContext, editor: UnitEditor): Disposable {
  return commands.registerCommand("unitwright.editOverride", async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    for (const target of await unitsToEdit(context, row, rows)) {
      const place = await choosePlace(context, target);
      if (place === undefined) continue;
      const changed = { scope: target.scope, name: place.unit };
      await show(await editor.change(place.path, changed, dropInText(place.unit)));
    }
  });
}

/** On a file of a unit, or a drop-in, it is that unit. */
async function unitsToEdit(
  { live }: CommandContext,
  row: unknown,
  rows: unknown,
): Promise<readonly Target[]> {
  if (row instanceof Uri) {
    const names = [basename(row.path), basename(dirname(row.path)).replace(/\.d$/, "")];
    const unit = names.map(parseUnitName).find((parsed) => parsed !== undefined);
    if (unit !== undefined) return [{ scope: scopeOfPath(row.path), name: unit.name }];
  }
  return targets(live, row, rows, "Edit an override of which unit?", () => true);
}

async function choosePlace(
  context: CommandContext,
  { scope, name }: Target,
): Promise<DropInPlace | undefined> {
  const kind = writtenKind(scope);
  if (kind === undefined) return undefined;
  // systemd has no template in memory, only its instances.
  if (parseUnitName(name)?.kind === "template") {
    return (await reachable(context.live, scope)) && chooseDropIn(name, kind, []);
  }
  const details = await detailsOrTell(context.live, { scope, name }, `how ${name} is made up`);
  return details && chooseDropIn(name, kind, details.dropInPaths);
}

async function show(uri: Uri): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  if (document.languageId !== unitLanguage) await languages.setTextDocumentLanguage(document, unitLanguage);
  await window.showTextDocument(document, { preview: false });
  await commands.executeCommand("unitwright.showEffectiveUnit");
}
