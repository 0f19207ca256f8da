// One output channel per unit that follows its journal. An output channel and no editor: it takes lines at its end
// without giving the whole text again, scrolls along until the reader scrolls away, is searched and filtered like
// every log, and survives a flood of lines.
import { type OutputChannel, window } from "vscode";
import { followJournal, type JournalFollower } from "../systemd/journal.ts";
import { journalLine } from "./journalLine.ts";
import type { Target } from "./target.ts";

export interface JournalChannels {
  /** Shows the unit's journal, and follows it from then on. */
  show(target: Target): void;
  dispose(): void;
}

interface Followed {
  readonly channel: OutputChannel;
  readonly follower: JournalFollower;
}

/** Each follower is a journalctl of some 10 MB: beyond this many, the one shown longest ago ends. */
const mostFollowers = 8;

/** How much of the past is shown, in entries. */
const earlierEntries = 500;

export function createJournalChannels(): JournalChannels {
  const followed = new Map<string, Followed>();

  const end = (key: string) => {
    const one = followed.get(key);
    followed.delete(key);
    one?.follower.close();
    one?.channel.dispose();
  };
  const begin = ({ scope, name }: Target): Followed => {
    // The language `log` colours times, levels and quoted text.
    const channel = window.createOutputChannel(scope === "user" ? `${name} (user)` : name, "log");
    const follower = followJournal(
      { unit: name, scope, lines: earlierEntries },
      {
        entries: (entries) => channel.append(`${entries.map(journalLine).join("\n")}\n`),
        notice: (text) => channel.appendLine(`(${text})`),
      },
    );
    return { channel, follower };
  };

  return {
    show: (target) => {
      const key = `${target.scope}/${target.name}`;
      const one = followed.get(key) ?? begin(target);
      // A Map keeps the order of insertion: what was shown last stands last.
      followed.delete(key);
      followed.set(key, one);
      for (const oldest of [...followed.keys()].slice(0, -mostFollowers)) end(oldest);
      one.channel.show(true);
    },
    dispose: () => {
      for (const key of [...followed.keys()]) end(key);
    },
  };
}
