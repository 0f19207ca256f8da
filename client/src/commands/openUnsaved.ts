// Opens files that are to be written, unsaved: whoever saves one finds it at its place, and nobody else.
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

/** A file to be, at an absolute path. */
export interface UnsavedFile {
  readonly path: string;
  readonly text: string;
}

/** Opens each in a tab of its own, the first in front. A file that is there already is opened as it is, and said so. */
export async function openUnsaved(files: readonly UnsavedFile[]): Promise<void> {
  const opened: TextDocument[] = [];
  const present: string[] = [];
  for (const file of files) {
    const saved = Uri.file(file.path);
    const isThere = await workspace.fs.stat(saved).then(
      () => true,
      () => false,
    );
    if (isThere) present.push(file.path);
    opened.push(isThere ? await workspace.openTextDocument(saved) : await begin(file));
  }
  for (const document of [...opened].reverse()) {
    await window.showTextDocument(document, { preview: false, viewColumn: ViewColumn.Active });
  }
  for (const path of present) {
    void window.showInformationMessage(`${path} exists already, and was opened unchanged.`);
  }
}

async function begin({ path, text }: UnsavedFile): Promise<TextDocument> {
  const uri = Uri.file(path).with({ scheme: "untitled" });
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
