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
];

/** Why no verdict is another one for the mistake; undefined where one is, or nobody has looked yet. */
export function whyEquivalent({ module, line }: Planted): string | undefined {
  return equivalents.find((one) => module.endsWith(one.module) && line.includes(one.line))?.reason;
}
