// The text of a journal document: it grows at its end, forgets its beginning, and stands still while it is paused.

export interface JournalText {
  /** Adds what entries became; while paused, it waits. */
  append(lines: readonly string[]): void;
  pause(): void;
  /** What waited comes. */
  resume(): void;
  readonly isPaused: boolean;
  /** How many entries wait. */
  readonly waiting: number;
  /** The whole text, ending in a line break unless empty. */
  read(): string;
}

/** How much is kept, at least: entries, or as many of them as have so many characters. */
export interface JournalLimits {
  readonly entries: number;
  readonly characters: number;
}

/** Keeps half as much again as the limits at most: cutting at each line would cost too much. */
export function createJournalText(limits: JournalLimits): JournalText {
  let shown = createKeptLines(limits);
  let waiting: KeptLines | undefined;
  return {
    append: (lines) => (waiting ?? shown).append(lines),
    pause: () => {
      waiting ??= createKeptLines(limits);
    },
    resume: () => {
      const came = waiting;
      waiting = undefined;
      // Between what stood there and what waited, something is missing: it is no one text any more.
      if (came !== undefined && came.forgotten > 0) shown = came;
      else shown.append(came?.lines ?? []);
    },
    get isPaused() {
      return waiting !== undefined;
    },
    get waiting() {
      return waiting === undefined ? 0 : waiting.lines.length + waiting.forgotten;
    },
    read: () => {
      const { lines, forgotten } = shown;
      const first =
        forgotten === 0 ? [] : [`(Earlier entries are left out: these are the last ${count(lines.length)}.)`];
      const last = waiting === undefined ? [] : [pausedLine(waiting.lines.length + waiting.forgotten)];
      return [...first, ...lines, ...last].map((line) => `${line}\n`).join("");
    },
  };
}

function pausedLine(waiting: number): string {
  if (waiting === 0) return "(Paused. New entries wait.)";
  return waiting === 1 ? "(Paused: 1 new entry waits.)" : `(Paused: ${count(waiting)} new entries wait.)`;
}

const count = (number: number) => number.toLocaleString("en");

interface KeptLines {
  readonly lines: readonly string[];
  /** How many are no longer kept. */
  readonly forgotten: number;
  append(more: readonly string[]): void;
}

function createKeptLines({ entries, characters }: JournalLimits): KeptLines {
  let lines: string[] = [];
  let size = 0;
  let forgotten = 0;
  const cut = () => {
    let from = Math.max(0, lines.length - entries);
    size = 0;
    for (let index = lines.length - 1; index >= from; index--) {
      size += lines[index]?.length ?? 0;
      if (size > characters) from = index + 1;
    }
    forgotten += from;
    lines = lines.slice(from);
    size = sizeOf(lines);
  };
  return {
    get lines() {
      return lines;
    },
    get forgotten() {
      return forgotten;
    },
    append: (more) => {
      lines = lines.concat(more);
      size += sizeOf(more);
      if (lines.length > entries * 1.5 || size > characters * 1.5) cut();
    },
  };
}

const sizeOf = (lines: readonly string[]) => lines.reduce((size, line) => size + line.length, 0);
