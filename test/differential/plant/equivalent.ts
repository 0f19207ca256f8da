// Planted mistakes that are none: no value has another verdict for them.
import type { Planted } from "./plant.ts";

interface Equivalent {
  /** The end of the file's path. */
  readonly module: string;
  /** Part of the line that the mistake was planted in. */
  readonly line: string;
  readonly reason: string;
}

const equivalents: readonly Equivalent[] = [
  { module: "values/timeZone.ts", line: "known", reason: "it only remembers what would be found again" },
  { module: "values/keyword.ts", line: "since ?? 0", reason: "no release is older than the first" },
  { module: "values/commandLine.ts", line: "since: 1", reason: "no release is older than the first" },
  {
    module: "values/escapedText.ts",
    line: "[dD][89a-fA-F]",
    reason: "escaped surrogates are left open, and not drawn",
  },
  {
    module: "values/wordSplit.ts",
    line: "isCharacter",
    reason: "escaped surrogates are left open, and not drawn",
  },
  { module: "values/number.ts", line: "0[bB][01]+", reason: "a sign before 0b is left open, and not drawn" },
  {
    module: "values/droppedWord.ts",
    line: "highest",
    reason: "systemd skips it in silence, and ours is advice",
  },
];

/** Why no verdict is another one for the mistake; undefined where one is, or nobody has looked yet. */
export function whyEquivalent({ module, line }: Planted): string | undefined {
  return equivalents.find((one) => module.endsWith(one.module) && line.includes(one.line))?.reason;
}
