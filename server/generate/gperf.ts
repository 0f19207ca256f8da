/** One entry of systemd's own table of directives. */
export interface TableEntry {
  readonly section: string;
  readonly name: string;
  /** systemd's name of the parser, such as `config_parse_bool`; `NULL` where the manager does not read it. */
  readonly parser: string;
  /** The constant handed to the parser, where there is one: `RLIMIT_CPU`, `SOCKET_FIFO`, `DISABLED_LEGACY`. */
  readonly ltype?: string;
  /** The build option without which systemd keeps the name and ignores it. */
  readonly needs?: string;
}

/** Where the table stands in a systemd source tree. */
export const tablePath = "src/core/load-fragment-gperf.gperf.in";

/**
 * Reads systemd's table of unit file directives: gperf input under Jinja, of which it uses macros with one
 * argument, and conditions on a single build option. Throws on anything else, so that a new construct is
 * noticed and not lost.
 */
export function readTable(text: string): readonly TableEntry[] {
  const entries = new Map<string, TableEntry>();
  for (const { line, branch } of conditionalLines(expandMacros(text))) {
    const entry = readEntry(line);
    const key = `${entry.section}.${entry.name}`;
    if (branch?.otherwise) {
      // Without the build option the same name stays in the table, to be ignored in silence.
      if (!entries.has(key) || entry.ltype !== "DISABLED_CONFIGURATION") {
        throw new Error(`${key}: an {% else %} branch of ${branch.option} that does more than switch it off`);
      }
      continue;
    }
    if (entries.has(key)) throw new Error(`${key} stands twice in the table`);
    entries.set(key, branch ? { ...entry, needs: branch.option } : entry);
  }
  return [...entries.values()];
}

function expandMacros(text: string): string {
  const macros = new Map<string, string>();
  const withoutComments = text.replace(/\{#.*?#\}/gs, "");
  const rest = withoutComments.replace(
    /\{%-? macro (\w+)\(type\) -?%\}(.*?)\{%-? endmacro -?%\}/gs,
    (_, name: string, body: string) => {
      macros.set(name, body);
      return "";
    },
  );
  const table = rest.split(/^%%$/m)[1];
  if (table === undefined) throw new Error("the table has no %% line");
  return table.replace(/\{\{ (\w+)\('(\w+)'\) \}\}/g, (_, name: string, section: string) => {
    const body = macros.get(name);
    if (body === undefined) throw new Error(`the table calls the macro ${name}, which it does not define`);
    return body.replaceAll("{{type}}", section);
  });
}

interface Branch {
  readonly option: string;
  readonly otherwise: boolean;
}

function* conditionalLines(text: string): Generator<{ readonly line: string; readonly branch?: Branch }> {
  let branch: Branch | undefined;
  for (const line of text.split("\n").map((each) => each.trim())) {
    const option = /^\{% if (\w+) %\}$/.exec(line)?.[1];
    if (line === "") continue;
    if (option !== undefined && branch === undefined) branch = { option, otherwise: false };
    else if (line === "{% else %}" && branch && !branch.otherwise) branch = { ...branch, otherwise: true };
    else if (line === "{% endif %}" && branch) branch = undefined;
    else if (branch) yield { line, branch };
    else yield { line };
  }
}

function readEntry(line: string): TableEntry {
  const [, section, name, parser, ltype] = /^(\w+)\.(\w+),\s*(\w+)\s*,\s*(\w+),\s*\S/.exec(line) ?? [];
  if (!section || !name || !parser || !ltype) throw new Error(`not an entry of the table: ${line}`);
  return ltype === "0" ? { section, name, parser } : { section, name, parser, ltype };
}
