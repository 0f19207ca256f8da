// How an entry of the journal stands in a document.
import type { JournalEntry } from "../systemd/journalEntry.ts";
import { mostFieldBytes } from "../systemd/journalExport.ts";
import { localTime } from "../systemd/localTime.ts";

/** What a line tells beside the message: where several units speak, which one does. */
export type LineStyle = "one-unit" | "several-units";

/** One entry as a line of a log: local time, level where it matters, who, what. Further lines are indented. */
export function journalLine(entry: JournalEntry, style: LineStyle): string {
  const level = levels[entry.priority];
  const mark = level === undefined ? "" : `[${level}] `;
  const pid = entry.pid === undefined ? "" : `[${entry.pid}]`;
  const unit = style === "several-units" && entry.units[0] !== undefined ? `${entry.units[0]} ` : "";
  return `${localTime(entry.time)} ${mark}${unit}${entry.source}${pid}: ${shownMessage(entry)}`;
}

/** What the levels are called; the usual one has no need of a name. */
const levels = ["emergency", "alert", "critical", "error", "warning", "notice", undefined, "debug"] as const;

/** An editor draws no more of a line. */
const mostCharacters = 10_000;

// Whatever an editor, too, takes for the end of a line.
const lineBreak = /\r\n?|\n/g;

function shownMessage({ message, length }: JournalEntry): string {
  const shown = message.slice(0, mostCharacters).trimEnd().replaceAll(lineBreak, "\n    ");
  const isWhole = message.length <= mostCharacters && length <= mostFieldBytes;
  return isWhole ? shown : `${shown} … (cut: ${length.toLocaleString("en")} bytes in all)`;
}
