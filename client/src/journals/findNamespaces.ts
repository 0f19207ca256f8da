import { SystemdError } from "../systemd/errors.ts";
import type { JournalSubject } from "../systemd/journalQuery.ts";
import type { LiveUnits } from "../units/liveUnits.ts";

/**
 * The namespaces of the journal that units write into; connects. The units of users and of local machines have none, and
 * all that a scope says is looked for where systemd itself writes. Never rejects.
 */
export async function findNamespaces(
  live: LiveUnits,
  { scope, units }: JournalSubject,
): Promise<readonly string[]> {
  if (scope !== "system" || units.length === 0) return [];
  live.begin();
  await live.settled();
  try {
    return (await live.manager(scope)?.journalNamespaces(units)) ?? [];
  } catch (error) {
    // The journal can be read without systemd too.
    if (error instanceof SystemdError) return [];
    throw error;
  }
}
