import { window } from "vscode";
import { systemctlCommand } from "../systemd/acts.ts";
import { SystemdError } from "../systemd/errors.ts";
import { ownerWords } from "../systemd/scope.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { onErrand } from "./errands.ts";
import { offerTerminal } from "./offerTerminal.ts";
import { showProgress } from "./showProgress.ts";

/** Has every manager that can be reached read its unit files again (`systemctl daemon-reload`). */
export async function reloadDaemon(context: CommandContext): Promise<void> {
  const { live } = context;
  if (!isTrusted()) return;
  live.begin();
  await live.settled();
  await showProgress("Reloading unit files", () =>
    onErrand(context, async (errands) => {
      errands.expect("Have systemd read all unit files again", ["daemon-reload"]);
      for (const scope of live.scopes()) {
        const manager = live.manager(scope);
        if (manager?.state().kind !== "ready") continue;
        const act = { verb: "daemon-reload" } as const;
        await errands.perform(manager, act).catch((error: unknown) => {
          if (!(error instanceof SystemdError)) throw error;
          const message = `Could not reload the manager of ${ownerWords(scope)}: ${error.message}`;
          const mayInTerminal = error.kind === "access-denied" || error.kind === "declined";
          if (mayInTerminal) offerTerminal(context, message, [systemctlCommand(act, scope)]);
          else void window.showErrorMessage(message);
        });
      }
    }),
  );
}
