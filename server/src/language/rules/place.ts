import type { AnalysedUnit } from "../analysis.ts";
import { type Span, spanOf } from "../text/text.ts";

/** Where a problem of the whole file is shown: at its first section header, or its first line. */
export function firstLineOf({ sections, tree }: AnalysedUnit): Span & { readonly line: number } {
  const header = sections[0]?.header;
  if (header !== undefined) {
    const { from, to } = spanOf(header.name, 0, header.name.content.length);
    return { from: from - 1, to: to + 1, line: header.line };
  }
  return { from: 0, to: Math.max(0, tree.document.search(/[\r\n]|$/)), line: 1 };
}
