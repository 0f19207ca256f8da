import { readFileSync } from "node:fs";

export interface Snippet {
  readonly trigger: string;
  readonly description: string;
  readonly body: readonly string[];
  readonly isFileTemplate?: boolean;
  readonly section?: string;
}

const file = new URL("../../snippets/systemd-unit.json", import.meta.url);

/** The extension's snippets, as its manifest contributes them. */
export const snippets = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, Snippet>);

/**
 * Every text that a snippet leaves in a file of this name when a person tabs through it and types nothing: one for
 * each choice of the longest list, the other lists going along.
 */
export function expansions(snippet: Snippet, fileName: string): readonly string[] {
  const body = snippet.body.join("\n");
  const lists = [...body.matchAll(/\$\{\d+\|([^|]*)\|\}/g)].map((match) => match[1]?.split(",").length ?? 0);
  const variants = Math.max(1, ...lists);
  return Array.from({ length: variants }, (_, choice) => expand(body, fileName, choice));
}

function expand(body: string, fileName: string, choice: number): string {
  const base = fileName.replace(/\.[^.]*$/, "");
  const stops = new Map<string, string>();
  const chosen = body.replace(/\$\{(\d+)\|([^|]*)\|\}/g, (_, stop: string, list: string) => {
    const words = list.split(",");
    const word = words[choice % words.length] ?? "";
    stops.set(stop, word);
    return word;
  });
  const named = chosen
    .replace(
      /\$\{TM_FILENAME_BASE\/\((.*?)\)\|\(-\)\/.*?\/g\}/g,
      base.replaceAll("-", "/").replaceAll("\\x2d", "-"),
    )
    .replace(/\$\{TM_FILENAME_BASE:[^}]*\}/g, base);
  const filled = named.replace(/\$\{(\d+):([^}]*)\}/g, (_, stop: string, text: string) => {
    stops.set(stop, text);
    return text;
  });
  return filled.replace(/\$(\d+)/g, (_, stop: string) => stops.get(stop) ?? "");
}

/** A file that a text consists of, or brings along in its comments. */
export interface SnippetFile {
  readonly name: string;
  readonly text: string;
}

/** The second file that a text carries in comments below a line `# ---- NAME: …`, taken out of its comment signs. */
export function secondFile(text: string): SnippetFile | undefined {
  const heading = /^# ---- (\S+): .*\n/m.exec(text);
  if (heading === null) return undefined;
  const below = text.slice(heading.index + heading[0].length).split("\n");
  const end = below.findIndex((line) => !line.startsWith("#"));
  const lines = end < 0 ? below : below.slice(0, end);
  return { name: heading[1] ?? "", text: `${lines.map((line) => line.replace(/^# ?/, "")).join("\n")}\n` };
}
