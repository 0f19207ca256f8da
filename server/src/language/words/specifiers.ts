/**
 * The tables a value can be expanded with: `name` where the value names units, `full` everywhere else that expands,
 * `install` for [Install], which `systemctl enable` reads.
 */
export type SpecifierTable = "name" | "full" | "install";

/** One letter after `%`. */
export interface Specifier {
  readonly letter: string;
  readonly meaning: string;
  /** What it stands for in every unit of the system's manager, whatever the machine. */
  readonly ofSystem?: string;
  /** systemd warns about each use. */
  readonly deprecated?: true;
  /** The first release whose table of that kind has the letter; absent where none has. */
  readonly full?: number;
  readonly name?: number;
  readonly install?: number;
}

/** Every specifier of unit files; since-numbers read off the tables of systemd's releases. */
export const specifiers: readonly Specifier[] = [
  {
    letter: "a",
    meaning: "CPU architecture of the machine, such as `x86-64`",
    full: 247,
    name: 246,
    install: 246,
  },
  { letter: "A", meaning: "`IMAGE_VERSION=` of os-release", full: 249, name: 249, install: 249 },
  { letter: "b", meaning: "ID of the running boot, 32 hex digits", full: 190, name: 233, install: 198 },
  { letter: "B", meaning: "`BUILD_ID=` of os-release", full: 247, name: 246, install: 246 },
  { letter: "c", meaning: "control group path of the unit", deprecated: true, full: 30 },
  {
    letter: "C",
    meaning: "root of the caches: `/var/cache`, for a user unit `~/.cache`",
    ofSystem: "/var/cache",
    full: 236,
  },
  { letter: "d", meaning: "folder with the unit's credentials", full: 251 },
  {
    letter: "D",
    meaning: "root of shared data: `/usr/share`, for a user unit `~/.local/share`",
    ofSystem: "/usr/share",
    full: 256,
  },
  {
    letter: "E",
    meaning: "root of the configuration: `/etc`, for a user unit `~/.config`",
    ofSystem: "/etc",
    full: 239,
  },
  { letter: "f", meaning: "instance (or else the prefix) unescaped as an absolute path", full: 12 },
  {
    letter: "g",
    meaning: "group name of the manager: `root`, or the user's",
    ofSystem: "root",
    full: 240,
    name: 240,
    install: 240,
  },
  {
    letter: "G",
    meaning: "group ID of the manager: `0`, or the user's",
    ofSystem: "0",
    full: 240,
    name: 240,
    install: 240,
  },
  {
    letter: "h",
    meaning: "home folder of the manager's user: `/root`, or the user's",
    ofSystem: "/root",
    full: 187,
  },
  { letter: "H", meaning: "host name of the machine", full: 190, name: 233, install: 198 },
  {
    letter: "i",
    meaning: "instance: between `@` and the type, still escaped",
    full: 1,
    name: 1,
    install: 198,
  },
  { letter: "I", meaning: "instance, unescaped", full: 1 },
  { letter: "j", meaning: "last part of the prefix, after its last `-`", full: 239, name: 241, install: 239 },
  { letter: "J", meaning: "last part of the prefix, unescaped", full: 239 },
  {
    letter: "l",
    meaning: "host name of the machine up to the first dot",
    full: 246,
    name: 247,
    install: 247,
  },
  {
    letter: "L",
    meaning: "root of the logs: `/var/log`, for a user unit under `~/.local/state`",
    ofSystem: "/var/log",
    full: 236,
  },
  { letter: "m", meaning: "ID of the machine, 32 hex digits", full: 190, name: 233, install: 198 },
  { letter: "M", meaning: "`IMAGE_ID=` of os-release", full: 249, name: 249, install: 249 },
  { letter: "n", meaning: "full name of the unit", full: 1, name: 1, install: 198 },
  { letter: "N", meaning: "name of the unit without its type", full: 1, name: 1, install: 198 },
  { letter: "o", meaning: "`ID=` of os-release, such as `debian`", full: 247, name: 246, install: 246 },
  {
    letter: "p",
    meaning: "prefix of the unit's name: what stands before `@`, or the whole",
    full: 1,
    name: 1,
    install: 198,
  },
  { letter: "P", meaning: "prefix of the unit's name, unescaped", full: 1 },
  { letter: "q", meaning: "pretty host name of the machine", full: 251, name: 251, install: 251 },
  { letter: "r", meaning: "control group path of the unit's slice", deprecated: true, full: 30 },
  { letter: "R", meaning: "control group root", deprecated: true, full: 30 },
  { letter: "s", meaning: "shell of the manager's user", full: 187 },
  {
    letter: "S",
    meaning: "root of persistent state: `/var/lib`, for a user unit `~/.local/state`",
    ofSystem: "/var/lib",
    full: 236,
  },
  {
    letter: "t",
    meaning: "root of runtime files: `/run`, for a user unit `$XDG_RUNTIME_DIR`",
    ofSystem: "/run",
    full: 30,
  },
  {
    letter: "T",
    meaning: "folder for temporary files: `/tmp`, unless the environment says otherwise",
    full: 239,
  },
  {
    letter: "u",
    meaning: "name of the manager's user: `root`, or the user's (not `User=`)",
    ofSystem: "root",
    full: 187,
    name: 233,
    install: 198,
  },
  {
    letter: "U",
    meaning: "ID of the manager's user: `0`, or the user's",
    ofSystem: "0",
    full: 197,
    name: 233,
    install: 198,
  },
  { letter: "v", meaning: "release of the running kernel", full: 206, name: 246, install: 206 },
  { letter: "V", meaning: "folder for larger and longer lived temporary files: `/var/tmp`", full: 239 },
  { letter: "w", meaning: "`VERSION_ID=` of os-release", full: 247, name: 246, install: 246 },
  { letter: "W", meaning: "`VARIANT_ID=` of os-release", full: 247, name: 246, install: 246 },
  { letter: "y", meaning: "path of the unit file", full: 251 },
  { letter: "Y", meaning: "folder of the unit file", full: 251 },
];

const byLetter = new Map(specifiers.map((specifier) => [specifier.letter, specifier]));

/** The specifier with this letter, in whatever table; undefined for `%` and for letters no release knows. */
export function findSpecifier(letter: string): Specifier | undefined {
  return byLetter.get(letter);
}

/** Whether `table` of the release `version` has the specifier. */
export function isInTable(specifier: Specifier, table: SpecifierTable, version: number): boolean {
  const since = specifier[table];
  return since !== undefined && since <= version;
}

/** What names of units take in the place of what is unescaped: their table has none of these. */
export const escapedForms: Readonly<Record<string, string>> = { I: "i", f: "i", J: "j", P: "p" };
