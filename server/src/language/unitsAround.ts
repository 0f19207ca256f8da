import {
  parseUnitName,
  templateOf,
  type UnitName,
  type UnitType,
  unitTypeOfSuffix,
} from "./names/unitName.ts";
import type { UnitFacts } from "./unitFacts.ts";
import { unknownPiece } from "./values/grammar.ts";
import { findSpecialUnit } from "./words/specialUnits.ts";

/** What some folders have under a name. */
export type LayerEntry =
  | { readonly kind: "unit" | "masked" }
  | { readonly kind: "alias"; readonly to: string }
  /** Something will be made there, or nobody can tell what is. */
  | { readonly kind: "unclear" };

/** The units of some folders. */
export interface UnitLayer {
  /** By the name of the file. */
  readonly entries: ReadonlyMap<string, LayerEntry>;
  /** By name, so far as they were read. */
  readonly facts: ReadonlyMap<string, UnitFacts>;
  /** Units that links in folders such as `basic.target.wants` make a unit start, by its name. */
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the units of a machine that need not have to do with the file that is judged. */
  readonly isElsewhere: boolean;
}

/** Whether there is a unit of a name: `unclear` where it may yet come to be, or is no matter of files. */
export type Standing = "unit" | "masked" | "absent" | "unclear";

/** The units around a file: a value of one moment. */
export interface UnitsAround {
  /** Whether all units are known that there are: the file lies in the load path of a system at hand. */
  readonly isWholeSystem: boolean;
  /** What answers to a name, which may hold an unknown piece behind its `@`. */
  readonly standing: (name: string) => Standing;
  /** The unit's own name, for one that may be an alias. */
  readonly ownName: (name: string) => string;
  /** The names near by of a type of unit, aliases too: the same list each time. */
  readonly namesOf: (type: UnitType) => readonly string[];
  readonly factsOf: (name: string) => UnitFacts | undefined;
  /** The names of all units that something is known of. */
  readonly known: () => ReadonlySet<string>;
  /** The units that come after a unit by their own word, under whichever of its names. */
  readonly saidAfter: (name: string) => readonly UnitFacts[];
  /** The units that come before a unit by their own word, under whichever of its names. */
  readonly saidBefore: (name: string) => readonly UnitFacts[];
  /** The names of all that a unit starts along, as far as is known. */
  readonly pulledBy: (name: string) => ReadonlySet<string>;
  /** The names of all that start a unit along. */
  readonly pullersOf: (name: string) => readonly string[];
  readonly withBusName: (name: string) => readonly UnitFacts[];
}

/** What answers to a name, aliases followed. */
interface Answer {
  readonly name: string;
  readonly standing: Standing | undefined;
  readonly facts: UnitFacts | undefined;
}

/** Puts layers of units together, the more important first: what is in one hides what is in the next. */
export function unitsAround(layers: readonly UnitLayer[], isWholeSystem: boolean): UnitsAround {
  const follow = (name: string, hops = 0): Answer => {
    const layer = layers.find(({ entries }) => entries.has(name));
    const entry = layer?.entries.get(name);
    if (entry?.kind === "alias" && hops < 8) return follow(entry.to, hops + 1);
    if (layer === undefined || entry === undefined) return { name, standing: undefined, facts: undefined };
    const isUnclear = entry.kind === "alias" || (entry.kind === "masked" && layer.isElsewhere);
    return {
      name,
      standing: isUnclear ? "unclear" : entry.kind,
      facts: entry.kind === "unit" ? layer.facts.get(name) : undefined,
    };
  };
  /** The same names are asked for again and again, by each unit that has to do with them. */
  const answers = new Map<string, Answer>();
  const answerTo = (name: string): Answer => {
    const found = follow(name);
    answers.set(name, found);
    return found;
  };
  const ownName = (name: string) => (answers.get(name) ?? answerTo(name)).name;
  const standingOf = (name: string) => (answers.get(name) ?? answerTo(name)).standing;
  const factsOf = (name: string) => (answers.get(name) ?? answerTo(name)).facts;
  const standings = new Map<string, Standing>();
  const standing = (name: string) => {
    const known = standings.get(name);
    if (known !== undefined) return known;
    const found = standingAmong(name, layers, standingOf);
    standings.set(name, found);
    return found;
  };
  const inUse = (facts: readonly UnitFacts[]) => facts.filter((one) => factsOf(one.name) === one);
  let relations: readonly Relations[] | undefined;
  const inAll = <Value>(name: string, of: (relations: Relations) => Lists<Value>): readonly Value[] => {
    relations ??= layers.map(relationsOf);
    let found: readonly Value[] | undefined;
    // By index: every unit asks, and an iterator makes an object for each step.
    for (let at = 0; at < relations.length; at++) {
      const each = relations[at];
      const own = each && of(each).get(name);
      // Most names stand in one layer alone.
      if (own !== undefined) found = found === undefined ? own : [...found, ...own];
    }
    return found ?? [];
  };
  const underAllNames = <Value>(
    name: string,
    of: (relations: Relations) => Lists<Value>,
  ): readonly Value[] => {
    const aliases = inAll(name, aliasesIn);
    const own = inAll(name, of);
    return aliases.length === 0 ? own : [...own, ...aliases.flatMap((alias) => inAll(alias, of))];
  };
  const names = new Map<UnitType, readonly string[]>();
  const namesOf = (type: UnitType) => {
    const known = names.get(type);
    if (known !== undefined) return known;
    const counted = layers.filter((layer) => isWholeSystem || !layer.isElsewhere);
    const found = counted.flatMap((layer) => typed(layer).names.get(type) ?? []);
    names.set(type, found);
    return found;
  };
  const pulled = new Map<string, ReadonlySet<string>>();
  const pulledBy = (name: string) => {
    const known = pulled.get(name);
    if (known !== undefined) return known;
    const found = new Set(underAllNames(name, ({ pulls }) => pulls));
    pulled.set(name, found);
    return found;
  };
  return {
    isWholeSystem,
    ownName,
    factsOf,
    known: () => new Set(layers.flatMap((layer) => [...layer.facts.keys()])),
    standing,
    namesOf,
    saidAfter: (name) => inUse(underAllNames(name, ({ after }) => after)),
    saidBefore: (name) => inUse(underAllNames(name, ({ before }) => before)),
    pulledBy,
    pullersOf: (name) => underAllNames(name, pullersIn),
    withBusName: (name) => inUse(inAll(name, ({ bus }) => bus)),
  };
}

/** A file's own name and its template's count, and so does what need not have a file. */
function standingAmong(
  name: string,
  layers: readonly UnitLayer[],
  standingOf: (name: string) => Standing | undefined,
): Standing {
  const [head = "", ...rest] = name.split(unknownPiece);
  if (rest.length > 0) return standingOfSome(name, head, layers, standingOf);
  const unit = parseUnitName(name);
  if (unit === undefined) return "unclear";
  const own = standingOf(name);
  if (own !== undefined) return own;
  const template = unit.kind === "instance" ? templateOf(unit) : undefined;
  const standing = template === undefined ? undefined : standingOf(template);
  if (standing !== undefined) return standing;
  // Whoever is enabled has the name then.
  const names = [name, template ?? name];
  if (layers.some((layer) => names.some((one) => relationsOf(layer).promised.has(one)))) return "unclear";
  if (unit.kind === "template" && hasInstance(unit.prefix, unit.type, layers)) return "unclear";
  return isMadeElsewhere(unit) ? "unclear" : "absent";
}

/** Of an instance whose text nobody knows: there is its template, or some instance, or none. */
function standingOfSome(
  name: string,
  head: string,
  layers: readonly UnitLayer[],
  standingOf: (name: string) => Standing | undefined,
): Standing {
  const at = head.indexOf("@");
  const unit =
    at < 0 ? undefined : parseUnitName(`${head.slice(0, at)}@${name.slice(name.lastIndexOf("."))}`);
  if (unit === undefined) return "unclear";
  const own = standingOf(unit.name);
  if (own !== undefined) return own;
  return isMadeElsewhere(unit) || hasInstance(unit.prefix, unit.type, layers) ? "unclear" : "absent";
}

function hasInstance(prefix: string, type: UnitType, layers: readonly UnitLayer[]): boolean {
  return layers.some((layer) => typed(layer).templates.has(`${prefix}@.${type}`));
}

/** Types whose units come with devices, mount points and groups of processes, or from fstab, rather than from files. */
const madeByThemselves: ReadonlySet<UnitType> = new Set([
  "device",
  "scope",
  "slice",
  "mount",
  "automount",
  "swap",
]);

/** Whether the unit may well be there without a file: systemd, a generator or a link makes it. */
function isMadeElsewhere({ name, type }: UnitName): boolean {
  if (madeByThemselves.has(type) || findSpecialUnit(name) !== undefined) return true;
  return name === "syslog.service" || /^dbus-.*\.service$|@autostart\.service$/.test(name);
}

type Lists<Value> = ReadonlyMap<string, readonly Value[]>;

interface Relations {
  /** By the names that they say they come after. */
  readonly after: Lists<UnitFacts>;
  /** By the names that they say they come before. */
  readonly before: Lists<UnitFacts>;
  readonly pulls: Lists<string>;
  readonly pullers: Lists<string>;
  readonly bus: Lists<UnitFacts>;
  /** By the name that they stand for. */
  readonly aliases: Lists<string>;
  /** Other names that units get when they are enabled. */
  readonly promised: ReadonlySet<string>;
}

const aliasesIn = ({ aliases }: Relations) => aliases;
const pullersIn = ({ pullers }: Relations) => pullers;

/** A layer never changes, and is asked of many files. */
const known = new WeakMap<UnitLayer, Relations>();

function relationsOf(layer: UnitLayer): Relations {
  const found = known.get(layer);
  if (found !== undefined) return found;
  const after = new Map<string, UnitFacts[]>();
  const before = new Map<string, UnitFacts[]>();
  const bus = new Map<string, UnitFacts[]>();
  const pulls = new Map<string, string[]>();
  const pullers = new Map<string, string[]>();
  const aliases = new Map<string, string[]>();
  const promised = new Set<string>();
  const pull = (by: string, name: string) => {
    addTo(pulls, by, name);
    addTo(pullers, name, by);
  };
  for (const facts of layer.facts.values()) {
    for (const { name } of facts.after) addTo(after, name, facts);
    for (const { name } of facts.before) addTo(before, name, facts);
    for (const name of facts.aliases) promised.add(name);
    for (const name of facts.pulls.keys()) pull(facts.name, name);
    if (!layer.isElsewhere) for (const by of facts.pulledBy.keys()) pull(by, facts.name);
    if (facts.busName !== undefined) addTo(bus, facts.busName.name, facts);
  }
  for (const [by, names] of layer.linked) for (const name of names) pull(by, name);
  for (const [name, entry] of layer.entries) if (entry.kind === "alias") addTo(aliases, entry.to, name);
  const relations = { after, before, pulls, pullers, bus, aliases, promised };
  known.set(layer, relations);
  return relations;
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

interface TypedNames {
  readonly names: ReadonlyMap<UnitType, readonly string[]>;
  /** The templates that there are, and those of the instances that there are. */
  readonly templates: ReadonlySet<string>;
}

const typedNames = new WeakMap<UnitLayer, TypedNames>();

function typed(layer: UnitLayer): TypedNames {
  const found = typedNames.get(layer);
  if (found !== undefined) return found;
  const byType = new Map<UnitType, string[]>();
  const templates = new Set<string>();
  for (const name of layer.entries.keys()) {
    const type = unitTypeOfSuffix(name.slice(name.lastIndexOf(".") + 1));
    if (type === undefined) continue;
    addTo(byType, type, name);
    const at = name.indexOf("@");
    if (at >= 0) templates.add(`${name.slice(0, at)}@.${type}`);
  }
  const names = { names: byType, templates };
  typedNames.set(layer, names);
  return names;
}
