import { type LogOutputChannel, type Terminal, window } from "vscode";
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
  const typed = (words: readonly string[]) => asTyped([...(isForOwnUser(words) ? [] : asRoot), ...words]);
  const line = commands.map(typed).join(" && ");
  log.warn(`${message} In a terminal: ${line}`);
  const button = "Open in Terminal";
  void window.showWarningMessage(message, button).then(async (answer) => {
    if (answer !== button) return;
    const terminal = window.createTerminal({ name: "systemctl", message: "Press Enter to run this." });
    terminal.show();
    await untilReady(terminal);
    terminal.sendText(line, false);
  });
}

/** Only another user's manager is another machine's to these programs. */
const isForOwnUser = (words: readonly string[]) =>
  words.includes("--user") && !words.some((word) => word.startsWith("--machine="));

/** What is typed before the shell's prompt is there shows twice. A shell that VS Code does not know never says so. */
function untilReady(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    const ready = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(ready, 3000);
    const listening = window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) ready();
    });
  });
}
