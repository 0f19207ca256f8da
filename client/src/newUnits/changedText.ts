// Small changes to texts of our own making, whose form is known: a directive a line, a header a line.

/** Without the assignments of these directives and the comments right above each. */
export function withoutDirectives(text: string, names: readonly string[]): string {
  const directive = new RegExp(`^(?:#.*\\n)*(?:${names.join("|")})=.*\\n`, "gm");
  return text.replace(directive, "");
}

/** With another value for a directive that it sets. */
export function withDirective(text: string, name: string, value: string): string {
  return text.replace(new RegExp(`^${name}=.*$`, "m"), () => `${name}=${value}`);
}

/** Wanted by another unit, or, without one, without [Install], its last section, so that nothing starts it by itself. */
export function withWantedBy(text: string, wantedBy: string | undefined): string {
  if (wantedBy !== undefined) return withDirective(text, "WantedBy", wantedBy);
  return text.replace(/\n*^\[Install\]\n[\s\S]*/m, "\n");
}

/** With these lines at the end of a section that it has. */
export function withLines(text: string, section: string, lines: string): string {
  const header = new RegExp(`^\\[${section}\\]\\n(?:(?!\\[).*\\S.*\\n)*`, "m");
  return text.replace(header, (whole) => `${whole}${lines}\n`);
}
