// One line of `journalctl -o json` (systemd.journal-fields(7)) as an entry to show.

export interface JournalEntry {
  /** The journal's own name for the place of this entry, to go on from. */
  readonly cursor: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** 0 (emergency) to 7 (debug), as syslog counts. */
  readonly priority: number;
  /** Who said it: a syslog identifier, else the name of the program. */
  readonly source: string;
  readonly pid: number | undefined;
  /** What was said, without terminal colours. */
  readonly message: string;
}

/** The fields to ask journalctl for; cursor and times come with every entry. */
export const journalFields = ["MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "_COMM", "_PID"] as const;

/** Reads one line; undefined for what is no entry, which journalctl may print when it is stopped half-way. */
export function parseJournalEntry(line: string): JournalEntry | undefined {
  const fields = readObject(line);
  const cursor = fields?.get("__CURSOR");
  if (fields === undefined || typeof cursor !== "string") return undefined;
  return {
    cursor,
    time: Number(fields.get("__REALTIME_TIMESTAMP")) / 1000,
    priority: numberOf(fields.get("PRIORITY")) ?? 6,
    source: textOf(fields.get("SYSLOG_IDENTIFIER")) || textOf(fields.get("_COMM")),
    pid: numberOf(fields.get("_PID")),
    message: withoutColours(textOf(fields.get("MESSAGE"))),
  };
}

function readObject(line: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** A field is a string, an array of bytes when it is not plain text, or an array of both when it stands there twice. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return "";
  if (value.every((byte) => typeof byte === "number")) return Buffer.from(value).toString("utf8");
  return value.map(textOf).join("\n");
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

// Escape sequences of terminals: colours and cursor movements (CSI … letter), titles (OSC … BEL).
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const escapes = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]/g;

const withoutColours = (text: string) => text.replace(escapes, "");
