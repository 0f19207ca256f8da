import { parseUnitName } from "./unitName.ts";

/** The slice at the top of the tree; its name is the only one in which a dash stands alone. */
const rootSlice = "-.slice";

/**
 * Whether the string names a slice: a plain name whose dashes each divide two words, since they spell the slice's
 * place in the tree (systemd.slice(5)).
 */
export function isValidSliceName(text: string): boolean {
  if (text === rootSlice) return true;
  const name = parseUnitName(text);
  if (name?.kind !== "plain" || name.type !== "slice") return false;
  return name.prefix.split("-").every((word) => word !== "");
}

/** The slice that a slice lies in; nothing for the root and for what is no slice. */
export function parentSlice(slice: string): string | undefined {
  if (slice === rootSlice || !isValidSliceName(slice)) return undefined;
  const dash = slice.lastIndexOf("-");
  return dash < 0 ? rootSlice : `${slice.slice(0, dash)}.slice`;
}
