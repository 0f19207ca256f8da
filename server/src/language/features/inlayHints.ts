import type { AnalysedUnit } from "../analysis.ts";
import type { Span } from "../text/text.ts";
import { specifiersIn, specifierValue } from "./specifierUse.ts";

/** A few words shown behind a place in the document. */
export interface InlayHint {
  /** The offset that it stands behind. */
  readonly at: number;
  readonly label: string;
  /** What is too long for the label, whole. */
  readonly whole?: string;
}

/** Longer ones would push the line out of the window; in characters. */
const labelLimit = 32;

/**
 * What the specifiers of a span stand for, behind each of them, in units whose instance is known: an instance's own
 * file, and a template for which one was chosen. Elsewhere a specifier says enough by itself.
 */
export function inlayHints(unit: AnalysedUnit, { from, to }: Span): readonly InlayHint[] {
  const isInstance = unit.file.name?.kind === "instance" || unit.viewpoint?.instance !== undefined;
  if (!isInstance) return [];
  return unit.assignments
    .filter(({ node }) => node.from < to && from < node.to)
    .flatMap((assignment) => specifiersIn(unit, assignment))
    .flatMap(({ specifier, to: at }) => {
      const value = specifier && specifierValue(specifier.letter, unit);
      return value === undefined ? [] : [hintOf(at, value)];
    });
}

function hintOf(at: number, value: string): InlayHint {
  if (value === "") return { at, label: "(nothing)" };
  return value.length <= labelLimit
    ? { at, label: value }
    : { at, label: `${value.slice(0, labelLimit - 1)}…`, whole: value };
}
