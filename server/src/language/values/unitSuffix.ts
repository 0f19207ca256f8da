import type { Text } from "../text/text.ts";
import type { Explanation, Word } from "./grammar.ts";

/**
 * Offers the number at the end of the text with each of the units behind it, where `spell` has words for that; nothing
 * where the unit is written already.
 */
export function offerUnits(
  text: Text,
  units: readonly string[],
  spell: (written: string) => string | undefined,
  explanation: Explanation,
): void {
  const [, number = "", begun = ""] =
    /(?:^|[^0-9.])([0-9]+(?:\.[0-9]+)?)([A-Za-z%]*)$/.exec(text.content) ?? [];
  const fitting = units.filter((unit) => unit.startsWith(begun));
  if (number === "" || fitting.join() === begun) return;
  const words = fitting.flatMap((unit): readonly Word[] => {
    const meaning = spell(number + unit);
    return meaning === undefined ? [] : [{ text: number + unit, meaning }];
  });
  const { length } = text.content;
  const from = length - number.length - begun.length;
  explanation.expect(text, from, length, { kind: "words", words, areSamples: true });
}
