import { constants } from "node:fs";
import { access, readlink } from "node:fs/promises";
import { commands, Uri, window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import type { Scope, UnitName } from "../systemd/manager.ts";
import { machineOf, userOf } from "../systemd/scope.ts";
import { isShipped } from "../systemd/unitFiles.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { offerTerminal } from "./offerTerminal.ts";
import { reachable, type Target, targets } from "./target.ts";

/** Opens the files that chosen units were made from. */
export function openUnitFile(context: CommandContext): (row?: unknown, rows?: unknown) => Promise<void> {
  const { live } = context;
  const open = async ({ scope, name }: Target) => {
    const manager = await reachable(live, scope);
    if (manager === undefined) return;
    const path = await manager.fragmentPath(name);
    const machine = machineOf(scope);
    if (path === undefined) void window.showWarningMessage(`${name} was made without a file.`);
    else if (machine !== undefined) tellWhere(context, machine, name, path);
    else if (!(await mayRead(scope, path))) tellUnreadable(context, path);
    else await show(name, path);
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

/** A path of another machine is another file here, if any. */
function tellWhere(context: CommandContext, machine: string, name: UnitName, path: string): void {
  offerTerminal(context, `${path} lies in the machine ${machine}, where a terminal can show it.`, [
    ["machinectl", "shell", `root@${machine}`, "/usr/bin/systemctl", "--no-pager", "cat", "--", name],
  ]);
}

/** Of ours VS Code itself says what is wrong. */
const mayRead = (scope: Scope, path: string) =>
  userOf(scope) === undefined ||
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

function tellUnreadable(context: CommandContext, path: string): void {
  offerTerminal(context, `${path} is not for you to read, but root may show it in a terminal.`, [
    ["cat", "--", path],
  ]);
}

async function show(name: UnitName, path: string): Promise<void> {
  if ((await readlink(path).catch(() => "")) === "/dev/null") {
    void window.showWarningMessage(`${name} is masked: ${path} is a link to /dev/null.`);
    return;
  }
  await window.showTextDocument(Uri.file(path), { preview: false });
  // The next update would overwrite what is changed in a file of the distribution: that is what overrides are for.
  if (isShipped(path))
    await commands.executeCommand("workbench.action.files.setActiveEditorReadonlyInSession");
}
