import { type LogOutputChannel, window } from "vscode";
import { asTyped } from "../systemd/acts.ts";
import { isInstalled } from "../systemd/elevation/rootBridge.ts";

/**
 * Says why something was not done, and offers to do it by hand: the commands stand in a terminal as if typed, and whoever
 * sees them may run them.
 */
export function offerTerminal(
  { log }: { readonly log: Pick<LogOutputChannel, "warn"> },
  message: string,
  commands: readonly (readonly string[])[],
): void {
  // systemctl itself can ask in a terminal, where polkit lets it.
  const asRoot = isInstalled("sudo") ? ["sudo"] : [];
  const typed = (words: readonly string[]) =>
    asTyped([...(words.includes("--user") ? [] : asRoot), ...words]);
  const line = commands.map(typed).join(" && ");
  log.warn(`${message} In a terminal: ${line}`);
  const button = "Open in Terminal";
  void window.showWarningMessage(message, button).then((answer) => {
    if (answer !== button) return;
    const terminal = window.createTerminal({
      name: "systemctl",
      message: "Press Enter to run this as root.",
    });
    terminal.show();
    terminal.sendText(line, false);
  });
}
