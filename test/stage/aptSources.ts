// Where this machine gets its Debian packages from, read from apt's own files in both their formats.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One place to fetch packages from. `options` are deb822 fields such as `Signed-By`, values as written. */
export interface AptSource {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Reads every enabled binary source under `/etc/apt` (`root` goes in front, for tests). */
export async function readAptSources(root = "/"): Promise<readonly AptSource[]> {
  const folder = join(root, "etc/apt");
  const parts = await readdir(join(folder, "sources.list.d")).catch((): string[] => []);
  const files = ["sources.list", ...parts.sort().map((part) => join("sources.list.d", part))];
  const found: AptSource[] = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8").catch(() => "");
    if (file.endsWith(".list")) found.push(...parseOneLineSources(text));
    else if (file.endsWith(".sources")) found.push(...parseDeb822Sources(text));
  }
  return found.filter((source) => !source.uri.startsWith("cdrom:"));
}

/** Reads the `deb [option=value] URI SUITE COMPONENT…` format of sources.list(5). */
export function parseOneLineSources(text: string): readonly AptSource[] {
  return text.split("\n").flatMap((line) => {
    const parts = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    const [, options = "", uri, suite, components = ""] = parts ?? [];
    if (uri === undefined || suite === undefined) return [];
    return [{ uri, suite, components: words(components), options: oneLineOptions(options) }];
  });
}

/** Reads the stanzas of a deb822 `.sources` file; a stanza naming several URIs or suites gives several sources. */
export function parseDeb822Sources(text: string): readonly AptSource[] {
  const uncommented = text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n");
  return uncommented.split(/\n[ \t]*\n/).flatMap((stanza) => {
    const fields = deb822Fields(stanza);
    if (!words(fields.get("types") ?? "").includes("deb")) return [];
    if (/^(no|false|off|0)$/i.test(fields.get("enabled") ?? "")) return [];
    const options = new Map(
      keptOptions.flatMap((name): [string, string][] => {
        const value = fields.get(name.toLowerCase());
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const components = words(fields.get("components") ?? "");
    return words(fields.get("uris") ?? "").flatMap((uri) =>
      words(fields.get("suites") ?? "").map((suite) => ({ uri, suite, components, options })),
    );
  });
}

/** Writes sources as one deb822 file, which apt has read since 1.1. */
export function formatDeb822(sources: readonly AptSource[]): string {
  return sources
    .map((source) =>
      [
        "Types: deb",
        `URIs: ${source.uri}`,
        `Suites: ${source.suite}`,
        `Components: ${source.components.join(" ")}`,
        ...[...source.options].map(([name, value]) => `${name}: ${value}`),
        "",
      ].join("\n"),
    )
    .join("\n");
}

/** The options that say how far a source is trusted; the others (languages, targets) do not matter to us. */
const keptOptions = ["Signed-By", "Trusted", "Allow-Insecure", "Check-Valid-Until"] as const;

function oneLineOptions(text: string): ReadonlyMap<string, string> {
  const given = new Map(words(text).map((option) => [option.split("=")[0]?.toLowerCase(), option]));
  return new Map(
    keptOptions.flatMap((name): [string, string][] => {
      const option = given.get(name.toLowerCase());
      return option === undefined ? [] : [[name, option.slice(name.length + 1)]];
    }),
  );
}

function deb822Fields(stanza: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  // A field goes on over lines that begin with a blank; an embedded key in Signed-By does.
  for (const [, name = "", value = ""] of stanza.matchAll(/^([^\s:]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)) {
    fields.set(name.toLowerCase(), value);
  }
  return fields;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
