import type { TableEntry } from "./gperf.ts";
import type { Lookups } from "./lookups.ts";
import type { SpecifierLetters } from "./specifierTables.ts";

/** The plain facts of one systemd release, as committed in `facts/`. */
export interface Facts extends Lookups {
  /** The release number: 252. */
  readonly systemd: number;
  /** The release as the source tree spells it: "257.13". */
  readonly release: string;
  readonly specifiers: SpecifierLetters;
  readonly directives: readonly DirectiveFact[];
}

export interface DirectiveFact extends TableEntry {
  /** For [Install], whose lines the manager leaves alone: the parser that `systemctl enable` reads them with. */
  readonly installer?: string;
  /** The release that brought it, as the manual has it; kept only where the recorded history ends before. */
  readonly since?: number;
}

/** When each directive ever known came, changed its parser and went, by release tags. */
export interface History {
  /** The first and the last release whose own table was read. */
  readonly from: number;
  readonly until: number;
  readonly directives: Readonly<Record<string, DirectiveHistory>>;
  /** Parsers that came after the last of these, by directive, as the release notes tell. */
  readonly later: Readonly<Record<string, readonly [number, string]>>;
  /** The first release whose string table has the word, by table and word. */
  readonly words: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface DirectiveHistory {
  readonly first: number;
  /** The last release that knew it; absent where the last recorded one does. */
  readonly last?: number;
  /** Parsers it had, each with the first release that used it. */
  readonly parsers: readonly (readonly [number, string])[];
}

/** The text of a fact file: JSON with one entry a line, so that a new release reads well as a diff. */
export function printFacts(facts: Facts): string {
  const { directives, words, lookups, ...head } = facts;
  const headLines = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  const blocks = [
    `  "directives": [\n${directives.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`,
    `  "words": ${printRecord(words)}`,
    `  "lookups": ${printRecord(lookups)}`,
  ];
  return `{\n${[...headLines, ...blocks].join(",\n")}\n}\n`;
}

function printRecord(record: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(record).map(
    ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(",\n")}\n  }`;
}
