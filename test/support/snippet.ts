import { readFileSync } from "node:fs";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";

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

/** The name of a file that a snippet for a whole unit is meant for. */
export const snippetFileNames: Readonly<Record<string, string>> = {
  "unit-service": "shop.service",
  "unit-oneshot": "firewall.service",
  "unit-template": "shop@.service",
  "unit-socket": "shop.socket",
  "unit-socket-accept": "ddate.socket",
  "unit-socket-shared": "web@.socket",
  "unit-timer": "backup.timer",
  "unit-timer-interval": "poll.timer",
  "unit-path": "deploy.path",
  "unit-hotplug": "gamelink.service",
  "unit-hotplug-udev": "token@.service",
  "unit-serial-getty": "serial-login@.service",
  "unit-mount": "srv-my\\x2ddata.mount",
  "unit-automount": "srv-my\\x2ddata.automount",
  "unit-swap": "var-my\\x2dswap.swap",
  "unit-slice": "shop-web.slice",
  "unit-target": "shop.target",
};

/** The rest of the file into which a snippet for a part of one is put; `$` is its place. */
export const snippetPlaces: Readonly<Record<string, string>> = {
  "replace-execstart": "[Unit]\nDescription=shop\n$\n",
  "wait-for-network": "[Unit]\n$\n\n[Service]\nExecStart=/usr/local/bin/shop\n",
  sandbox: "[Service]\nExecStart=/usr/local/bin/shop\n$\n",
  limits: "[Service]\nExecStart=/usr/local/bin/shop\n$\n",
};

/** What a snippet leaves behind: for each choice it offers, the file it was used in and the one in its comments. */
export function snippetOutcomes(snippet: Snippet): readonly (readonly SnippetFile[])[] {
  const name = snippetFileNames[snippet.trigger] ?? "shop.service";
  const around = snippetPlaces[snippet.trigger] ?? "$";
  return expansions(snippet, name).map((expansion) => {
    const text = around.replace("$", () => expansion);
    const second = secondFile(text);
    return second === undefined ? [{ name, text }] : [{ name, text }, second];
  });
}

/** The unit files of what a snippet leaves behind, and none of udev's rules. */
export function unitsOf(files: readonly SnippetFile[]): readonly SnippetFile[] {
  return files.filter(({ name }) => unitFileOf(name) !== undefined);
}
