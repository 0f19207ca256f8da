import { isNameCharacter } from "./unitName.ts";
import { textOfBytes, utf8Bytes } from "./utf8.ts";

/** What an escape could not be undone for: `at` is the index of the backslash to blame. */
export type UnescapeProblem =
  | { readonly why: "bad-escape"; readonly at: number }
  | { readonly why: "empty" }
  /** A path would begin or end with a slash, or hold an empty, `.`, `..` or too long component. */
  | { readonly why: "no-plain-path" };

/** Why a path cannot become part of a unit name. */
export type PathProblem =
  | { readonly why: "dot-dot" }
  /** The relative path to the current directory names nothing. */
  | { readonly why: "only-dots" }
  /** A component has more than 255 bytes. */
  | { readonly why: "component-too-long" }
  /** The path has more than 4095 bytes. */
  | { readonly why: "too-long" };

export type Outcome<Problem> =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Spells any text so that it can be part of a unit name (systemd.unit(5), systemd-escape(1)): `/` becomes `-`, and
 * every byte but ASCII letters, digits, `:` `_` and `.` becomes `\x` and two hexadecimal digits, as does a leading dot.
 */
export function escapeText(text: string): string {
  let escaped = "";
  for (const byte of utf8Bytes(text)) {
    if (byte === slash) escaped += "-";
    else if (isPlain(byte) && !(byte === dot && escaped === "")) escaped += String.fromCharCode(byte);
    else escaped += escapeByte(byte);
  }
  return escaped;
}

/** Undoes `escapeText`. `\x00` ends the text, as it does in systemd. */
export function unescapeText(escaped: string): Outcome<UnescapeProblem> {
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at++) {
    const character = escaped[at] ?? "";
    if (character === "-") bytes.push(slash);
    else if (character === "\\") {
      const digits = /^x([0-9a-fA-F]{2})/.exec(escaped.slice(at + 1, at + 4))?.[1];
      if (digits === undefined) return { ok: false, problem: { why: "bad-escape", at } };
      bytes.push(Number.parseInt(digits, 16));
      at += 3;
    } else {
      // A pair of surrogates is one character; taken apart, it would be no text any more.
      const whole = String.fromCodePoint(escaped.codePointAt(at) ?? 0);
      bytes.push(...utf8Bytes(whole));
      at += whole.length - 1;
    }
  }
  const end = bytes.indexOf(0);
  return { ok: true, text: textOfBytes(end < 0 ? bytes : bytes.slice(0, end)) };
}

/**
 * Spells a path as part of a unit name, as mount units and device units are named. Doubled and outer slashes and
 * `.` components are dropped first; the root is `-`. `target` is the version of systemd to follow.
 */
export function escapePath(path: string, target: number): Outcome<PathProblem> {
  if (path === "") return { ok: true, text: "-" };
  const components = pathComponents(path, target);
  const problem = judgeComponents(components, path.startsWith("/") ? "absolute" : "relative");
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, text: components.length === 0 ? "-" : escapeText(components.join("/")) };
}

/** Undoes `escapePath`; the path is absolute. */
export function unescapePath(escaped: string): Outcome<UnescapeProblem> {
  if (escaped === "") return { ok: false, problem: { why: "empty" } };
  if (escaped === "-") return { ok: true, text: "/" };
  const relative = unescapeText(escaped);
  if (!relative.ok) return relative;
  const path = `/${relative.text}`;
  if (path === "/") return { ok: true, text: path };
  const components = path.slice(1).split("/");
  const plain = components.every((component) => component !== "" && component !== ".");
  if (!plain || judgeComponents(components, "absolute") !== undefined) {
    return { ok: false, problem: { why: "no-plain-path" } };
  }
  return { ok: true, text: path };
}

/**
 * The components of a path without the empty ones and the dots. Since 257 (measured; 252 keeps them) `..` directly
 * below the root is dropped too, since it leads nowhere.
 */
export function pathComponents(path: string, target: number): readonly string[] {
  const components = path.split("/").filter((component) => component !== "" && component !== ".");
  if (target < 257 || !path.startsWith("/")) return components;
  const first = components.findIndex((component) => component !== "..");
  return first < 0 ? [] : components.slice(first);
}

/** Spells one byte as `\x` and two hexadecimal digits. */
export function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

const slash = 0x2f;
const dot = 0x2e;
const dash = 0x2d;
const backslash = 0x5c;
const at = 0x40;

/** Whether a byte stands for itself in an escaped name: what a name can hold, but what escaping gives a meaning. */
function isPlain(byte: number): boolean {
  return isNameCharacter(byte) && byte !== dash && byte !== backslash && byte !== at;
}

function judgeComponents(
  components: readonly string[],
  kind: "absolute" | "relative",
): PathProblem | undefined {
  if (components.length === 0) return kind === "absolute" ? undefined : { why: "only-dots" };
  if (components.includes("..")) return { why: "dot-dot" };
  const lengths = components.map((component) => utf8Bytes(component).length);
  if (lengths.some((length) => length > 255)) return { why: "component-too-long" };
  const slashes = components.length - (kind === "absolute" ? 0 : 1);
  const length = lengths.reduce((sum, each) => sum + each, slashes);
  return length > 4095 ? { why: "too-long" } : undefined;
}
