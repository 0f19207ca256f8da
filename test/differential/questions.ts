// A question put to systemd and to us: one assignment in a file of its own.
import type { ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import type { Reach } from "./ourSide.ts";

/** One assignment in a file of its own. */
export interface Question {
  readonly row: ResolvedDirective;
  readonly value: string;
  /** The name of the file, which says the type of the unit and fills its specifiers. */
  readonly file: string;
}

/** The file's text. */
export function textOf({ row, value }: Pick<Question, "row" | "value">): string {
  return `[${row.directive.section}]\n${row.directive.name}=${value}\n`;
}

/** What our side is to be asked about the probe. */
export function reachOf({
  row,
  standing,
}: {
  readonly row: ResolvedDirective;
  readonly standing: readonly string[];
}): Reach {
  return isInstalling(row) ? "enabling" : standing.length === 0 ? "assignment" : "value";
}

export const isInstalling = ({ directive }: ResolvedDirective): boolean => directive.section === "Install";

/** A name of the type that has the section; of the types with instances, some have one. */
export function nameFor({ directive: { section, name } }: ResolvedDirective, unique: string): string {
  if (section === "Install") return installedName(name, unique);
  const type = section === "Unit" ? "service" : section.toLowerCase();
  const hasInstance = /[37]$/.test(unique) && /^(?:service|socket|timer|path)$/.test(type);
  return hasInstance ? `probe-${unique}@a-b.${type}` : `probe-${unique}.${type}`;
}

/** Mostly a service: a plain one, a template, or an instance of one. */
function installedName(directive: string, unique: string): string {
  const at = Number(/\d+$/.exec(unique)?.[0] ?? 0);
  const type = at % 5 === 4 ? others[Math.floor(at / 5) % others.length] : "service";
  const forms = directive === "DefaultInstance" ? ["@", "@", "@", "", "@a-b"] : ["", "@", "@a-b"];
  const form = type === "mount" || type === "slice" ? "" : forms[Math.floor(at / 7) % forms.length];
  return `probe-${unique}${form}.${type}`;
}

const others = ["socket", "timer", "path", "target", "mount", "slice"];

/** The name that a unit is asked about by: of a template an instance is enabled, but where the question is which. */
export function enabledName({ directive: { section, name } }: ResolvedDirective, file: string): string {
  return section === "Install" && name !== "DefaultInstance" ? file.replace("@.", "@main.") : file;
}

/** Another name of the same type, with the same instance. */
export function namedLike(file: string, unique: string): string {
  return file.replace(/^probe-[^@.]*/, `probe-${unique}`);
}
