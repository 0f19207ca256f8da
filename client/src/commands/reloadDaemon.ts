import { window } from "vscode";
import { asTyped, systemctlCommand } from "../systemd/acts.ts";
import { SystemdError } from "../systemd/errors.ts";
import { scopes } from "../units/unitTree.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { showProgress } from "./showProgress.ts";

/** Has every manager that can be reached read its unit files again (`systemctl daemon-reload`). */
export async function reloadDaemon({ live, log }: CommandContext): Promise<void> {
  if (!isTrusted()) return;
  live.begin();
  await live.settled();
  await showProgress("Reloading unit files", async () => {
    for (const scope of scopes) {
      const manager = live.manager(scope);
      if (manager?.state().kind !== "ready") continue;
      const act = { verb: "daemon-reload" } as const;
      log.info(asTyped(systemctlCommand(act, scope)));
      await manager.perform(act).catch((error: unknown) => {
        if (!(error instanceof SystemdError)) throw error;
        void window.showErrorMessage(`Could not reload the ${scope} manager: ${error.message}`);
      });
    }
  });
}
