import { createBusManager } from "../../client/src/systemd/busManager.ts";
import type { Manager, Scope } from "../../client/src/systemd/manager.ts";

/** A manager for a program inside the box, once it is connected; rejects after ten seconds. */
export async function readyManager(scope: Scope): Promise<Manager> {
  const manager = createBusManager({ scope });
  await new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${scope}: ${JSON.stringify(manager.state())}`)), 10_000).unref();
    const look = () => manager.state().kind === "ready" && resolve();
    manager.onChange(look);
    look();
  });
  return manager;
}
