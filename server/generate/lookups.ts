import { type CSource, comparedWords, readCSource, type StringTable } from "./cSource.ts";
import type { SourceTree } from "./sourceTree.ts";

export interface Lookups {
  /** The words of each enumeration, by the name of systemd's string table, or of the function that compares them. */
  readonly words: Readonly<Record<string, StringTable>>;
  /** The enumerations that each parser looks words up in. */
  readonly lookups: Readonly<Record<string, readonly string[]>>;
}

/** Folders whose C sources hold the parsers of unit files and the tables they look words up in. */
const folders = ["src/core", "src/shared", "src/basic"] as const;

/** Lookups whose words stand in their code instead of a string table. */
const listingLookups: ReadonlySet<string> = new Set([
  "bpf_delegate",
  "coredump_filter_mask",
  "exec_directory_flags",
  "mount_propagation_flag",
  "mount_propagation_flags",
  "seccomp_arch",
  "secure_bits",
]);

/** Enumerations that no parser looks up while a unit is loaded, but that values are made of. */
const further = ["architecture", "virtualization"] as const;

/** Reads off the sources which words each of the parsers knows. */
export function readLookups(tree: SourceTree, parsers: ReadonlySet<string>): Lookups {
  const paths = folders.flatMap((folder) => tree.list(folder).filter((path) => /\.[ch]$/.test(path)));
  const source = readCSource(paths.map((path) => tree.read(path) ?? ""));
  const words = new Map<string, StringTable>();
  const lookups: Record<string, readonly string[]> = {};
  for (const parser of [...parsers].sort()) {
    const found = wordsOfParser(parser, source);
    if (found.size > 0) lookups[parser] = [...found.keys()].sort();
    for (const [name, table] of found) words.set(name, table);
  }
  for (const name of further) {
    const table = source.tables.get(name);
    if (table) words.set(name, table);
  }
  const python = tree.read("src/basic/filesystem-sets.py") ?? "";
  for (const [name, texts] of specialWords(source, python))
    if (texts.length > 0) words.set(name, { words: texts });
  return { words: Object.fromEntries([...words].sort(([one], [other]) => (one < other ? -1 : 1))), lookups };
}

type Found = ReadonlyMap<string, StringTable>;

function wordsOfParser(parser: string, source: CSource): Found {
  const made = new RegExp(`^(?:static )?DEFINE_CONFIG_PARSE\\w*\\(${parser}, *(\\w+)`, "m").exec(
    source.text,
  )?.[1];
  if (made !== undefined) return wordsOfLookup(made.replace(/_from_string$/, ""), source, new Set());
  const body = source.body(parser);
  return body === undefined ? new Map() : wordsOfCode(parser, body, source, new Set([parser]));
}

/** The words behind `NAME_from_string`: a string table of that name, or else what the code of that function knows. */
function wordsOfLookup(name: string, source: CSource, seen: Set<string>): Found {
  const table = source.tables.get(name);
  if (table) return new Map([[name, table]]);
  if (seen.has(name)) return new Map();
  seen.add(name);
  const body = source.body(`${name}_from_string`) ?? source.body(name);
  return body === undefined ? new Map() : wordsOfCode(name, body, source, seen);
}

function wordsOfCode(name: string, code: string, source: CSource, seen: Set<string>): Found {
  const found = new Map<string, StringTable>();
  // What a parser itself compares is its grammar, and told there; what a lookup compares is a list of words.
  const compared = listingLookups.has(name) ? comparedWords(code) : [];
  if (compared.length > 0) found.set(name, { words: compared });
  const names = [...code.matchAll(/\b(\w+?)_from_string(?:_\w+)?\b|\bparse_(\w+)\(/g)].map(
    ([, lookup, parsed]) => (lookup ?? parsed ?? "").replace(/^(?:_+|static_)/, ""),
  );
  for (const each of names) {
    for (const [key, table] of wordsOfLookup(each, source, seen)) found.set(key, table);
  }
  return found;
}

/** Enumerations that systemd keeps in structures of their own; that of file systems is made by a script since 262. */
function* specialWords({ text }: CSource, python: string): Generator<readonly [string, readonly string[]]> {
  const structure = (start: string): string =>
    new RegExp(`${start}\\[[^\\]]*\\] = \\{(.*?)^\\};`, "ms").exec(text)?.[1] ?? "";
  yield ["exit_status", quoted(structure("ExitStatusMapping exit_status_mappings"), /\{ *"([^"]+)"/g)];
  yield ["namespace", quoted(structure("struct namespace_info namespace_info"), /\{ *"([^"]+)"/g)];
  yield [
    "syscall_filter_set",
    quoted(structure("SyscallFilterSet syscall_filter_sets"), /\.name = "(@[^"]+)"/g),
  ];
  const systems = quoted(structure("FilesystemSet filesystem_sets"), /\.name = "(@[^"]+)"/g);
  yield ["filesystem_set", systems.length > 0 ? systems : quoted(python, /^ +'(@[\w-]+)',$/gm)];
}

function quoted(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, word]) => (word === undefined ? [] : [word]));
}
