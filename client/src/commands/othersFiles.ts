import { window } from "vscode";
import type { Scope, ScopeKind } from "../systemd/manager.ts";
import { isOther, ownerWords } from "../systemd/scope.ts";

/** The kind of a scope whose files are written from here; undefined after saying that those of others are not. */
export function writtenKind(scope: Scope): ScopeKind | undefined {
  if (!isOther(scope)) return scope;
  const whose = ownerWords(scope);
  void window.showInformationMessage(
    `Unit files of ${whose} are not written from here: open a window of VS Code there, or as that user.`,
  );
  return undefined;
}
