import { window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import { scopes } from "../units/unitTree.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { onErrand } from "./errands.ts";
import { showProgress } from "./showProgress.ts";

/** Has every manager that can be reached read its unit files again (`systemctl daemon-reload`). */
export async function reloadDaemon(context: CommandContext): Promise<void> {
  const { live } = context;
  if (!isTrusted()) return;
  live.begin();
  await live.settled();
  await showProgress("Reloading unit files", () =>
    onErrand(context, async (errands) => {
      for (const scope of scopes) {
        const manager = live.manager(scope);
        if (manager?.state().kind !== "ready") continue;
        await errands.perform(manager, { verb: "daemon-reload" }).catch((error: unknown) => {
          if (!(error instanceof SystemdError)) throw error;
          void window.showErrorMessage(`Could not reload the ${scope} manager: ${error.message}`);
        });
      }
    }),
  );
}
