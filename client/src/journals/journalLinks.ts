// Places in files that the text of a journal names, as compilers, interpreters and systemd itself write them.

/** A path and where it stands in the text, as offsets. */
export interface NamedFile {
  readonly path: string;
  /** Counted from 1, as it is written. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly from: number;
  readonly to: number;
}

// An absolute path, then the line as in `:7`, `:7:3`, `(7)`, `(7,3)`, `", line 7` or ` line 7`.
const place =
  /(?<![\w/.~+-])(\/(?!\/)[^\s"'`<>|:;,()[\]{}\0]+)(?:(?::(\d+)(?::(\d+))?)|\((\d+)(?:,\s*(\d+))?\)|"?,? (?:on )?line (\d+))?/g;

/** The absolute paths in a text, with the line and column behind them; whether they exist is not asked. */
export function namedFiles(text: string): readonly NamedFile[] {
  return Array.from(text.matchAll(place), (match) => {
    const written = match[1] ?? "";
    const path = written.replace(/[.]+$/, "");
    const line = numberOf(match[2] ?? match[4] ?? match[6]);
    const to = match.index + (line === undefined ? path.length : match[0].length);
    return { path, line, column: numberOf(match[3] ?? match[5]), from: match.index, to };
  }).filter(({ path }) => path.indexOf("/", 1) > 0);
}

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
