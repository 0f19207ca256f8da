// How what a person types is spelt as a value of a unit file, so that it means what was typed (systemd.syntax(7)).
import { pathComponents } from "../../../server/src/language/names/escape.ts";

/** A text on one line, with nothing in it that systemd would take for a specifier or a line that runs on. */
export function plainValue(text: string): string {
  return withoutLastBackslashes(oneLine(text)).replaceAll("%", "%%");
}

/** A value that the writer spells, on one line: a command with its specifiers and quotes, a time, a limit. */
export function asTyped(text: string): string {
  return withoutLastBackslashes(oneLine(text));
}

/** An absolute path without surplus slashes and dots. One that ends in a backslash ends in a slash as well. */
export function pathValue(text: string): string {
  const path = `/${pathComponents(oneLine(text), newest).join("/")}`;
  return (path.endsWith("\\") ? `${path}/` : path).replaceAll("%", "%%");
}

/** What is mounted or swapped to. A file system by its label or number is the link that udev makes to it. */
export function sourceValue(text: string): string {
  const typed = oneLine(text);
  const tag = /^(UUID|LABEL|PARTUUID|PARTLABEL)=(.+)$/.exec(typed);
  if (tag !== null)
    return plainValue(`/dev/disk/by-${(tag[1] ?? "").toLowerCase()}/${linkName(tag[2] ?? "")}`);
  return typed.startsWith("/") ? pathValue(typed) : plainValue(typed);
}

/** udev spells what a file name should not hold as `\x` and two digits. */
function linkName(label: string): string {
  const plain = label.replace(/^"(.*)"$/, "$1");
  return plain.replace(/[ /\\"'%&|<>;()$`]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}

/** Since this release `..` at the root is dropped, which older ones refuse in a unit file anyway. */
const newest = 257;

function oneLine(text: string): string {
  // Whatever is no text at all would be lost, or have systemd drop the line.
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\uffff]+/gu, " ").trim();
}

/** A backslash at the end of a line would have the next one be part of it. */
function withoutLastBackslashes(text: string): string {
  return text.replace(/[\\\s]+$/, "");
}
