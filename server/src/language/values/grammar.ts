import type { UnitName } from "../names/unitName.ts";
import type { ProblemCode } from "../problems/catalogue.ts";
import type { Text } from "../text/text.ts";
import type { SpecifierTable } from "../words/specifiers.ts";

/** Which manager reads the unit. Where it is unknown, only what both would reject is reported. */
export type Scope = "system" | "user" | "unknown";

/** What a grammar may know about the assignment whose value it reads. */
export interface ValueContext {
  /** The release whose verdict is wanted. */
  readonly version: number;
  readonly scope: Scope;
  readonly section: string;
  readonly directive: string;
  /** The table its value is expanded with; undefined where `%` is an ordinary character. */
  readonly specifiers: SpecifierTable | undefined;
  /** A bad value stops systemd reading the file; grammars that can weaken that (`-` in ExecStart=) ask for it. */
  readonly fatal: boolean;
  readonly unit: UnitOfValue;
  /** For whoever wants to be told when something comes; no verdict ever depends on it. */
  readonly clock?: Clock;
}

/** The unit that a value stands in; a verdict for which nobody asked for its name holds in any unit. */
export interface UnitOfValue {
  /** Where the file tells it. */
  readonly name: UnitName | undefined;
  /**
   * What specifiers stand for on the machine that reads it, by their letters, where it is known which one that is. The
   * file in an editor may be for any machine, and is judged without.
   */
  readonly machine?: ReadonlyMap<string, string> | undefined;
}

/** The moment and the place of the reader. */
export interface Clock {
  /** Microseconds since 1970 in UTC. */
  readonly now: number;
  /** A time zone by the name that Intl has for it, such as `Europe/Berlin`. */
  readonly zone: string;
}

/** How far a problem in a value reaches. */
export type Effect =
  /** The assignment, as the directive's row has it: ignored, or fatal. The default. */
  | "assignment"
  /** Only this word. */
  | "word"
  /** This word and all that follow it in the value. */
  | "words"
  /** systemd stops reading the file, whatever the row says. */
  | "rest"
  /** The assignment is ignored, even where the row says fatal. */
  | "line"
  /** Nothing yet: the unit loads, but enabling it fails. */
  | "enabling"
  /** The same, and only of the template itself: an instance of it can be enabled. */
  | "enabling-template"
  /** Accepted with a remark. */
  | "noted"
  /** Nothing: advice of ours. */
  | "none";

/** Takes what is wrong with a value. */
export interface Findings {
  /** `from` and `to` are indices into `place`; `args` fill the message of the code. */
  report(
    code: ProblemCode,
    place: Text,
    from: number,
    to: number,
    args?: readonly string[],
    effect?: Effect,
  ): void;
}

/** Findings of which each costs the same, whatever else is said of them. */
export function costing(effect: Effect, findings: Findings): Findings {
  return { report: (code, place, from, to, args) => findings.report(code, place, from, to, args, effect) };
}

/** What colours a part of a value. */
export type TokenKind =
  | "keyword"
  | "number"
  | "operator"
  | "string"
  | "path"
  | "unit"
  | "variable"
  | "command"
  | "parameter";

/** A word that a value can be, with what it does in our own words. */
export interface Word {
  readonly text: string;
  readonly meaning?: string;
  /** The first release that takes it. */
  readonly since?: number;
  /** The first release that no longer takes it. */
  readonly until?: number;
  /** systemd takes it with a remark since that release; what to write in its place, where there is something. */
  readonly deprecated?: { readonly since: number; readonly instead?: string };
  /** Only the beginning of what could stand there: more must follow. */
  readonly goesOn?: true;
}

/** What could stand at a place. */
export type Offer =
  /** Samples are a few of the many texts that could stand there; else there are no others. */
  | { readonly kind: "words"; readonly words: readonly Word[]; readonly areSamples?: true }
  | { readonly kind: "units"; readonly types: readonly string[] }
  | { readonly kind: "paths" };

/** Takes what the parts of a value mean and what could stand in their place. */
export interface Explanation {
  token(kind: TokenKind, place: Text, from: number, to: number, meaning?: string): void;
  expect(place: Text, from: number, to: number, offer: Offer): void;
}

/**
 * One value type of systemd, described once. `judge` is the hot path and allocates next to nothing for a good value;
 * `explain` serves hover, completion and colours for one value at a time. Neither ever throws, whatever the text.
 */
export interface Grammar {
  judge(text: Text, context: ValueContext, findings: Findings): void;
  explain(text: Text, context: ValueContext, explanation: Explanation): void;
}

/** A value type that is not judged yet, with the reason: silent, uncoloured, nothing offered. */
export function unchecked(_reason: string): Grammar {
  return { judge: () => {}, explain: () => {} };
}

/** A value type for which systemd takes any text; `proof` says how that was measured. */
export function anyText(_proof: string): Grammar {
  return {
    judge: () => {},
    explain: (text, _context, explanation) => {
      if (text.content !== "") explanation.token("string", text, 0, text.content.length);
    },
  };
}

/** Stands in expanded text for a piece whose content nobody can know here. No unit file can hold it: systemd refuses it. */
export const unknownPiece = "\uffff";

/** Whether part of the text is unknown, so that most questions about it have no answer. */
export function hasUnknownPiece(content: string): boolean {
  return content.includes(unknownPiece);
}
