// The first line of a journal document: whose journal it is, and what of it is shown.
import type { JournalFilter, JournalQuery } from "../systemd/journalQuery.ts";
import { localTime } from "../systemd/localTime.ts";
import { subjectName } from "./journalAddress.ts";

/** Such as `Journal of a.service: warnings and worse, since 2026-01-02 03:04:05`. */
export function journalHead({ subject, filter }: JournalQuery): string {
  const words = filterWords(filter);
  return `Journal of ${subjectName(subject)}${words.length === 0 ? "" : `: ${words.join(", ")}`}`;
}

/** What a filter lets through, a few words for each of its parts. */
export function filterWords(filter: JournalFilter): readonly string[] {
  const { priority, since, boot, invocations = [], text = "" } = filter;
  return [
    ...(priority === undefined ? [] : [priorityWords(priority)]),
    ...(since === undefined ? [] : [`since ${localTime(since).slice(0, 19)}`]),
    ...(boot === undefined
      ? []
      : [boot === "this" ? "since the machine started" : "before the machine started last"]),
    ...(invocations.length === 0 ? [] : ["last run only"]),
    ...(text === "" ? [] : [`with "${text}"`]),
  ];
}

/** The priorities that can be asked for, from the worst, with the words for each and all that is worse. */
export const priorities = [
  { priority: 2, words: "critical and worse" },
  { priority: 3, words: "errors and worse" },
  { priority: 4, words: "warnings and worse" },
  { priority: 5, words: "notices and worse" },
  { priority: 6, words: "all but debugging" },
] as const;

function priorityWords(priority: number): string {
  return priorities.find((one) => one.priority === priority)?.words ?? `priority ${priority} and worse`;
}
