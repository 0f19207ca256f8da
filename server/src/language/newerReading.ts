import type { Parsing } from "./knowledge/directive.ts";
import type { ResolvedDirective } from "./knowledge/directives.ts";
import { grammarOf } from "./knowledge/grammars.ts";
import type { ProblemCode } from "./problems/catalogue.ts";
import type { Text } from "./text/text.ts";
import type { Findings, ValueContext } from "./values/grammar.ts";
import { findSpecifier } from "./words/specifiers.ts";

/** What a mistake turns out to be where a release newer than the target takes what is written. */
interface NewerReading {
  readonly code: ProblemCode;
  readonly args: readonly string[];
}

/** Undefined where no release takes it, as for most mistakes. `place` is the text of the value that the report is about. */
export function newerReading(
  code: ProblemCode,
  [written = ""]: readonly string[],
  { place, value }: { readonly place: Text; readonly value: Text },
  context: ValueContext,
  known: ResolvedDirective,
): NewerReading | undefined {
  switch (code) {
    case "unknown-specifier":
      return newerSpecifier(written, context);
    case "not-boolean":
    case "unknown-word":
      // A part of the value says nothing about how the whole would be read.
      return place.content === value.content ? newerWord(written, value, context, known) : undefined;
    default:
      return undefined;
  }
}

function newerSpecifier(letter: string, { specifiers, version }: ValueContext): NewerReading | undefined {
  const since = specifiers && findSpecifier(letter)?.[specifiers];
  if (since === undefined || since <= version) return undefined;
  return { code: "specifier-too-new", args: [letter, `${since}`, `${version}`] };
}

/** A word of a later way to read the directive: ProtectHostname= was a yes or no once and has words of its own now. */
function newerWord(
  word: string,
  written: Text,
  context: ValueContext,
  { directive, parsing }: ResolvedDirective,
): NewerReading | undefined {
  const former = directive.formerly ?? [];
  const readings: readonly Parsing[] = former;
  const present = readings.indexOf(parsing);
  for (const [index, { until }] of former.entries()) {
    if (present === -1 || index < present) continue;
    const { value } = former[index + 1] ?? directive;
    const first = firstToTake(value, until, written, context);
    if (first !== undefined) return { code: "word-too-new", args: [word, `${first}`, `${context.version}`] };
  }
  return undefined;
}

/** The release from `since` on that takes the text; undefined where none does. */
function firstToTake(
  value: Parsing["value"],
  since: number,
  written: Text,
  context: ValueContext,
): number | undefined {
  let isTaken = true;
  let first = since;
  const findings: Findings = {
    report: (code, _place, _from, _to, [, number] = []) => {
      if (code === "word-too-new") first = Number(number);
      else isTaken = false;
    },
  };
  grammarOf(value).judge(written, { ...context, version: since }, findings);
  return isTaken ? first : undefined;
}
