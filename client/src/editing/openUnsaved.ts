// Opens files that are to be written, unsaved: whoever saves one finds it at its place, and nobody else.
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
import {
  languages,
  Position,
  type TextDocument,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { rulesLanguage, unitLanguage } from "../settings.ts";
import { errorCode } from "../systemd/errors.ts";

/** A file to be, at an absolute path. */
export interface UnsavedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Opens each in a tab of its own, the first in front. A file that is there already is opened as it is, and said so.
 * `addressAsRoot` gives the address to save by where the user may not write.
 */
export async function openUnsaved(
  files: readonly UnsavedFile[],
  addressAsRoot: (path: string) => Promise<Uri>,
): Promise<void> {
  const opened: TextDocument[] = [];
  const present: string[] = [];
  for (const file of files) {
    const saved = Uri.file(file.path);
    const isThere = await workspace.fs.stat(saved).then(
      () => true,
      () => false,
    );
    if (isThere) present.push(file.path);
    opened.push(isThere ? await workspace.openTextDocument(saved) : await begin(file, addressAsRoot));
  }
  for (const document of [...opened].reverse()) {
    await window.showTextDocument(document, { preview: false, viewColumn: ViewColumn.Active });
  }
  for (const path of present) {
    void window.showInformationMessage(`${path} exists already, and was opened unchanged.`);
  }
}

async function begin(
  { path, text }: UnsavedFile,
  addressAsRoot: (path: string) => Promise<Uri>,
): Promise<TextDocument> {
  const isOurs = await isWritable(path);
  const uri = isOurs ? Uri.file(path).with({ scheme: "untitled" }) : await addressAsRoot(path);
  const document = await workspace.openTextDocument(uri);
  // Somebody may have begun the same file before.
  if (document.getText() === "") {
    const edit = new WorkspaceEdit();
    edit.insert(uri, new Position(0, 0), text);
    await workspace.applyEdit(edit);
  }
  const language = path.endsWith(".rules") ? rulesLanguage : unitLanguage;
  return document.languageId === language ? document : languages.setTextDocumentLanguage(document, language);
}

/** Whether this process may make a file, with its folders. */
async function isWritable(path: string): Promise<boolean> {
  for (let at = dirname(path); ; at = dirname(at)) {
    try {
      await access(at, constants.W_OK);
      return true;
    } catch (error) {
      if (errorCode(error) !== "ENOENT" || at === dirname(at)) return false;
    }
  }
}
