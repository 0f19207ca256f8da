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
  for (const [name, table] of specialTables(source)) words.set(name, table);
  return { words: Object.fromEntries([...words].sort(([one], [other]) => (one < other ? -1 : 1))), lookups };
}

type Found = ReadonlyMap<string, StringTable>;

function wordsOfParser(parser: string, source: CSource): Found {
  const made = new RegExp(`^(?:static )?DEFINE_CONFIG_PARSE\\w*\\(${parser}, *(\\w+)`, "m").exec(source.text)?.[1];
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
  const compared = comparedWords(code);
  if (compared.length > 0) found.set(name, { words: compared });
  const names = [...code.matchAll(/\b(\w+?)_from_string(?:_\w+)?\b|\bparse_(\w+)\(/g)].map(
    ([, lookup, parsed]) => lookup ?? parsed ?? "",
  );
  for (const each of names) {
    for (const [key, table] of wordsOfLookup(each, source, seen)) found.set(key, table);
  }
  return found;
}

/** Enumerations that systemd keeps in structures of their own. */
function* specialTables({ text }: CSource): Generator<readonly [string, StringTable]> {
  const statuses = /^const ExitStatusMapping exit_status_mappings\[\d*\] = \{(.*?)^\};/ms.exec(text)?.[1] ?? "";
  yield ["exit_status", { words: quoted(statuses, /\{ *"([^"]+)"/g) }];
  const namespaces = /struct namespace_info namespace_info\[[^\]]*\] = \{(.*?)^\};/ms.exec(text)?.[1] ?? "";
  yield ["namespace", { words: quoted(namespaces, /\{ *"([^"]+)"/g) }];
  const calls = /SyscallFilterSet syscall_filter_sets\[[^\]]*\] = \{(.*?)^\};/ms.exec(text)?.[1] ?? "";
  yield ["syscall_filter_set", { words: quoted(calls, /\.name = "(@[^"]+)"/g) }];
  const systems = /FilesystemSet filesystem_sets\[[^\]]*\] = \{(.*?)^\};/ms.exec(text)?.[1] ?? "";
  yield ["filesystem_set", { words: quoted(systems, /\.name = "(@[^"]+)"/g) }];
}

function quoted(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, word]) => (word === undefined ? [] : [word]));
}
