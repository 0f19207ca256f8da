import { window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import { scopes } from "../units/unitTree.ts";
import { type CommandContext, isTrusted, viewId } from "./act.ts";

/** Has every manager that can be reached read its unit files again (`systemctl daemon-reload`). */
export async function reloadDaemon({ live, log }: CommandContext): Promise<void> {
  if (!isTrusted()) return;
  live.begin();
  await live.settled();
  await window.withProgress({ location: { viewId }, title: "Reloading unit files" }, async () => {
    for (const scope of scopes) {
      const manager = live.manager(scope);
      if (manager?.state().kind !== "ready") continue;
      log.info(`daemon-reload (${scope})`);
      await manager.reload().catch((error: unknown) => {
        if (!(error instanceof SystemdError)) throw error;
        void window.showErrorMessage(`Could not reload the ${scope} manager: ${error.message}`);
      });
    }
  });
}
