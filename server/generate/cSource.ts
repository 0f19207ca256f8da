/** What is asked of C sources: string tables, and what a function mentions. Plain pattern work, no C parser. */
export interface CSource {
  /** The words of `static const char *const NAME_table[] = {…}`, by NAME. */
  readonly tables: ReadonlyMap<string, StringTable>;
  /** The body of a function, comments removed; undefined where no source defines it. */
  readonly body: (name: string) => string | undefined;
  /** Everything, comments removed. */
  readonly text: string;
}

export interface StringTable {
  readonly words: readonly string[];
  /** The lookup takes boolean words too, in every spelling. */
  readonly boolean?: true;
  /** The lookup takes the number of an entry too. */
  readonly number?: true;
}

/** Reads the sources as one; where two define the same name, the later one counts. */
export function readCSource(files: readonly string[]): CSource {
  const text = files.map(withoutComments).join("\n");
  const bodies = new Map<string, string>();
  // systemd's style: a function's name at the start of a line after its type, its closing brace alone in column 0.
  for (const [, name, body] of text.matchAll(
    /^(?:static )?(?:inline )?[\w ]+?[ *]+(\w+)\([^;{}]*\) \{\n(.*?)^\}/gms,
  )) {
    if (name !== undefined && body !== undefined) bodies.set(name, body);
  }
  return { tables: readTables(text), body: (name) => bodies.get(name), text };
}

/** The words that a piece of code compares something with, other than the name of the directive. */
export function comparedWords(code: string): readonly string[] {
  const words = [...code.matchAll(/\bstreq\((\w+), "([^"]+)"\)/g)].flatMap(([, what, word]) =>
    what === "lvalue" || word === undefined ? [] : [word],
  );
  return [...new Set(words)];
}

function readTables(text: string): ReadonlyMap<string, StringTable> {
  const tables = new Map<string, StringTable>();
  const table = /^(?:static )?const char ?\* ?const (?:_+|static_)?(\w+)_table\[[^\]]*\] = \{(.*?)^\};/gms;
  for (const [, name, body] of text.matchAll(table)) {
    if (name === undefined || body === undefined) continue;
    const words = [...body.matchAll(/= *"([^"]*)"/g)].flatMap(([, word]) =>
      word === undefined ? [] : [word],
    );
    const macro = new RegExp(`STRING_TABLE_LOOKUP(\\w*)\\((?:_+|static_)?${name},`).exec(text)?.[1] ?? "";
    tables.set(name, {
      words,
      ...(macro.includes("BOOLEAN") ? { boolean: true } : {}),
      ...(macro.includes("FALLBACK") ? { number: true } : {}),
    });
  }
  return tables;
}

/** Strings are matched first: one may hold what would else open a comment. */
function withoutComments(file: string): string {
  return file.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*.*?\*\/|\/\/[^\n]*/gs,
    (_, quoted?: string) => quoted ?? "",
  );
}
