// Which entries of the journal are meant, and how journalctl is asked for them. What journalctl cannot say is left to
// `entryMatcher`: the instances of a pattern that appear later, and text without the library that its --grep needs.
import type { JournalEntry } from "./journalEntry.ts";
import { journalFields } from "./journalEntry.ts";
import type { Scope } from "./manager.ts";
import { isPattern, namePattern } from "./namePattern.ts";
import { kindOf, machineOf, userOf } from "./scope.ts";

/** Whose journal: that of units by name or pattern, or all that the scope has where none is named. */
export interface JournalSubject {
  readonly scope: Scope;
  readonly units: readonly string[];
}

/** What must hold of an entry to be shown; what is absent or empty asks for nothing. */
export interface JournalFilter {
  /** 0 (emergency) to 7 (debug): as bad as this, or worse. */
  readonly priority?: number;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly boot?: "this" | "previous";
  /** Runs of the units by their invocation IDs, and what journald could tell no run of; goes with `since`. */
  readonly invocations?: readonly string[];
  /** Text of the message or its source; capital letters count only where there are some. */
  readonly text?: string;
}

export interface JournalQuery {
  readonly subject: JournalSubject;
  readonly filter: JournalFilter;
  /** The journals beside the machine's that the units write into, as journalNamespaces.ts finds them. */
  readonly namespaces?: readonly string[] | undefined;
  /** Whose entries those of a user's manager are; our own where not said. */
  readonly uid?: number;
}

/** What says in which files the entries are. */
export type JournalPlace = Pick<JournalQuery, "subject" | "namespaces">;

/** What to read: what was written up to now, or what comes. */
export type JournalPart = "past" | "coming";

/** The arguments with which journalctl finds the entries, in the form that journalExport.ts reads. */
export function journalArguments(
  query: JournalQuery,
  part: JournalPart,
  place: readonly string[] = placeArguments(query),
): readonly string[] {
  return [...entryFormat, ...place, ...matchArguments(query, part)];
}

/** Whose files journalctl reads: this machine's and those of namespaces, or those of a local machine (journalctl(1)). */
export function placeArguments({ subject, namespaces = [] }: JournalPlace): readonly string[] {
  const machine = machineOf(subject.scope);
  if (machine !== undefined) return [`--machine=${machine}`];
  const [name, ...others] = namespaces;
  if (name === undefined) return [];
  return [`--namespace=${others.length > 0 || name === "*" ? "*" : `+${name}`}`];
}

/** The same for one namespace by itself. */
export const namespaceArguments = (name: string): readonly string[] => [`--namespace=${name}`];

/** The arguments by which journalctl writes entries as we read them. Quiet: who may read what, the files tell. */
export const entryFormat: readonly string[] = [
  ...["--no-pager", "--quiet", "--output=export"],
  `--output-fields=${journalFields.join(",")}`,
];

/** The arguments of journalctl that follow in a terminal, where text is the terminal's to find. */
export function terminalArguments(query: JournalQuery): readonly string[] {
  const { since, boot } = query.filter;
  const begin =
    since === undefined ? ["--lines=500"] : [`--since=@${Math.floor(since / 1000)}`, "--lines=all"];
  return [
    ...(boot === "previous" ? ["--no-pager"] : ["--follow"]),
    ...begin,
    ...placeArguments(query),
    ...matchArguments(query, "past"),
  ];
}

/** Whether journalctl finds every entry of the past itself, so that it can also count them. */
export function isCountable(query: JournalQuery): boolean {
  const { text = "", since, invocations } = query.filter;
  return text === "" && since === undefined && invocations === undefined && !choosesUnits(query, "past");
}

/** Whether an entry that journalctl found is meant. */
export function entryMatcher(query: JournalQuery, part: JournalPart): (entry: JournalEntry) => boolean {
  const { subject, filter } = query;
  const ofUnits = choosesUnits(query, part) ? unitMatcher(subject) : () => true;
  const saying = textMatcher(filter.text ?? "");
  const runs = filter.invocations ?? [];
  // Of what a run wrote just before it ended, journald does not find the run any more (252, measured).
  const ofRuns = ({ invocation }: JournalEntry) =>
    runs.length === 0 || invocation === undefined || runs.includes(invocation);
  return (entry) => ofRuns(entry) && ofUnits(entry) && saying(entry);
}

function matchArguments(query: JournalQuery, part: JournalPart): readonly string[] {
  const { priority, boot } = query.filter;
  return [
    ...(priority === undefined ? [] : [`--priority=${priority}`]),
    ...(boot === undefined || part === "coming" ? [] : [`--boot=${boot === "this" ? "0" : "-1"}`]),
    ...unitArguments(query, part),
  ];
}

/**
 * journalctl looks only once which units match a pattern, when it starts: what comes we choose ourselves, and of other
 * users, for whose units it has no option, all.
 */
function choosesUnits({ subject: { scope, units } }: JournalQuery, part: JournalPart): boolean {
  return units.some(isPattern) && (part === "coming" || userOf(scope) !== undefined);
}

function unitArguments(query: JournalQuery, part: JournalPart): readonly string[] {
  const { scope, units } = query.subject;
  const user = userOf(scope);
  if (units.length === 0 || choosesUnits(query, part))
    return kindOf(scope) === "system" ? [] : userMatches(user?.uid ?? query.uid ?? process.getuid?.() ?? 0);
  if (user !== undefined) return unitsOfUserMatches(units, user.uid);
  return units.map((unit) => (kindOf(scope) === "system" ? `--unit=${unit}` : `--user-unit=${unit}`));
}

/**
 * What journalctl looks for itself where a unit of the user is asked for who runs it; for other users it has no option.
 */
function unitsOfUserMatches(units: readonly string[], uid: number): readonly string[] {
  const fields = ["_SYSTEMD_USER_UNIT", "USER_UNIT", "COREDUMP_USER_UNIT", "OBJECT_SYSTEMD_USER_UNIT"];
  const matches = units.flatMap((unit) =>
    fields.flatMap((field) => ["+", `${field}=${unit}`, `_UID=${uid}`]),
  );
  return matches.slice(1);
}

/**
 * The entries of all units of a user. journald cannot tell the unit of a user's process that ended before it looked (252 to
 * 262, measured); what it wrote to its output still has the user, unless that is root, whose every service has.
 */
function userMatches(uid: number): readonly string[] {
  const manager = `_SYSTEMD_UNIT=user@${uid}.service`;
  return uid === 0 ? [manager] : [manager, "+", `_UID=${uid}`, "_TRANSPORT=stdout"];
}

function unitMatcher({ units }: JournalSubject): (entry: JournalEntry) => boolean {
  const names = new Set(units);
  const patterns = units.filter(isPattern).map(namePattern);
  return (entry) =>
    entry.units.some((unit) => names.has(unit) || patterns.some((pattern) => pattern.test(unit)));
}

function textMatcher(text: string): (entry: JournalEntry) => boolean {
  if (text === "") return () => true;
  const matters = text !== text.toLowerCase();
  const holds = (where: string) => (matters ? where : where.toLowerCase()).includes(text);
  return ({ message, source }) => holds(message) || holds(source);
}
