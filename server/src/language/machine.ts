/** What lies at a path, links followed; `unclear` where nobody can tell what will lie there when the unit starts. */
export type PathKind = "program" | "file" | "folder" | "other" | "absent" | "unclear";

/** Whether there is an account; `unclear` where others than the machine's own files may know it. */
export type AccountStanding = "present" | "absent" | "unclear";

export type AccountKind = "user" | "group";

/** What is known of the machine that reads a unit's file: a value of one moment. */
export interface Machine {
  /** A program is a regular file that somebody may execute. */
  readonly kindOf: (path: string) => PathKind;
  readonly account: (kind: AccountKind, name: string) => AccountStanding;
}
