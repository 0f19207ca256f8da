import { isBlank, type Span } from "../text/text.ts";

/**
 * A span that reaches over continued lines, cut into what it covers on each of them: without indentation, without the
 * backslash at the end, without comment lines in between.
 */
export function spansByLine(document: string, span: Span): readonly Span[] {
  const written = document.slice(span.from, span.to);
  if (!/[\r\n\0]/.test(written)) return [span];
  const spans: Span[] = [];
  let at = span.from;
  for (const line of written.split(/[\r\n\0]/)) {
    const covered = withoutMargins(
      document,
      { from: at, to: at + line.length },
      at > span.from ? "later" : "first",
    );
    if (covered !== undefined) spans.push(covered);
    at += line.length + 1;
  }
  return spans;
}

function withoutMargins(document: string, line: Span, which: "first" | "later"): Span | undefined {
  let { from, to } = line;
  while (from < to && isBlank(document.charCodeAt(from))) from++;
  if (which === "later" && "#;".includes(document[from] ?? "x")) return undefined;
  if (document[to - 1] === "\\" && /[\r\n\0]/.test(document[to] ?? "")) to--;
  while (to > from && isBlank(document.charCodeAt(to - 1))) to--;
  return to > from ? { from, to } : undefined;
}
