import { window } from "vscode";
import { isShipped } from "../systemd/unitFiles.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { detailsOrTell, type Target, targets } from "./target.ts";

/** Takes back what was changed of units that the distribution ships, after showing which files go. */
export function revertUnit(context: CommandContext): (row?: unknown, rows?: unknown) => Promise<void> {
  return async (row, rows) => {
    if (!isTrusted()) return;
    const chosen = await targets(
      context.live,
      row,
      rows,
      "Revert a unit to what the distribution ships",
      () => true,
    );
    const changed: Target[] = [];
    const files: string[] = [];
    for (const target of chosen) {
      const own = await changedFilesOf(context, target);
      if (own.length > 0) changed.push(target);
      files.push(...own);
    }
    if (chosen.length === 0) return;
    const names = changed.map(({ name }) => name).join(", ");
    if (changed.length === 0) {
      const all = chosen.map(({ name }) => name).join(", ");
      void window.showInformationMessage(`Nothing was changed of ${all}: there is nothing to revert.`);
      return;
    }
    const detail = `These are deleted, if the distribution has a file of its own:\n${files.join("\n")}`;
    const answer = await window.showWarningMessage(`Revert ${names}?`, { modal: true, detail }, "Revert");
    if (answer !== "Revert") return;
    const plan = async () => (target: Target) => [{ verb: "revert", unit: target.name }] as const;
    await actOnUnits(context, { verb: "revert", plan }, changed);
  };
}

/** The files over what the distribution ships, as far as systemd has read them. */
async function changedFilesOf({ live }: CommandContext, target: Target): Promise<readonly string[]> {
  const details = await detailsOrTell(live, target, `what was changed of ${target.name}`);
  if (details === undefined) return [];
  return [details.fragmentPath, ...details.dropInPaths].filter((path) => path !== "" && !isShipped(path));
}
