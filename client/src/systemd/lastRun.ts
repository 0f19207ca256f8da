// The last run of a unit, as the journal knows it, whether it goes on or has ended.
import { lastEntries } from "./journal.ts";
import { runJournalctl } from "./journalctl.ts";
import { entryFormat, type JournalSubject, placeArguments } from "./journalQuery.ts";

export interface UnitRun {
  /** 32 hexadecimal digits. */
  readonly invocation: string;
  /** The time of its first entry, in milliseconds since 1970. */
  readonly since: number;
}

/** Gives the run that the newest entries of a unit are of; undefined when the journal has none, or cannot be read. */
export async function lastRun(
  subject: JournalSubject,
  program?: readonly string[],
): Promise<UnitRun | undefined> {
  const request = { query: { subject, filter: {} }, lines: 20, ...(program && { program }) };
  const newest = (await lastEntries(request)).findLast((entry) => entry.invocation !== undefined);
  if (newest?.invocation === undefined) return undefined;
  return {
    invocation: newest.invocation,
    since: await beginOf(subject, newest.invocation, newest.time, program),
  };
}

/** The longest that the beginning is looked for, in milliseconds. */
const patience = 5000;

async function beginOf(
  subject: JournalSubject,
  invocation: string,
  known: number,
  program: readonly string[] | undefined,
): Promise<number> {
  let begin = known;
  const fields = ["INVOCATION_ID", "USER_INVOCATION_ID", "_SYSTEMD_INVOCATION_ID"];
  const matches = fields.flatMap((field) => ["+", `${field}=${invocation}`]).slice(1);
  const run = runJournalctl(
    [...entryFormat, ...placeArguments(subject), ...matches],
    (entries) => {
      begin = Math.min(begin, entries[0]?.time ?? begin);
      run.stop();
    },
    program,
  );
  const timer = setTimeout(run.stop, patience);
  await run.ended;
  clearTimeout(timer);
  return begin;
}
