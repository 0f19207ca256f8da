// Follows a journal of the box for the length of a test.
import { followJournal, type JournalFollower } from "../../client/src/systemd/journal.ts";
import type { JournalEntry } from "../../client/src/systemd/journalEntry.ts";
import type { JournalQuery } from "../../client/src/systemd/journalQuery.ts";
import type { Scope } from "../../client/src/systemd/manager.ts";
import type { LiveBox } from "./box.ts";

/** Waits until enough has come, for 20 s at most, and gives all that came. */
export type Heard = (
  enough: (entries: readonly JournalEntry[]) => boolean,
) => Promise<readonly JournalEntry[]>;

/** Follows a unit, or what a query means, while `body` runs. */
export async function following(
  live: LiveBox,
  followed: string | JournalQuery,
  body: (heard: Heard) => Promise<void>,
  scope: Scope = "system",
  /** So many of the last lines are heard of those that are there already. */
  lines = 20,
): Promise<void> {
  const query =
    typeof followed === "string" ? { subject: { scope, units: [followed] }, filter: {} } : followed;
  const entries: JournalEntry[] = [];
  let look = () => {};
  const notices: string[] = [];
  const follower: JournalFollower = followJournal(
    { query, lines, program: [...live.door, "journalctl"], root: live.box.path("/") },
    {
      entries: (more) => {
        entries.push(...more);
        look();
      },
      notice: (text) => void notices.push(text),
    },
  );
  try {
    await body(
      (enough) =>
        new Promise((resolve, reject) => {
          const timer = setTimeout(
            () =>
              reject(
                new Error(
                  `Only ${entries.length} entries came: ${entries.map((one) => one.message).join("; ")}. ${notices.join(" ")}`,
                ),
              ),
            20_000,
          );
          look = () => {
            if (!enough(entries)) return;
            clearTimeout(timer);
            look = () => {};
            resolve(entries);
          };
          look();
        }),
    );
  } finally {
    follower.close();
  }
}

/** The messages that are numbers. */
export const numbersOf = (entries: readonly JournalEntry[]) =>
  entries.filter((entry) => /^\d+$/.test(entry.message)).map((entry) => Number(entry.message));
