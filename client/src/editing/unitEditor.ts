// Documents of unit files that are written here: which unit each one changes, and what follows when it is saved.
import { Disposable, type Uri, workspace } from "vscode";
import type { CommandContext } from "../commands/act.ts";
import { onErrand } from "../commands/errands.ts";
import type { Target } from "../commands/target.ts";
import { serveEditedFiles } from "./editedFiles.ts";
import { openUnsaved, type UnsavedFile } from "./openUnsaved.ts";
import { takeEffect } from "./takeEffect.ts";
import { unitOfFile } from "./unitOfFile.ts";
import { writeUnitFile } from "./writeUnitFile.ts";

export interface UnitEditor extends Disposable {
  /** The address of a file that is to be changed; where there is none yet, it shows `text` until it is saved. */
  readonly change: (path: string, target: Target, text: string) => Promise<Uri>;
  /** Opens files that are to be made, with their texts, unsaved. */
  readonly openUnsaved: (files: readonly UnsavedFile[]) => Promise<void>;
}

/** Makes the editor, and has systemd read what is saved of its documents where a manager reads units. */
export function createUnitEditor(context: CommandContext): UnitEditor {
  const opened = new Map<string, Target>();
  const files = serveEditedFiles((path, content) => save(context, opened.get(path), path, content));
  const saved = workspace.onDidSaveTextDocument(({ uri }) => {
    const target = uri.scheme === "file" ? opened.get(uri.path) : undefined;
    if (target !== undefined && workspace.isTrusted)
      void onErrand(context, (errands) => takeEffect(context, errands, target));
  });
  return {
    change: async (path, target, text) => {
      opened.set(path, target);
      return files.open(path, text);
    },
    openUnsaved: async (unsaved) => {
      for (const { path } of unsaved) {
        const target = unitOfFile(path);
        if (target !== undefined) opened.set(path, target);
      }
      await openUnsaved(unsaved, (path) => files.open(path, ""));
    },
    dispose: () => Disposable.from(files, saved).dispose(),
  };
}

/** Resolves when the file is written; what follows goes on by itself, with the rights that writing it took. */
function save(
  context: CommandContext,
  target: Target | undefined,
  path: string,
  content: Uint8Array,
): Promise<void> {
  return new Promise((written, failed) => {
    const saving = onErrand(context, async (errands) => {
      errands.expect(`Save ${path}`, ["write-file", "daemon-reload", "restart"]);
      await writeUnitFile(context, errands, path, content);
      written();
      if (target !== undefined && workspace.isTrusted) await takeEffect(context, errands, target);
    });
    saving.catch(failed);
  });
}
