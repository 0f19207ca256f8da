// Where a snippet may stand: VS Code would offer one at every word, and Enter after "runs on" would write a unit there.

/** A snippet of snippets/systemd-unit.json. VS Code reads the file too, and knows `isFileTemplate` and `include`. */
export interface Snippet {
  /** What is typed to get it. Under VS Code's own key, `prefix`, it would be offered inside of values as well. */
  readonly trigger: string;
  readonly description: string;
  readonly body: readonly string[];
  /** Globs of the files it is for; every file, where there are none. */
  readonly include?: readonly string[];
  /** Fills an empty file. */
  readonly isFileTemplate?: boolean;
  /** The section it is a part of; every other snippet begins with a header of its own. */
  readonly section?: string;
}

/** A line that can be begun anew, in a file whose sections are known. */
interface Place {
  /** The section that the line lies in. */
  readonly section: string | undefined;
  readonly file: "empty" | "begun";
}

/**
 * Tells from the text before and behind the caret whether a snippet could stand there: on a line that holds a word at
 * most, and that does not go on with the value above. Undefined everywhere else.
 */
export function snippetPlace(before: string, behind: string): Place | undefined {
  const above = before.split(/\r?\n/);
  const typed = above.pop() ?? "";
  if (!/^[\w-]*$/.test(typed) || !/^[\w-]*[ \t]*(?:\r?\n|$)/.test(behind)) return undefined;
  if (isContinued(above)) return undefined;
  const section = above.findLast((line) => header.test(line));
  const isBegun = section !== undefined || behind.split(/\r?\n/).some((line) => header.test(line));
  return { section: section?.trim().slice(1, -1), file: isBegun ? "begun" : "empty" };
}

/** The snippets for a place, of those that are for its file. */
export function snippetsFor<One extends Snippet>(snippets: readonly One[], place: Place): readonly One[] {
  return snippets.filter(({ section, isFileTemplate }) =>
    isFileTemplate === true ? place.file === "empty" : section === place.section,
  );
}

const header = /^[ \t]*\[[^\]]+\][ \t]*$/;

/** Whether the line below these goes on with their value. Comments between the lines of a value are no part of it. */
function isContinued(above: readonly string[]): boolean {
  const last = above.findLast((line) => !/^[ \t]*[#;]/.test(line)) ?? "";
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(last);
}
