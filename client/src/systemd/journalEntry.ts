// One entry of the journal (systemd.journal-fields(7)) as it is shown.
import type { JournalFields } from "./journalExport.ts";

export interface JournalEntry {
  /** The journal's own name for the place of this entry, to go on from. */
  readonly cursor: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** 0 (emergency) to 7 (debug), as syslog counts. */
  readonly priority: number;
  /** The units that it is about, or by: first the one that it is about. */
  readonly units: readonly string[];
  /** The run of that unit which it belongs to, 32 hexadecimal digits. */
  readonly invocation: string | undefined;
  /** Who said it: a syslog identifier, else the name of the program. */
  readonly source: string;
  readonly pid: number | undefined;
  /** What was said, without terminal colours; of a very long message the beginning. */
  readonly message: string;
  /** The length of the whole message in bytes. */
  readonly length: number;
}

/** The fields to ask journalctl for; cursor and times come with every entry. */
export const journalFields = [
  ...["MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "_COMM", "_PID", "_UID"],
  ...["_SYSTEMD_UNIT", "UNIT", "COREDUMP_UNIT", "OBJECT_SYSTEMD_UNIT"],
  ...["_SYSTEMD_INVOCATION_ID", "INVOCATION_ID", "USER_INVOCATION_ID"],
  ...["_SYSTEMD_USER_UNIT", "USER_UNIT", "COREDUMP_USER_UNIT", "OBJECT_SYSTEMD_USER_UNIT"],
] as const;

/** Reads one entry; undefined for what has no place in the journal. */
export function parseJournalEntry(fields: JournalFields): JournalEntry | undefined {
  const text = (name: string) => asText(fields.get(name)?.bytes ?? "");
  const cursor = text("__CURSOR");
  if (cursor === "") return undefined;
  return {
    cursor,
    time: Number(text("__REALTIME_TIMESTAMP")) / 1000,
    priority: numberOf(text("PRIORITY")) ?? 6,
    units: unitsOf(text),
    invocation:
      text("INVOCATION_ID") || text("USER_INVOCATION_ID") || text("_SYSTEMD_INVOCATION_ID") || undefined,
    source: text("SYSLOG_IDENTIFIER") || text("_COMM"),
    pid: numberOf(text("_PID")),
    message: withoutColours(text("MESSAGE")),
    length: fields.get("MESSAGE")?.length ?? 0,
  };
}

/** As journalctl does: that an entry is about another unit is believed of systemd and of root alone. */
function unitsOf(text: (name: string) => string): readonly string[] {
  const ofRoot = text("_UID") === "0";
  const all = [
    ofRoot ? text("COREDUMP_UNIT") : "",
    ofRoot ? text("COREDUMP_USER_UNIT") : "",
    ofRoot ? text("OBJECT_SYSTEMD_UNIT") : "",
    ofRoot ? text("OBJECT_SYSTEMD_USER_UNIT") : "",
    text("_PID") === "1" ? text("UNIT") : "",
    // A user's manager speaks for no one but that user, and only that user's entries are asked for.
    text("USER_UNIT"),
    text("_SYSTEMD_USER_UNIT"),
    text("_SYSTEMD_UNIT"),
  ];
  return [...new Set(all.filter((unit) => unit !== ""))];
}

/** Bytes that are no UTF-8 become replacement characters. */
const asText = (bytes: string) =>
  beyondAscii.test(bytes) ? Buffer.from(bytes, "latin1").toString("utf8") : bytes;

const beyondAscii = /[\x80-\xff]/;

const numberOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined);

// Escape sequences of terminals: colours and cursor movements (CSI … letter), titles (OSC … BEL).
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const escapes = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]/g;

const withoutColours = (text: string) => text.replace(escapes, "");
