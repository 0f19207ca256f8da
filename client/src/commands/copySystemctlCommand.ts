import { env, window } from "vscode";
import { asTyped, systemctlCommand } from "../systemd/acts.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { targets } from "./target.ts";
import { unitCommands } from "./unitCommands.ts";

/**
 * Copies the command lines that do what a command of the menu would do to the chosen units, for a terminal or a script.
 * `titles` has the words of the manifest for each command.
 */
export function copySystemctlCommand(
  { live }: CommandContext,
  titles: ReadonlyMap<string, string>,
): (row?: unknown, rows?: unknown) => Promise<void> {
  return async (row, rows) => {
    if (!isTrusted()) return;
    const chosen = await targets(live, row, rows, "Copy a command for a unit", () => true);
    if (chosen.length === 0) return;
    const units = chosen.flatMap(({ scope, name }) => live.unit(scope, name) ?? []);
    const items = Object.entries(unitCommands)
      .filter(([, command]) => units.some(command.fits))
      .map(([id, command]) => ({ label: titles.get(id) ?? command.question, command }));
    const placeHolder = "Which command?";
    const picked = await window.showQuickPick(items, { title: "Copy as systemctl Command", placeHolder });
    const plan = await picked?.command.plan(chosen, live);
    if (plan === undefined) return;
    const lines = chosen.flatMap((target) =>
      plan(target).map((act) => asTyped(systemctlCommand(act, target.scope))),
    );
    await env.clipboard.writeText(lines.join("\n"));
    window.setStatusBarMessage(`Copied: ${lines.join("; ")}`, 5000);
  };
}
