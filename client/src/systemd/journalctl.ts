// Runs journalctl and reads its entries, gathered so that a flood of them is a few calls a second and not thousands.
import { type ChildProcess, spawn } from "node:child_process";
import { type JournalEntry, parseJournalEntry } from "./journalEntry.ts";
import { readJournalExport } from "./journalExport.ts";

export interface JournalctlRun {
  /** How it ended. */
  readonly ended: Promise<JournalctlEnd>;
  /** Ends journalctl; the entries it had already written are still heard. */
  stop(): void;
}

export interface JournalctlEnd {
  readonly kind: "ended" | "not-started";
  /** What it said of errors, or why it could not be started; empty when all was well. */
  readonly complaint: string;
}

/** The longest that entries are gathered, in milliseconds. */
const gathering = 50;

/**
 * Starts journalctl with arguments of journalQuery.ts. `entries` hears all of them in journalctl's order. `program` is
 * the program and its first arguments, `journalctl` when not said.
 */
export function runJournalctl(
  argv: readonly string[],
  entries: (entries: readonly JournalEntry[]) => void,
  program: readonly string[] = ["journalctl"],
): JournalctlRun {
  const [name = "journalctl", ...first] = program;
  const child = spawn(name, [...first, ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  return { ended: readToEnd(child, entries), stop: () => void child.kill("SIGKILL") };
}

function readToEnd(
  child: ChildProcess,
  entries: (entries: readonly JournalEntry[]) => void,
): Promise<JournalctlEnd> {
  const gathered = createGathering(entries);
  const read = readJournalExport((fields) => {
    const entry = parseJournalEntry(fields);
    if (entry !== undefined) gathered.add(entry);
  });
  let complaint = "";
  const output = child.stdout;
  output?.on("data", (bytes: Buffer) => {
    read(bytes);
    // Node would read on while there is more, up to 2 MB at once: others get their turn in between.
    output.pause();
    setImmediate(() => output.resume());
  });
  child.stderr?.on("data", (bytes: Buffer) => {
    complaint = (complaint + bytes.toString()).slice(-2000);
  });
  return new Promise((resolve) => {
    child.once("error", (error: Error) => {
      resolve({ kind: "not-started", complaint: `journalctl cannot run: ${error.message}` });
    });
    child.once("close", () => {
      gathered.flush();
      resolve({ kind: "ended", complaint: complaint.trim() });
    });
  });
}

function createGathering(entries: (entries: readonly JournalEntry[]) => void) {
  let gathered: JournalEntry[] = [];
  let soon: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(soon);
    soon = undefined;
    const all = gathered;
    gathered = [];
    if (all.length > 0) entries(all);
  };
  return {
    add: (entry: JournalEntry) => {
      gathered.push(entry);
      soon ??= setTimeout(flush, gathering);
    },
    flush,
  };
}
