// One journal that is followed, and the text that it makes.
import { userInfo } from "node:os";
import { followJournal, type JournalFollower } from "../systemd/journal.ts";
import { journalAccess } from "../systemd/journalAccess.ts";
import type { JournalFilter, JournalQuery, JournalSubject } from "../systemd/journalQuery.ts";
import { isPattern } from "../systemd/namePattern.ts";
import { machineOf } from "../systemd/scope.ts";
import { filterWords, journalHead } from "./journalHead.ts";
import { journalLine } from "./journalLine.ts";
import { createJournalText, type JournalText } from "./journalText.ts";

export interface OpenJournal {
  readonly subject: JournalSubject;
  /** What is shown; its namespaces once that is known. */
  readonly query: () => JournalQuery;
  readonly isPaused: () => boolean;
  /** The whole text; never empty. */
  read(): string;
  /** Begins anew with what another filter lets through. */
  choose(filter: JournalFilter): void;
  pause(): void;
  resume(): void;
  close(): void;
}

/** How much is kept: an editor with more than this is slow to change. */
const limits = { entries: 5000, characters: 4_000_000 };

/** How much of the past is shown; more where a filter says which part is wanted. */
const earlierEntries = { unfiltered: 500, filtered: limits.entries };

/**
 * Follows until closed; `changed` is called whenever the text is another one. `namespacesOf` says where the entries are,
 * and never rejects.
 */
export function openJournal(
  subject: JournalSubject,
  namespacesOf: (subject: JournalSubject) => Promise<readonly string[]>,
  changed: () => void,
): OpenJournal {
  let filter: JournalFilter = {};
  let text: JournalText = createJournalText(limits);
  let namespaces: readonly string[] = [];
  let follower: JournalFollower | undefined;

  const begin = () => {
    const added = createJournalText(limits);
    text = added;
    const add = (lines: readonly string[]) => {
      added.append(lines);
      changed();
    };
    follower?.close();
    const query = { subject, filter };
    follower = soon(namespacesOf(subject), (found) => {
      namespaces = found;
      return begunFollowing({ ...query, namespaces }, add);
    });
    changed();
  };
  begin();
  return {
    subject,
    query: () => ({ subject, filter, namespaces }),
    isPaused: () => text.isPaused,
    read: () => {
      const head = `${journalHead({ subject, filter })}${text.isPaused ? " (paused)" : ""}\n\n`;
      return `${head}${text.read() || nothingYet(filter)}`;
    },
    choose: (wanted) => {
      filter = wanted;
      begin();
    },
    pause: () => text.pause(),
    resume: () => text.resume(),
    close: () => follower?.close(),
  };
}

/** Follows once it is known what, unless it was closed by then. */
function soon<Known>(known: Promise<Known>, begin: (known: Known) => JournalFollower): JournalFollower {
  let follower: JournalFollower | undefined;
  let isClosed = false;
  void known.then((found) => {
    if (!isClosed) follower = begin(found);
  });
  return {
    close: () => {
      isClosed = true;
      follower?.close();
    },
  };
}

function begunFollowing(query: JournalQuery, add: (lines: readonly string[]) => void): JournalFollower {
  const { subject, filter } = query;
  const isOne = subject.units.length === 1 && !subject.units.some(isPattern);
  const style = isOne ? "one-unit" : "several-units";
  const lines = filterWords(filter).length === 0 ? earlierEntries.unfiltered : earlierEntries.filtered;
  const whyNot = whyNotReadable(subject);
  void whyNot.then((why) => why === undefined || add([`(${why})`]));
  return followJournal(
    { query, lines },
    {
      entries: (entries) => add(entries.map((entry) => journalLine(entry, style))),
      // What journalctl says of it would say no more.
      notice: (notice) => void whyNot.then((why) => why !== undefined || add([`(${notice})`])),
    },
  );
}

/** Why the journal cannot be read and what to do, in a line; undefined where it can. */
async function whyNotReadable({ scope }: JournalSubject): Promise<string | undefined> {
  switch (await journalAccess(scope)) {
    case "readable":
      return undefined;
    case "none":
      return "journald keeps no journal on this machine: look for Storage= in journald.conf.";
    case "refused":
      if (machineOf(scope) !== undefined)
        return "Only root may read the journal of a local machine. Follow Journal in Terminal asks for your password.";
      return `You may not read this journal. Become a member of its group by "sudo usermod -aG systemd-journal ${userInfo().username}", then log in again and restart VS Code's server. Follow Journal in Terminal asks for your password instead.`;
  }
}

function nothingYet({ boot }: JournalFilter): string {
  return boot === "previous"
    ? "(Nothing of before the machine started last.)\n"
    : "(Nothing yet. New entries appear here.)\n";
}
