// "New Unit…": asks what is needed for a unit of any type, and opens its files unsaved.
import { join } from "node:path/posix";
import {
  commands,
  type Disposable,
  FileType,
  type QuickPickItem,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
} from "vscode";
import type { UnsavedFile } from "../editing/openUnsaved.ts";
import type { UnitEditor } from "../editing/unitEditor.ts";
import type { LanguageServer } from "../languageClient.ts";
import { askQuestions } from "../newUnits/askQuestions.ts";
import { choosePlace, placeAt, scopeOfFolder } from "../newUnits/choosePlace.ts";
import { newUnitKinds } from "../newUnits/kinds.ts";
import type { NewFile, NewUnitKind, Place } from "../newUnits/newUnit.ts";

type Asked = Pick<LanguageServer, "unitNames">;

/** Registers the command. It only opens documents, so it asks for no trust. */
export function newUnit(server: Asked, editor: UnitEditor): Disposable {
  return commands.registerCommand("unitwright.newUnit", async (target?: unknown) => {
    const given = target instanceof Uri ? await folderOf(target) : undefined;
    for (;;) {
      const kind = await pickKind();
      if (kind === undefined) return;
      const files = await askForFiles(server, kind, given);
      if (files === "back") continue;
      if (files !== undefined) await editor.openUnsaved(files);
      return;
    }
  });
}

/** Where each of the files is to be saved. */
function placedFiles(files: readonly NewFile[], folder: string) {
  return files.map(({ name, text }) => ({ path: name.startsWith("/") ? name : join(folder, name), text }));
}

/**
 * Asks for the folder, unless it is given, and all that the kind wants to know; gives the files to open, `back` where
 * the user wants to begin elsewhere, undefined where he gives up.
 */
export async function askForFiles(
  server: Asked,
  kind: NewUnitKind,
  given: string | undefined,
): Promise<readonly UnsavedFile[] | "back" | undefined> {
  const title = `New ${kind.label}`;
  for (;;) {
    const place = await placeFor(server, title, given);
    if (place?.kind !== "answered") return place?.kind;
    const answers = await askQuestions(title, kind.questions, place.answer, given === undefined ? 1 : 0);
    if (answers?.kind === "answered") {
      return placedFiles(kind.files(answers.answer, place.answer), place.answer.folder);
    }
    if (answers === undefined || given !== undefined) return answers?.kind;
  }
}

async function placeFor(server: Asked, title: string, given: string | undefined) {
  if (given === undefined) return choosePlace(server, title);
  const place: Place = await placeAt(server, given, scopeOfFolder(given));
  return { kind: "answered", answer: place } as const;
}

interface KindItem extends QuickPickItem {
  readonly takes: NewUnitKind | "device" | "scope";
}

async function pickKind(): Promise<NewUnitKind | undefined> {
  const separator = (label: string): KindItem => ({
    label,
    kind: QuickPickItemKind.Separator,
    takes: "scope",
  });
  const items: KindItem[] = [
    ...newUnitKinds.map((kind) => ({
      label: `$(${kind.icon}) ${kind.label}`,
      detail: kind.detail,
      takes: kind,
    })),
    {
      label: "$(circuit-board) Unit for a Device",
      detail: "A service that starts when something is plugged in, and stops when it goes",
      takes: "device",
    },
    separator("Without a file"),
    {
      label: "$(server-process) Scope",
      detail: "Has no file: a program makes it at run time, as systemd-run --scope does",
      takes: "scope",
    },
  ];
  const picked = await window.showQuickPick(items, {
    title: "New Unit",
    placeHolder: "What is it to be?",
    matchOnDetail: true,
  });
  if (picked === undefined) return undefined;
  if (picked.takes === "device") {
    void commands.executeCommand("unitwright.newDeviceUnit");
    return undefined;
  }
  if (picked.takes !== "scope") return picked.takes;
  const message =
    "Scopes have no files. systemd-run --scope runs a command in one, with its bounds as --property=NAME=VALUE.";
  void window.showInformationMessage(message);
  return undefined;
}

/** The folder that a menu was opened on, or the one of its file. */
async function folderOf(target: Uri): Promise<string | undefined> {
  if (target.scheme !== "file") return undefined;
  const stat = await workspace.fs.stat(target).then(undefined, () => undefined);
  return stat?.type === FileType.Directory ? target.path : Uri.joinPath(target, "..").path;
}
