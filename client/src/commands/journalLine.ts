import type { JournalEntry } from "../systemd/journalEntry.ts";

/** One entry as a line of a log: local time, level where it matters, who, what. Further lines are indented. */
export function journalLine(entry: JournalEntry): string {
  const level = entry.priority <= 3 ? "[error] " : entry.priority === 4 ? "[warning] " : "";
  const pid = entry.pid === undefined ? "" : `[${entry.pid}]`;
  const message = entry.message.trimEnd().replaceAll("\n", "\n    ");
  return `${localTime(entry.time)} ${level}${entry.source}${pid}: ${message}`;
}

function localTime(time: number): string {
  const date = new Date(time);
  const digits = (value: number, length = 2) => String(value).padStart(length, "0");
  const day = `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`;
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((value) => digits(value))
    .join(":");
  return `${day} ${clock}.${digits(date.getMilliseconds(), 3)}`;
}
