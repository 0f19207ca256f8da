import type { SectionName } from "./sections.ts";
import type { ValueName } from "./generated/valueNames.ts";

/** A systemd release number, such as 252. */
export type SystemdVersion = number;

/** What a second assignment of the same directive does to the first. */
export type RepeatRule =
  /** The last one counts. */
  | "last"
  /** The first one counts; later ones are ignored with a warning. */
  | "first"
  /** Each adds to a list. */
  | "append"
  /** Words are merged into one set or mask. */
  | "merge"
  /** Each replaces the earlier one with the same key: Environment= by name, IODeviceWeight= by device. */
  | "by-key";

/** What an assignment without a value does. */
export type EmptyRule =
  /** Back to the default, or to an empty list. */
  | "resets"
  /** Like `resets`, and for the whole family: Listen*, On*Sec, Path*. */
  | "resets-group"
  /** Ignored, with a warning. */
  | "ignored-with-warning"
  /** Ignored in silence. */
  | "nothing"
  /** The value grammar judges it like any other value. */
  | "is-a-value"
  /** The rest of the file is dropped. */
  | "fatal";

/** Which specifier table a value is expanded with; absent where `%` is an ordinary character. */
export type SpecifierTable = "name" | "full" | "install";

/** What systemd knows under one name in one section: one row of its own table. */
export interface Directive {
  readonly section: SectionName;
  readonly name: string;
  /** systemd's own name of the value parser, in the newest version that has the directive. */
  readonly value: ValueName;
  /** Parsers of older versions, oldest first: `value` holds before the version `until`. */
  readonly formerly?: readonly { readonly until: SystemdVersion; readonly value: ValueName }[];
  /** The first version that knows it. 0: older than every recorded table. */
  readonly since: SystemdVersion;
  /** The first version that no longer acts on it (removed, or kept only to be ignored). */
  readonly removed?: SystemdVersion;
  readonly deprecated?: { readonly since: SystemdVersion; readonly instead?: string };
  readonly repeat: RepeatRule;
  readonly empty: EmptyRule;
  readonly specifiers?: SpecifierTable;
  /** A bad value makes systemd stop reading the file there. */
  readonly fatal?: true;
  /** The build option without which systemd ignores it in silence, such as `HAVE_SECCOMP`. */
  readonly needs?: string;
}
