// The comments of an effective unit that say where its lines stand: `# /etc/systemd/system/a.service:3`.

/** A file of the unit, and how its path is shown. */
export interface ShownFile {
  readonly path: string;
  readonly shown: string;
}

/** A place that a comment names; all lines and columns count from 0. */
export interface NamedPlace {
  readonly path: string;
  readonly sourceLine: number;
  /** Where that is said in the text. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The text with the files' paths as they are shown. */
export function withShownPaths(text: string, files: readonly ShownFile[]): string {
  return text
    .split("\n")
    .map((line) => {
      const place = readPlace(line, files, ({ path }) => path);
      return place === undefined ? line : place.lead + place.file.shown + line.slice(place.pathEnd);
    })
    .join("\n");
}

/** The places that a text names in which the paths stand as they are shown. */
export function namedPlaces(text: string, files: readonly ShownFile[]): readonly NamedPlace[] {
  return text.split("\n").flatMap((content, line) => {
    const place = readPlace(content, files, ({ shown }) => shown);
    if (place === undefined) return [];
    const { file, lead, pathEnd, number } = place;
    const to = pathEnd + 1 + number.length;
    return [{ path: file.path, sourceLine: Number(number) - 1, line, from: lead.length, to }];
  });
}

interface Place {
  readonly file: ShownFile;
  /** What stands before the path. */
  readonly lead: string;
  readonly pathEnd: number;
  readonly number: string;
}

/** Reads the beginning of a comment; `spelling` is how the file's path is written there. */
function readPlace(
  line: string,
  files: readonly ShownFile[],
  spelling: (file: ShownFile) => string,
): Place | undefined {
  const lead = /^# +/.exec(line)?.[0];
  if (lead === undefined) return undefined;
  for (const file of files) {
    const pathEnd = lead.length + spelling(file).length;
    const number = /^:(\d+)(?= |$)/.exec(line.slice(pathEnd))?.[1];
    if (number !== undefined && line.startsWith(spelling(file), lead.length)) {
      return { file, lead, pathEnd, number };
    }
  }
  return undefined;
}
