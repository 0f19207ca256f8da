// "Show Installed Unit Files": those that systemd has not in memory, until they are hidden again.
import { commands, window } from "vscode";
import { SystemdError } from "../systemd/errors.ts";
import { ownerWords } from "../systemd/scope.ts";
import { type CommandContext, isTrusted } from "./act.ts";
import { showProgress } from "./showProgress.ts";

/** Asks every manager that can be reached, which takes seconds; what was asked is let go when the user gives up. */
export async function showUnitFiles({ live }: CommandContext): Promise<void> {
  if (!isTrusted()) return;
  live.begin();
  await live.settled();
  const managers = live.scopes().flatMap((scope) => live.manager(scope) ?? []);
  const ready = managers.filter((manager) => manager.state().kind === "ready");
  const ends = await showProgress("Listing installed unit files", (cancel) =>
    Promise.all(
      ready.map((manager) =>
        Promise.race([manager.showUnitFiles(cancel), aborted(cancel)]).catch((error: unknown) => {
          if (!(error instanceof SystemdError)) throw error;
          void window.showErrorMessage(
            `Could not list the unit files of ${ownerWords(manager.scope)}: ${error.message}`,
          );
        }),
      ),
    ).then(() => cancel.aborted),
  );
  if (!ends) tellShown("shown");
}

export function hideUnitFiles({ live }: CommandContext): void {
  for (const scope of live.scopes()) live.manager(scope)?.hideUnitFiles();
  tellShown("hidden");
}

const aborted = (cancel: AbortSignal) =>
  new Promise<void>((resolve) => cancel.addEventListener("abort", () => resolve(), { once: true }));

/** For the menu of the view. */
function tellShown(now: "shown" | "hidden"): void {
  void commands.executeCommand("setContext", "unitwright.unitFiles", now === "shown");
}
