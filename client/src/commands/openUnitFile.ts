import { Uri, window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { reachable, type Target, targets } from "./target.ts";

/** Opens the files that chosen units were made from. */
export function openUnitFile({ live }: CommandContext): (row?: unknown, rows?: unknown) => Promise<void> {
  const open = async ({ scope, name }: Target) => {
    const manager = await reachable(live, scope);
    if (manager === undefined) return;
    const path = await manager.fragmentPath(name);
    if (path === undefined) void window.showWarningMessage(`${name} was made without a file.`);
    else await window.showTextDocument(Uri.file(path), { preview: false });
  };
  return async (row, rows) => {
    if (!isTrusted()) return;
    for (const target of await targets(live, row, rows, "Open the file of a unit", () => true)) {
      await open(target).catch((error: unknown) => {
        if (!(error instanceof SystemdError)) throw error;
        void window.showErrorMessage(`Could not find the file of ${target.name}: ${error.message}`);
      });
    }
  };
}
