// The text of a journal document: it grows at its end and forgets its beginning.

export interface JournalText {
  append(lines: readonly string[]): void;
  /** The whole text, ending in a line break unless empty. */
  read(): string;
}

/** Keeps the last `most` lines at least, and half as many again at most: cutting at each line would cost too much. */
export function createJournalText(most: number): JournalText {
  let lines: string[] = [];
  let cut = false;
  return {
    append: (more) => {
      lines = lines.concat(more);
      if (lines.length <= most * 1.5) return;
      lines = lines.slice(-most);
      cut = true;
    },
    read: () => {
      const first = cut ? [`(Earlier entries are left out: these are the last ${lines.length}.)`] : [];
      return [...first, ...lines].map((line) => `${line}\n`).join("");
    },
  };
}
