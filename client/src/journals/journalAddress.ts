// Where a journal document is found: `unitwright-journal:/Journal of www@*.service?{…}`, the title of its tab and whose
// journal it is, so that it can be shown again when the window was closed.
import { isValidUnitName } from "../../../server/src/language/names/unitName.ts";
import type { JournalSubject } from "../systemd/journalQuery.ts";
import { isPattern } from "../systemd/namePattern.ts";

/** The scheme of journal documents. */
export const journalScheme = "unitwright-journal";

export interface JournalAddress {
  readonly path: string;
  readonly query: string;
}

export function journalAddress(subject: JournalSubject): JournalAddress {
  const { scope, units } = subject;
  return {
    path: `/Journal of ${subjectName(subject)}`,
    query: JSON.stringify({ scope, units: [...units].sort() }),
  };
}

/** Whose journal an address asks for. Anybody can make one: undefined for what could not be ours. */
export function readJournalAddress(query: string): JournalSubject | undefined {
  const value = readJson(query);
  if (typeof value !== "object" || value === null || !("scope" in value) || !("units" in value))
    return undefined;
  const { scope, units } = value;
  if ((scope !== "system" && scope !== "user") || !Array.isArray(units)) return undefined;
  const names = units.filter(isUnitOrPattern);
  return names.length === units.length ? { scope, units: names } : undefined;
}

/** As in "Journal of …". */
export function subjectName({ scope, units }: JournalSubject): string {
  const [first, ...others] = units;
  if (first === undefined) return scope === "system" ? "the System" : "the User's Units";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${first}${more}${scope === "user" ? " (User)" : ""}`;
}

/** A pattern has characters of names, and what patterns are made of. */
export const isUnitOrPattern = (value: unknown): value is string =>
  typeof value === "string" &&
  (isPattern(value) ? /^[\w:.\\@*?[\]!^-]{1,255}$/.test(value) : isValidUnitName(value));

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
