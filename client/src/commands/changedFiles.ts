import { window } from "vscode";
import type { UnitName } from "../systemd/manager.ts";

/** What to do about a unit whose files are no longer what systemd read. */
export type ChangedFilesAnswer = "reload" | "as-it-was" | "nothing";

/**
 * Asks before a unit runs on from files that have changed since systemd read them. systemctl would only warn, but here
 * the file was likely changed in the next editor, in order to see it at work.
 */
export async function askAboutChangedFiles(
  verb: "start" | "restart",
  name: UnitName,
): Promise<ChangedFilesAnswer> {
  const act = verb === "start" ? "Start" : "Restart";
  const reload = `Reload and ${act}`;
  const asItWas = `${act} as It Was`;
  const detail = "systemd goes on with what it read before, until it reads all unit files again.";
  const question = `The files of ${name} changed on disk.`;
  const answer = await window.showWarningMessage(question, { modal: true, detail }, reload, asItWas);
  if (answer === reload) return "reload";
  return answer === asItWas ? "as-it-was" : "nothing";
}
