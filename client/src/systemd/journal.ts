// Follows the journal: what was written last, then each new entry, until told to stop.
import { setTimeout as delay } from "node:timers/promises";
import { type JournalctlEnd, type JournalctlRun, runJournalctl } from "./journalctl.ts";
import type { JournalEntry } from "./journalEntry.ts";
import { namespacesThere, whenNamespacesAppear } from "./journalFolders.ts";
import {
  entryMatcher,
  isCountable,
  type JournalQuery,
  journalArguments,
  namespaceArguments,
  placeArguments,
} from "./journalQuery.ts";
import { localTime } from "./localTime.ts";
import { isPattern } from "./namePattern.ts";

export interface JournalRequest {
  readonly query: JournalQuery;
  /** How many earlier entries to begin with, at most. */
  readonly lines: number;
  /** The program and its first arguments, `journalctl` when not said. */
  readonly program?: readonly string[];
  /** Where the files of the machine begin, `/` when not said. */
  readonly root?: string;
}

export interface JournalListener {
  /** Entries in order, gathered for at most 50 ms. */
  readonly entries: (entries: readonly JournalEntry[]) => void;
  /** Something the user should know: what journalctl complains about, or that it cannot run. One sentence or more. */
  readonly notice: (text: string) => void;
}

export interface JournalFollower {
  /** Ends journalctl; nothing is heard afterwards. */
  close(): void;
}

/**
 * Follows until closed. When journalctl ends by itself (journald may be vacuuming), it is started again where it was,
 * so that no entry is lost or told twice. What a previous boot wrote is told, and nothing followed.
 */
export function followJournal(request: JournalRequest, listener: JournalListener): JournalFollower {
  const closing = new AbortController();
  let told = "";
  void follow(request, {
    signal: closing.signal,
    entries: (entries) => closing.signal.aborted || entries.length === 0 || listener.entries(entries),
    notice: (text) => {
      // journalctl is started again and again, and may complain of the same each time.
      if (!closing.signal.aborted && text !== told) listener.notice(text);
      told = text;
    },
  });
  return { close: () => closing.abort() };
}

/** Gives the last entries, oldest first; those found within 5 s, none when the journal cannot be read. */
export async function lastEntries(request: JournalRequest): Promise<readonly JournalEntry[]> {
  const place = { argv: placeArguments(request.query), from: undefined };
  return (await readPast(request, place, new AbortController().signal)).entries;
}

interface Hearing {
  readonly signal: AbortSignal;
  readonly entries: (entries: readonly JournalEntry[]) => void;
  readonly notice: (text: string) => void;
}

async function follow(request: JournalRequest, hearing: Hearing): Promise<void> {
  const { signal } = hearing;
  const { query, root } = request;
  const { subject, filter, namespaces = [] } = query;
  // Each namespace is followed by itself: journald's of other namespaces write at their own pace.
  const known = await namespacesThere(namespaces, root);
  const places = [placeArguments({ subject }), ...known.map(namespaceArguments)];
  const found = await Promise.all(places.map((argv) => readNewest(request, argv, signal)));
  const failed = found.find(({ end }) => end.kind === "not-started");
  if (failed !== undefined) return hearing.notice(failed.end.complaint);
  // Past and coming meet at the newest entry of the whole journal: what is asked for may have said nothing for long.
  const past = await Promise.all(found.map((place) => readPast(request, place, signal)));
  const entries = past.flatMap((one) => one.entries);
  if (past.length > 1) entries.sort((one, other) => one.time - other.time);
  hearing.entries(entries.slice(-request.lines));
  for (const { notice } of past) if (notice !== undefined) hearing.notice(notice);
  if (filter.boot === "previous") return;
  whenNamespacesAppear(namespaces, new Set(known), { root, signal }, (name) => {
    void readFromFirst(request, namespaceArguments(name), hearing);
  });
  const isEmpty = (at: number, { from }: Place) => at > 0 && from === undefined;
  const coming = found.map((place, at) =>
    isEmpty(at, place) ? readFromFirst(request, place.argv, hearing) : readComing(request, place, hearing),
  );
  await Promise.all(coming);
}

/** Reads all of a namespace's journal once it has any entries: one that is empty is not followed (252, measured). */
async function readFromFirst(request: JournalRequest, argv: readonly string[], hearing: Hearing) {
  const { signal } = hearing;
  for (let wait = 50; (await readNewest(request, argv, signal)).from === undefined; wait = pauseAfter(wait)) {
    await delay(wait, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
  }
  await readComing(request, { argv, from: undefined }, hearing);
}

const pauseAfter = (wait: number) => Math.min(wait * 2, 30_000);

/** Where journalctl reads, and the entry to begin at; undefined where there is none yet. */
interface Place {
  readonly argv: readonly string[];
  readonly from: string | undefined;
}

/** The place of the newest entry that may be read; undefined when there is none. */
async function readNewest(request: JournalRequest, argv: readonly string[], signal: AbortSignal) {
  const places: string[] = [];
  const format = ["--no-pager", "--quiet", "--output=export", "--output-fields=PRIORITY", "--lines=1"];
  const run = runJournalctl(
    [...format, ...argv],
    (all) => void places.push(...all.map((entry) => entry.cursor)),
    request.program,
  );
  const end = await withinTime(run, signal);
  return { argv, from: places.at(-1), end };
}

/** The longest that the past is searched, in milliseconds. */
const patience = 5000;

interface Past {
  readonly entries: readonly JournalEntry[];
  readonly notice: string | undefined;
}

/** Reads backwards from a place until enough is found, or all was seen, or `patience` has ended. */
async function readPast(
  { query, lines, program }: JournalRequest,
  place: Place,
  signal: AbortSignal,
): Promise<Past> {
  const isMeant = entryMatcher(query, "past");
  const since = query.filter.since ?? 0;
  const found: JournalEntry[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  let isDone = false;
  const argv = [
    ...journalArguments(query, "past", place.argv),
    "--reverse",
    ...(isCountable(query) ? [`--lines=${lines}`] : []),
    ...(place.from === undefined ? [] : [`--cursor=${place.from}`]),
  ];
  const run = runJournalctl(
    argv,
    (entries) => {
      oldest = entries.at(-1)?.time ?? oldest;
      isDone ||= oldest < since;
      found.push(...entries.filter((entry) => entry.time >= since && isMeant(entry)));
      isDone ||= found.length >= lines;
      if (isDone) run.stop();
    },
    program,
  );
  const end = await withinTime(run, signal);
  const entries = found.slice(0, lines).reverse();
  if (isDone) return { entries, notice: undefined };
  // Of a pattern that nothing matches yet, journalctl complains that it has no data.
  const complaint = query.subject.units.some(isPattern) ? "" : end.complaint;
  const notice =
    end.kind === "late" ? `Older entries than of ${localTime(oldest)} were not searched.` : complaint;
  return { entries, notice: notice === "" ? undefined : notice };
}

/** Reads what comes after a place, over and over again, until aborted or until journalctl cannot be started. */
async function readComing(
  { query, program }: JournalRequest,
  place: Place,
  { signal, entries, notice }: Hearing,
): Promise<void> {
  const isMeant = entryMatcher(query, "coming");
  const argv = [...journalArguments(query, "coming", place.argv), "--follow", "--no-tail"];
  let last = place.from;
  for (let wait = 250; !signal.aborted; wait = pauseAfter(wait)) {
    const before = last;
    // The place we go on from is of an entry that was told already, unless that is gone: then the next one is first.
    const hear = (all: readonly JournalEntry[]) => {
      entries((all[0]?.cursor === before ? all.slice(1) : all).filter(isMeant));
      last = all.at(-1)?.cursor;
    };
    const run = runJournalctl(before === undefined ? argv : [...argv, `--cursor=${before}`], hear, program);
    const { kind, complaint } = await untilAborted(run, signal);
    if (complaint !== "") notice(complaint);
    if (kind === "not-started") return;
    if (last !== before) wait = 250;
    await delay(wait, undefined, { signal }).catch(() => {});
  }
}

async function withinTime(run: JournalctlRun, signal: AbortSignal) {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    run.stop();
  }, patience);
  const end = await untilAborted(run, signal);
  clearTimeout(timer);
  return isLate ? { ...end, kind: "late" as const } : end;
}

async function untilAborted(run: JournalctlRun, signal: AbortSignal): Promise<JournalctlEnd> {
  if (signal.aborted) run.stop();
  signal.addEventListener("abort", run.stop);
  const end = await run.ended;
  signal.removeEventListener("abort", run.stop);
  return end;
}
