import { mangle } from "../names/mangle.ts";
import type { Text } from "../text/text.ts";
import { nextWord, type SplitDefect, tupleWords } from "../values/wordSplit.ts";
import type { RulePair } from "./rulesTree.ts";
import { withUnknownPieces } from "./substitutions.ts";

/** A unit that SYSTEMD_WANTS names. */
export interface WantedUnit {
  /** As written, without quotes; U+FFFF stands for what udev puts in. */
  readonly text: Text;
  /** The unit that systemd makes of it; undefined where it makes none. */
  readonly name: string | undefined;
}

/** The units of a value, and where its quotes go wrong. */
export interface WantedUnits {
  readonly units: readonly WantedUnit[];
  readonly defect?: SplitDefect;
  /** The value with U+FFFF in the place of what udev puts in. */
  readonly text: Text;
}

/** The units that a value of SYSTEMD_WANTS names, as systemd reads it (systemd.device(5), and its source). */
export function wantedUnits({ value }: RulePair, version: number): WantedUnits {
  const text = { content: withUnknownPieces(value.content), origin: value.origin };
  const units: WantedUnit[] = [];
  let at = 0;
  for (;;) {
    const word = nextWord(text, at, tupleWords);
    if (word === undefined) return { units, text };
    if (word.kind !== "word") return { units, text, defect: word };
    units.push({ text: word.text, name: unitOf(word.text.content, version) });
    at = word.next;
  }
}

/** The unit's name as systemd makes it, with U+FFFF where udev puts text in, which may hold anything. */
function unitOf(word: string, version: number): string | undefined {
  const known = word.replace(/\uffff+/g, unknownPiece);
  const name = mangle(known, { type: "service", globs: "escaped", target: version });
  return name?.replaceAll(unknownPiece, "\uffff");
}

/** Stands for what udev puts in while a name is made: letters, which stay as they are. */
const unknownPiece = "zUnknownPiecez";
