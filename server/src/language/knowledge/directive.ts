import type { SpecifierTable } from "../words/specifiers.ts";
import type { ValueName } from "./generated/valueNames.ts";
import type { SectionName } from "./sections.ts";

/** A systemd release number, such as 252. */
export type SystemdVersion = number;

/** What a second assignment of the same directive does to the first. */
type RepeatRule =
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
  /** Forgets what stands before it, and counts itself: an empty CapabilityBoundingSet= leaves no capability at all. */
  | "empties"
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

/** How a value is read and what goes with it. */
export interface Parsing {
  /** systemd's own name of the value parser. */
  readonly value: ValueName;
  readonly repeat: RepeatRule;
  readonly empty: EmptyRule;
  /** What the directives have in common that one assignment resets together, such as "conditions". */
  readonly group?: string;
  /** The table its `%` are expanded with; absent where `%` is an ordinary character. */
  readonly specifiers?: SpecifierTable;
  /** A bad value can make systemd stop reading the file there. */
  readonly fatal?: true;
  /** Every value is ignored with a warning, because units of this type cannot have it: Delegate= of a socket. */
  readonly refused?: true;
}

/** How older versions read it. */
export interface Former extends Parsing {
  /** The first version that reads it otherwise. */
  readonly until: SystemdVersion;
}

/** Another directive, in the same section where none is named. */
export interface DirectiveReference {
  readonly name: string;
  readonly section?: SectionName;
}

/** What systemd knows under one name in one section: one row of its own table. The parsing is the newest one. */
export interface Directive extends Parsing {
  readonly section: SectionName;
  readonly name: string;
  /** Older ways to read it, oldest first. */
  readonly formerly?: readonly Former[];
  /** The first version that knows it. 0: older than every recorded table. */
  readonly since: SystemdVersion;
  /** The first version that no longer acts on it: ignored with a remark, or `gone`. */
  readonly removed?: SystemdVersion;
  /** The first version without a trace of it, where it is as unknown as a misspelt name. */
  readonly gone?: SystemdVersion;
  /** systemd remarks on every use since then. */
  readonly deprecated?: { readonly since: SystemdVersion; readonly instead?: DirectiveReference };
  /** An older spelling that systemd reads without a word, and the name that took its place. */
  readonly renamed?: { readonly since: SystemdVersion; readonly to: DirectiveReference };
  /** The build option without which systemd ignores it in silence, such as `HAVE_SECCOMP`. */
  readonly needs?: string;
}
