import type { Directive, Former, Parsing, SystemdVersion } from "../src/language/knowledge/directive.ts";
import { isSectionName } from "../src/language/knowledge/sections.ts";
import type { DirectiveFact, DirectiveHistory, Facts, History } from "./facts.ts";
import { policyOf } from "./policies.ts";

/** Rows name parsers by text here: the closed list of value names is itself generated from them. */
type Loose<T> = Omit<T, "value"> & { readonly value: string };
export type Row = Loose<Omit<Directive, "formerly">> & { readonly formerly?: readonly Loose<Former>[] };

const ignoring = "config_parse_warn_compat";

/**
 * One row per section × directive that any of the releases or the history knows, sorted by section as systemd's
 * newest table has it, and by name. `releases` is sorted, oldest first.
 */
export function mergeRows(releases: readonly Facts[], history: History): readonly Row[] {
  const facts = new Map<string, Map<SystemdVersion, DirectiveFact>>();
  for (const release of releases) {
    for (const fact of release.directives) {
      const key = `${fact.section}.${fact.name}`;
      const known = facts.get(key) ?? new Map<SystemdVersion, DirectiveFact>();
      facts.set(key, known.set(release.systemd, fact));
    }
  }
  const rows = [...facts].map(([key, known]) => mergeRow(known, releases, history.directives[key], history));
  for (const [key, past] of Object.entries(history.directives)) {
    const row = facts.has(key) ? undefined : goneRow(key, past, history);
    if (row) rows.push(row);
  }
  return rows.sort((one, other) => compare(one.section, other.section) || compare(one.name, other.name));
}

function mergeRow(
  known: ReadonlyMap<SystemdVersion, DirectiveFact>,
  releases: readonly Facts[],
  past: DirectiveHistory | undefined,
  history: History,
): Row {
  const first = [...known][0];
  if (!first) throw new Error("a directive without a table");
  const { section, name, needs } = first[1];
  const later = history.later[name];
  const stages = parsingStages([...known], [...(past?.parsers ?? []), ...(later ? [later] : [])]);
  const ignored = stages.length > 1 && stages.at(-1)?.parsing.value === ignoring ? stages.at(-1) : undefined;
  const active = ignored ? stages.slice(0, -1) : stages;
  const current = active.at(-1);
  if (!current) throw new Error("a directive without a table");
  if (!isSectionName(section)) throw new Error(`[${section}] is a section that sections.ts does not name`);
  const gone = releases
    .map((each) => each.systemd)
    .find((version) => version > first[0] && !known.has(version));
  const removed = ignored?.from ?? (current.parsing.value === ignoring ? current.from : gone);
  return {
    section,
    name,
    ...current.parsing,
    ...formerStages(active),
    since: sinceOf(first, releases, past, history),
    ...(removed === undefined ? {} : { removed }),
    ...(gone === undefined ? {} : { gone }),
    ...(needs === undefined ? {} : { needs }),
  };
}

interface Stage {
  readonly from: SystemdVersion;
  readonly parsing: Loose<Parsing>;
}

/**
 * What each measured table says, equal neighbours as one. A change is dated by the history where that reaches, else by
 * the first table that shows it. A directive that came to be ignored keeps the parser it had while it worked.
 */
function parsingStages(
  known: readonly (readonly [SystemdVersion, DirectiveFact])[],
  changes: readonly (readonly [SystemdVersion, string])[],
): readonly Stage[] {
  const stages: Stage[] = [];
  let before = 0;
  for (const [version, fact] of known) {
    const value = fact.installer ?? fact.parser;
    const parsing = { value, ...policyOf(fact, version) };
    const previous = stages.at(-1);
    if (!previous || JSON.stringify(previous.parsing) !== JSON.stringify(parsing)) {
      const change = changes.find(([, parser]) => parser === value)?.[0];
      const from = change !== undefined && change > before && change <= version ? change : version;
      stages.push({ from, parsing });
    }
    before = version;
  }
  return stages;
}

function formerStages(stages: readonly Stage[]): Pick<Row, "formerly"> {
  const formerly = stages.slice(1).map((stage, index) => {
    const earlier = stages[index] ?? stage;
    return { until: stage.from, ...earlier.parsing };
  });
  return formerly.length === 0 ? {} : { formerly };
}

function sinceOf(
  [measured, fact]: readonly [SystemdVersion, DirectiveFact],
  releases: readonly Facts[],
  past: DirectiveHistory | undefined,
  history: History,
): SystemdVersion {
  if (past) return past.first === history.from ? 0 : Math.min(past.first, measured);
  const before = releases.map((each) => each.systemd).filter((version) => version < measured);
  const documented = fact.since ?? measured;
  return documented > Math.max(0, ...before) && documented <= measured ? documented : measured;
}

/** A directive that no measured release has: systemd calls it unknown, and the row says since when. */
function goneRow(key: string, past: DirectiveHistory, history: History): Row | undefined {
  const [section = "", name = ""] = key.split(".");
  if (!isSectionName(section) || past.last === undefined) return undefined;
  // Release numbers jump from 44 to 183.
  const gone = past.last === 44 ? 183 : past.last + 1;
  const since = past.first === history.from ? 0 : past.first;
  const fact = { section, name, parser: ignoring };
  return { section, name, value: ignoring, ...policyOf(fact, past.last), since, removed: gone, gone };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
