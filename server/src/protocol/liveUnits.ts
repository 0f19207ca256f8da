import type { Connection } from "vscode-languageserver/node";
import type { Scope } from "../language/values/grammar.ts";
import type { LiveUnitsMethod, LiveUnitsParams } from "./messages.ts";

const method: LiveUnitsMethod = "unitwright/liveUnits";

/** A completion list waits no longer for names that it can do without; in milliseconds. */
const patience = 300;

/**
 * The names of the units that the manager of a unit has in memory; of a unit whose manager nobody knows, the system's.
 * None where the client does not know them, or does not say so in time.
 */
export async function askLiveUnits(connection: Connection, scope: Scope): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patience);
  });
  const params: LiveUnitsParams = { scope: scope === "user" ? "user" : "system" };
  const asked = connection.sendRequest<readonly string[]>(method, params).catch(() => []);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
