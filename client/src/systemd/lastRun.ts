// The last run of a unit, as the journal knows it, whether it goes on or has ended.
import { lastEntries } from "./journal.ts";
import { runJournalctl } from "./journalctl.ts";
import { entryFormat, type JournalPlace, placeArguments } from "./journalQuery.ts";

export interface UnitRun {
  /** 32 hexadecimal digits. */
  readonly invocation: string;
  /** The time of its first entry, in milliseconds since 1970. */
  readonly since: number;
}

/** Gives the run that the newest entries of a unit are of; undefined when the journal has none, or cannot be read. */
export async function lastRun(
  place: JournalPlace,
  program?: readonly string[],
): Promise<UnitRun | undefined> {
  const request = { query: { ...place, filter: {} }, lines: 20, ...(program && { program }) };
  const newest = (await lastEntries(request)).findLast((entry) => entry.invocation !== undefined);
  if (newest?.invocation === undefined) return undefined;
  return {
    invocation: newest.invocation,
    since: await beginOf(place, newest.invocation, newest.time, program),
  };
}

/** The longest that the beginning is looked for, in milliseconds. */
const patience = 5000;

async function beginOf(
  place: JournalPlace,
  invocation: string,
  known: number,
  program: readonly string[] | undefined,
): Promise<number> {
  let begin = known;
  const fields = ["INVOCATION_ID", "USER_INVOCATION_ID", "_SYSTEMD_INVOCATION_ID"];
  const matches = fields.flatMap((field) => ["+", `${field}=${invocation}`]).slice(1);
  const run = runJournalctl(
    [...entryFormat, ...placeArguments(place), ...matches],
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
