// The texts of new units are those of the snippets, with answers in the places where a person would type them.
import snippetFile from "../../../snippets/systemd-unit.json";
import type { Snippet } from "../snippets/snippetPlace.ts";
import type { NewFile } from "./newUnit.ts";

/** By the number of their tab stop. A stop without an answer is left as the snippet has it. */
export type Stops = Readonly<Record<number, string>>;

/**
 * The files that a snippet makes when it is used in a file of this name: its own, and the one in its comments. Throws
 * where no snippet has the trigger.
 */
export function snippetFiles(trigger: string, name: string, stops: Stops): readonly NewFile[] {
  const text = snippetText(trigger, name.replace(/\.[^.]*$/, ""), stops);
  const heading = /^# ---- (\S+): .*\n/m.exec(text);
  if (heading === null) return [{ name, text: tidy(text) }];
  const below = text.slice(heading.index + heading[0].length).split("\n");
  const end = below.findIndex((line) => !line.startsWith("#"));
  const second = below.slice(0, end < 0 ? below.length : end).map((line) => line.replace(/^# ?/, ""));
  const rest = end < 0 ? [] : below.slice(end);
  return [
    { name, text: tidy(text.slice(0, heading.index) + rest.join("\n")) },
    { name: heading[1] ?? "", text: tidy(second.join("\n")) },
  ];
}

/** What a snippet leaves behind in a file with this base name. */
export function snippetText(trigger: string, base: string, stops: Stops): string {
  const snippet = Object.values<Snippet>(snippetFile).find((one) => one.trigger === trigger);
  if (snippet === undefined) throw new Error(`There is no snippet ${trigger}.`);
  return fill(snippet.body.join("\n"), base, new Map(Object.entries(stops)));
}

/**
 * Fills the variables and tab stops of a snippet. `known` grows by what stands at each stop, so that the next mention of
 * it says the same.
 */
function fill(body: string, base: string, known: Map<string, string>): string {
  let filled = "";
  let at = 0;
  for (const match of body.matchAll(/\$(?:(\d+)|\{)/g)) {
    if (match.index < at) continue;
    filled += body.slice(at, match.index);
    if (match[1] !== undefined) {
      filled += known.get(match[1]) ?? "";
      at = match.index + match[0].length;
      continue;
    }
    const end = closingBrace(body, match.index + 1);
    filled += fillOne(body.slice(match.index + 2, end), base, known);
    at = end + 1;
  }
  return filled + body.slice(at);
}

function fillOne(inner: string, base: string, known: Map<string, string>): string {
  const [, name = "", rest = ""] = /^(\w+)(.*)$/s.exec(inner) ?? [];
  if (name === "TM_FILENAME_BASE") {
    // The only change of it that snippets ask for is the path that the name stands for.
    return rest.startsWith("/") ? base.replaceAll("-", "/").replaceAll("\\x2d", "-") : base;
  }
  const words = rest.startsWith("|") ? (rest.slice(1, -1).split(",")[0] ?? "") : rest.slice(1);
  const value = known.get(name) ?? fill(words, base, known);
  known.set(name, value);
  return value;
}

/** The index of the brace that closes the one at `open`. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** No blanks at the end of lines, no two empty lines, one line end at the end. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}
