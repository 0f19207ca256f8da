// What a release of systemd reads, by the parser that reads it.
import { directivesFor, type ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { sectionNames } from "../../server/src/language/knowledge/sections.ts";

/**
 * A parser of systemd, and the directives that it reads, one for each name and way of reading it. Where it reads values
 * of different kinds, each has a subject of its own.
 */
export interface Subject {
  readonly value: ValueName;
  readonly rows: readonly ResolvedDirective[];
}

/** Every parser that `systemd-analyze verify` of the release comes to, or `systemctl enable`. */
export function subjectsOf(version: number): readonly Subject[] {
  const seen = new Set<string>();
  const subjects = new Map<string, { readonly value: ValueName; readonly rows: ResolvedDirective[] }>();
  for (const row of sectionNames.flatMap((section) => directivesFor(version).inSection(section))) {
    const { directive, parsing, status } = row;
    // Scopes are never read from files.
    if (directive.section === "Scope") continue;
    const way = [directive.name, parsing.value, parsing.empty, parsing.refused, parsing.specifiers].join(" ");
    if (status === "not-yet" || status === "gone" || seen.has(way)) continue;
    seen.add(way);
    // What is ignored since this release is left to no parser of values.
    const value = status === "removed" ? "config_parse_warn_compat" : parsing.value;
    const kind = `${value} ${ofOwnKind.test(directive.name) ? directive.name : ""}`;
    const subject = subjects.get(kind) ?? { value, rows: [] };
    subject.rows.push(row);
    subjects.set(kind, subject);
  }
  return [...subjects.values()];
}

const ofOwnKind = /^(?:OnCalendar|Listen\w+|Limit(?:CPU|RTTIME|NICE)|MemoryMin)$/;
