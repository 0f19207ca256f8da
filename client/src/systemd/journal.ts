// Follows the journal of one unit: its last entries, then each new one, until told to stop.
import { type ChildProcess, spawn } from "node:child_process";
import { type JournalEntry, journalFields, parseJournalEntry } from "./journalEntry.ts";
import type { Scope, UnitName } from "./manager.ts";

export interface JournalRequest {
  readonly unit: UnitName;
  readonly scope: Scope;
  /** How many earlier entries to begin with. */
  readonly lines: number;
  /** The program and its first arguments, `journalctl` when not said. */
  readonly program?: readonly string[];
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
 * so that no entry is lost or told twice.
 */
export function followJournal(request: JournalRequest, listener: JournalListener): JournalFollower {
  let closed = false;
  let child: ChildProcess | undefined;
  let wake: (() => void) | undefined;
  const begun = Math.floor(Date.now() / 1000);
  let last: string | undefined;

  const read = async (extra: readonly string[]) => {
    const started = startJournalctl(request, extra);
    child = started;
    const skip = last;
    return readEntries(started, {
      notice: (text) => closed || listener.notice(text),
      entries: (all) => {
        // The cursor we go on from names an entry that was told already.
        const entries = all[0]?.cursor === skip ? all.slice(1) : all;
        if (closed || entries.length === 0) return;
        last = entries.at(-1)?.cursor;
        listener.entries(entries);
      },
    });
  };
  const run = async () => {
    if (!(await read([`--lines=${request.lines}`]))) return;
    for (let wait = 250; !closed; wait = Math.min(wait * 2, 30_000)) {
      // `--lines` would lose the first entries of a unit that has none yet (systemd 252 and 257, measured).
      const from = last === undefined ? `--since=@${begun}` : `--cursor=${last}`;
      const before = last;
      if (!(await read(["--follow", "--no-tail", from])) || closed) return;
      if (last !== before) wait = 250;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  void run();
  return {
    close: () => {
      closed = true;
      child?.kill("SIGTERM");
      wake?.();
    },
  };
}

/** Gives the last entries of a unit, oldest first; none when the journal cannot be read within 5 s. */
export async function lastEntries(request: JournalRequest): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = [];
  const child = startJournalctl(request, [`--lines=${request.lines}`]);
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await readEntries(child, { entries: (entries) => void found.push(...entries), notice: () => {} });
  clearTimeout(timer);
  return found;
}

function startJournalctl({ unit, scope, program }: JournalRequest, extra: readonly string[]): ChildProcess {
  const [name = "journalctl", ...first] = program ?? [];
  const match = scope === "system" ? `--unit=${unit}` : `--user-unit=${unit}`;
  const fields = `--output-fields=${journalFields.join(",")}`;
  // `--all` since long messages would come as null.
  return spawn(name, [...first, "--output=json", "--all", "--no-pager", fields, match, ...extra], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
}

/** Reads to the end of the program. Gives false when it could not be started at all. */
function readEntries(child: ChildProcess, listener: JournalListener): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  let gathered: JournalEntry[] = [];
  let soon: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(soon);
    soon = undefined;
    const entries = gathered;
    gathered = [];
    if (entries.length > 0) listener.entries(entries);
  };
  child.stdout?.on("data", (bytes: Buffer) => {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const end = all.lastIndexOf(0x0a) + 1;
    rest = all.subarray(end);
    for (const line of all.toString("utf8", 0, end).split("\n")) {
      const entry = parseJournalEntry(line);
      if (entry !== undefined) gathered.push(entry);
    }
    if (gathered.length > 0) soon ??= setTimeout(flush, 50);
  });
  let complaints = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    complaints = (complaints + bytes.toString()).slice(-2000);
  });
  return new Promise((resolve) => {
    child.once("error", (error: Error) => {
      listener.notice(`journalctl cannot run: ${error.message}`);
      resolve(false);
    });
    child.once("close", () => {
      flush();
      if (complaints.trim() !== "") listener.notice(complaints.trim());
      resolve(true);
    });
  });
}
