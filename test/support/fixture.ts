/** One file of a fixture. Offsets count in `text`, which holds neither carets nor marks any more. */
export interface FixtureFile {
  readonly path: string;
  readonly text: string;
  /** Where each `$0` stood. */
  readonly carets: readonly number[];
}

/**
 * Reads files written as unit-file text: `#- path` begins a file, `$0` is the caret (two of them a selection), and
 * lines such as `#     ^^^^ warning unknown-word` mark the line above and are left out. Text before the first `#-`
 * is the file `defaultPath`.
 */
export function readFixture(
  marked: string,
  defaultPath = "/etc/systemd/system/app.service",
): readonly FixtureFile[] {
  const files: FixtureFile[] = [];
  let path = defaultPath;
  let isNamed = false;
  let lines: string[] = [];
  const close = () => {
    if (isNamed || lines.some((line) => line !== "")) files.push(fileOf(path, lines.join("\n")));
  };
  for (const line of marked.split("\n")) {
    const name = /^#- (\S+)$/.exec(line)?.[1];
    if (name !== undefined) {
      close();
      path = name;
      isNamed = true;
      lines = [];
    } else if (!markLine.test(line)) lines.push(line);
  }
  close();
  return files;
}

/** The one file of a fixture that has a single caret, and the caret's offset. */
export function readCaretFixture(marked: string): { readonly file: FixtureFile; readonly at: number } {
  for (const file of readFixture(marked)) {
    const [at] = file.carets;
    if (at !== undefined) return { file, at };
  }
  throw new Error("The fixture has no $0.");
}

/** Something found in a file, as a mark shows it. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/**
 * The text with each mark drawn under the line where it begins, the way fixtures spell them. A mark that begins at
 * the first character is drawn `#<^^^`, since the `#` takes that place; one that goes on beyond its line ends in `…`.
 */
export function drawMarks(text: string, marks: readonly Mark[]): string {
  const drawn: string[] = [];
  let from = 0;
  for (const line of text.split("\n")) {
    drawn.push(line);
    const to = from + line.length;
    for (const mark of marks) if (mark.from >= from && mark.from <= to) drawn.push(drawMark(mark, from, to));
    from = to + 1;
  }
  return drawn.join("\n");
}

const markLine = /^#(?:<\^*| *\^+)…? \S/;

function drawMark(mark: Mark, lineFrom: number, lineTo: number): string {
  const column = mark.from - lineFrom;
  const width = Math.max(1, Math.min(mark.to, lineTo) - mark.from);
  const more = mark.to > lineTo ? "…" : "";
  const sign =
    column === 0
      ? `#<${"^".repeat(Math.max(0, width - 2))}`
      : `#${" ".repeat(column - 1)}${"^".repeat(width)}`;
  return `${sign}${more} ${mark.label}`;
}

function fileOf(path: string, marked: string): FixtureFile {
  const parts = marked.split("$0");
  const carets: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    at += part.length;
    carets.push(at);
  }
  return { path, text: parts.join(""), carets };
}
