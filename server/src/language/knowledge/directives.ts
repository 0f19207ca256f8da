import { type Correction, corrections } from "./curated.ts";
import type { Directive, Parsing, SystemdVersion } from "./directive.ts";
import { directives as generated, measuredVersions } from "./generated/directives.ts";
import type { SectionName } from "./sections.ts";

/** What a version does with a directive. */
type DirectiveStatus =
  /** Reads it. */
  | "known"
  /** Reads it, and remarks on each use. */
  | "deprecated"
  /** Ignores it with a remark. */
  | "removed"
  /** Does not know it yet: it came with `directive.since`. */
  | "not-yet"
  /** Has forgotten it since `directive.gone`. */
  | "gone";

/** A directive as one version of systemd sees it. */
export interface ResolvedDirective {
  readonly directive: Directive;
  /** How that version reads it; where it does not, how the nearest version does. */
  readonly parsing: Parsing;
  readonly status: DirectiveStatus;
  /** What it sets: under an old name the directive that has the new one. */
  readonly sets: DirectiveName;
}

export interface DirectiveName {
  readonly section: SectionName;
  readonly name: string;
}

/** Every directive, resolved for one version. */
export interface DirectiveTable {
  readonly version: SystemdVersion;
  /** Section and name are spelled exactly so; two map lookups. */
  readonly find: (section: string, name: string) => ResolvedDirective | undefined;
  /** The directives of a section, by name; empty for a section that takes none. */
  readonly inSection: (section: string) => readonly ResolvedDirective[];
}

/** The rows of systemd's tables, corrected by hand. */
const directives: readonly Directive[] = correctAll(generated);

const sectionsByName: ReadonlyMap<string, readonly SectionName[]> = groupSections(directives);

/** The newest release whose table was read. */
export const newestVersion: SystemdVersion = measuredVersions.at(-1) ?? 0;

/** Few versions are asked for at a time: the target, or the ends of a range, of each workspace folder. */
const tableLimit = 8;
const tables = new Map<SystemdVersion, DirectiveTable>();

/**
 * The directives as a version of systemd sees them. Between the measured tables (252, 257, 262) the nearest older one
 * holds, corrected by the recorded changes; below 252 only the names are known to have come and gone.
 */
export function directivesFor(version: SystemdVersion): DirectiveTable {
  const known = tables.get(version);
  if (known) return known;
  const oldest = tables.keys().next();
  if (tables.size >= tableLimit && !oldest.done) tables.delete(oldest.value);
  const table = buildTable(version);
  tables.set(version, table);
  return table;
}

/** The row of a directive that any version knows or knew. */
export function findInAnyVersion(section: string, name: string): Directive | undefined {
  return directivesFor(newestVersion).find(section, name)?.directive;
}

/** The sections that have, or had, a directive of this name, in the order of the alphabet. */
export function sectionsWith(name: string): readonly SectionName[] {
  return sectionsByName.get(name) ?? [];
}

/** A row with the corrections that are meant for it. */
export function correct(row: Directive, all: readonly Correction[]): Directive {
  const changes = all.filter((each) => isMeant(each, row)).map((each) => each.change);
  return changes.length === 0 ? row : Object.assign({}, row, ...changes);
}

function correctAll(rows: readonly Directive[]): readonly Directive[] {
  const names = new Set(corrections.map(({ name }) => name));
  return rows.map((row) => (names.has(row.name) ? correct(row, corrections) : row));
}

/** Whether a correction is for this row. */
export function isMeant(correction: Correction, row: Directive): boolean {
  return correction.name === row.name && (correction.sections?.includes(row.section) ?? true);
}

function buildTable(version: SystemdVersion): DirectiveTable {
  const rows = new Map<string, Map<string, ResolvedDirective>>();
  const lists = new Map<string, ResolvedDirective[]>();
  for (const directive of directives) {
    const resolved = resolve(directive, version);
    const names = rows.get(directive.section);
    if (names) names.set(directive.name, resolved);
    else rows.set(directive.section, new Map([[directive.name, resolved]]));
    const list = lists.get(directive.section);
    if (list) list.push(resolved);
    else lists.set(directive.section, [resolved]);
  }
  return {
    version,
    find: (section, name) => rows.get(section)?.get(name),
    inSection: (section) => lists.get(section) ?? [],
  };
}

function resolve(directive: Directive, version: SystemdVersion): ResolvedDirective {
  const parsing = directive.formerly?.find((former) => version < former.until) ?? directive;
  const { section, renamed } = directive;
  const sets =
    renamed === undefined ? directive : { section: renamed.to.section ?? section, name: renamed.to.name };
  return { directive, parsing, status: statusOf(directive, version), sets };
}

function statusOf(directive: Directive, version: SystemdVersion): DirectiveStatus {
  if (version < directive.since) return "not-yet";
  if (directive.gone !== undefined && version >= directive.gone) return "gone";
  if (directive.removed !== undefined && version >= directive.removed) return "removed";
  if (directive.deprecated && version >= directive.deprecated.since) return "deprecated";
  return "known";
}

function groupSections(rows: readonly Directive[]): ReadonlyMap<string, readonly SectionName[]> {
  const groups = new Map<string, SectionName[]>();
  for (const { name, section } of rows) {
    const sections = groups.get(name);
    if (sections) sections.push(section);
    else groups.set(name, [section]);
  }
  return groups;
}
