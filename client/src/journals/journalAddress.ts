// Where a journal document is found: `unitwright-journal:/Journal of www@*.service?{…}`, the title of its tab and whose
// journal it is, so that it can be shown again when the window was closed.
import { isValidUnitName } from "../../../server/src/language/names/unitName.ts";
import type { JournalSubject } from "../systemd/journalQuery.ts";
import type { Scope } from "../systemd/manager.ts";
import { isPattern } from "../systemd/namePattern.ts";
import { machineOf, markedName, readScope, userOf } from "../systemd/scope.ts";

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
  const { units } = value;
  const scope = readScope(value.scope);
  if (scope === undefined || !Array.isArray(units)) return undefined;
  const names = units.filter(isUnitOrPattern);
  return names.length === units.length ? { scope, units: names } : undefined;
}

/** As in "Journal of …". */
export function subjectName({ scope, units }: JournalSubject): string {
  const [first, ...others] = units;
  if (first === undefined) return wholeName(scope);
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return scope === "user" ? `${first}${more} (User)` : markedName(scope, `${first}${more}`);
}

/** All that a scope's units say, as in "Journal of …". */
export function wholeName(scope: Scope): string {
  const machine = machineOf(scope);
  if (machine !== undefined) return `the Machine ${machine}`;
  if (scope === "system") return "the System";
  const user = userOf(scope);
  return user === undefined ? "Your Units" : `the Units of ${user.name}`;
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
