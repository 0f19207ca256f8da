import { type AnalysedUnit, valueContext } from "./analysis.ts";
import type { ResolvedDirective } from "./knowledge/directives.ts";
import type { SectionName } from "./knowledge/sections.ts";
import { detached } from "./text/text.ts";
import type { Scope, UnitOfValue, ValueContext } from "./values/grammar.ts";

/** The values of one directive, as one release reads it, in one scope: in whatever unit they stand. */
export interface DirectiveValues {
  /** Values that its grammar takes without a word, whatever the unit's name is. */
  readonly good: ReadonlySet<string>;
  /** What the grammar may know of a value in this unit; it holds until it is asked for another one. */
  readonly contextIn: (unit: UnitOfValue) => ValueContext;
  /** Takes a value about which the grammar has said nothing, told by the context that was asked for last. */
  readonly keep: (value: string) => void;
}

type Known = Readonly<Record<Scope, WeakMap<ResolvedDirective, DirectiveValues>>>;

let known = nothingKnown();
let count = 0;

/** Enough for the units of a whole distribution, and no more than a few megabytes. */
const countLimit = 20_000;
/** Of longer values few come again: 56 of the 5,161 that do so in a thousand units. */
const lengthLimit = 60;

/**
 * Units repeat one another: every second value of a thousand of them stands in an earlier one too. What a grammar says
 * follows from the characters of the value and from the context, so what was good once is good in any other unit,
 * unless the grammar asked for the unit's name.
 */
export function valuesOf(
  unit: AnalysedUnit,
  section: SectionName,
  directive: ResolvedDirective,
): DirectiveValues {
  const found = known[unit.scope].get(directive);
  if (found !== undefined) return found;
  const values = nothingGood(valueContext(unit, section, directive));
  known[unit.scope].set(directive, values);
  return values;
}

function nothingGood(first: ValueContext): DirectiveValues {
  const good = new Set<string>();
  let current: UnitOfValue = first.unit;
  let isNameAsked = false;
  const unit = {
    get name() {
      isNameAsked = true;
      return current.name;
    },
    // Whoever asks for it has asked for the name before.
    get machine() {
      return current.machine;
    },
  };
  const context = { ...first, unit };
  return {
    good,
    contextIn(unit) {
      current = unit;
      isNameAsked = false;
      return context;
    },
    keep(value) {
      if (isNameAsked || value.length > lengthLimit) return;
      if (++count > countLimit) forgetAll();
      good.add(detached(value));
    },
  };
}

function forgetAll(): void {
  known = nothingKnown();
  count = 0;
}

function nothingKnown(): Known {
  return { system: new WeakMap(), user: new WeakMap(), unknown: new WeakMap() };
}
