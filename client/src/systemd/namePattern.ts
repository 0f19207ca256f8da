// Patterns for unit names as systemctl and journalctl take them: `*`, `?` and sets in brackets, as fnmatch(3) has them
// with FNM_NOESCAPE, so that the backslashes of escaped names stand for themselves.

/** Whether a text is meant as a pattern and not as a name. */
export const isPattern = (text: string): boolean => /[*?[]/.test(text);

/** What matches the whole of a name. A bracket that is never closed stands for itself. */
export function namePattern(text: string): RegExp {
  const parts = text.matchAll(/\*+|\?|\[[!^]?\]?[^\]]*\]|./gsu);
  const source = Array.from(parts, ([part]) => patternPart(part)).join("");
  return new RegExp(`^${source}$`, "su");
}

/** The pattern of all instances of the template that an instance is of; undefined for a name that is of none. */
export function instancesPattern(name: string): string | undefined {
  const [, prefix, type] = /^([^@]+)@.*(\.[a-z]+)$/s.exec(name) ?? [];
  return prefix === undefined ? undefined : `${prefix}@*${type}`;
}

function patternPart(part: string): string {
  if (part.startsWith("*")) return ".*";
  if (part === "?") return ".";
  if (part.length > 2 && part.startsWith("[")) {
    const negated = part[1] === "!" || part[1] === "^";
    const set = part.slice(negated ? 2 : 1, -1);
    // A dash between two characters is a range in both; everything else is itself.
    return `[${negated ? "^" : ""}${set.replace(/[\\\]^[]/g, "\\$&")}]`;
  }
  return part.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&");
}
