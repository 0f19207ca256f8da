import { unescapeText } from "./escape.ts";
import { parseUnitName } from "./unitName.ts";

/**
 * The name with the backslashes that a shell or a web page took from its escapes: `dev-byx2dpath.device` was
 * `dev-by\x2dpath.device`. Nothing where none seem lost. Only `x2d`, an escaped dash, gives the loss away, and only
 * where escapes are usual: in instances and in the names of units that are named after paths.
 */
export function restoreBackslashes(text: string): string | undefined {
  if (!text.includes("x2d") || text.includes("\\")) return undefined;
  const name = parseUnitName(text);
  if (name === undefined) return undefined;
  const start = name.kind === "instance" ? name.prefix.length + 1 : 0;
  const isByPath = ["device", "mount", "automount", "swap"].includes(name.type);
  if (name.kind !== "instance" && !isByPath) return undefined;
  const escaped = text.slice(start, -name.type.length - 1);
  if (!/[0-9A-Za-z]x2d[0-9A-Za-z]/.test(escaped)) return undefined;
  const restored = escaped.replace(lost, "\\$&");
  return unescapeText(restored).ok
    ? text.slice(0, start) + restored + text.slice(-name.type.length - 1)
    : undefined;
}

/** The escapes that are common in paths: of a dash, a blank, an at sign, a plus, an equals sign, a comma and a tilde. */
const lost = /x(?:2d|20|40|2b|3d|2c|7e)/g;
