import { basename } from "node:path/posix";
import { Uri, window, workspace } from "vscode";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { scopeOfFolder } from "../newUnits/choosePlace.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { startUnit } from "./unitCommands.ts";

/**
 * Has systemd find a unit file where it lies, in a workspace say, by a link in its own folder; then offers to start it.
 * Called on a file of the Explorer or on the open one.
 */
export function linkUnitFile(context: CommandContext): (target?: unknown) => Promise<void> {
  return async (target) => {
    if (!isTrusted()) return;
    const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
    const name = uri === undefined ? undefined : parseUnitName(basename(uri.path));
    if (uri?.scheme !== "file" || name === undefined) {
      void window.showWarningMessage("Open the unit file that systemd is to find, such as a .service file.");
      return;
    }
    // systemd reads what is on disk.
    await workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.save();
    const scope = scopeOfFolder(uri.path);
    const plan = async () => () => [{ verb: "link", unit: uri.path, lasting: "for-good" }] as const;
    const isLinked = await actOnUnits(context, { verb: "link", plan }, [{ scope, name: name.name }]);
    if (isLinked !== "done" || name.kind === "template") return;
    const start = "Start It";
    const answer = await window.showInformationMessage(
      `systemd finds ${name.name} here now, and reads it again at each reload.`,
      start,
    );
    if (answer === start) await actOnUnits(context, startUnit, [{ scope, name: name.name }]);
  };
}
