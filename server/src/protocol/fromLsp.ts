import type { Position, Range } from "vscode-languageserver/node";
import type { LineIndex } from "../language/text/lineIndex.ts";
import type { Span } from "../language/text/text.ts";
import type { EditScheme } from "./messages.ts";

/** The offset of a position. What lies behind a line counts as its end, what lies outside the document as its edge. */
export function offsetOf({ document, starts }: LineIndex, { line, character }: Position): number {
  const start = starts[Math.max(0, line)] ?? document.length;
  const next = starts[Math.max(0, line) + 1] ?? document.length;
  return Math.max(start, Math.min(start + character, next));
}

export function spanOf(lines: LineIndex, { start, end }: Range): Span {
  return { from: offsetOf(lines, start), to: offsetOf(lines, end) };
}

/** The path in a document's address, with `/` on every system; undefined where it has none. */
export function pathOf(uri: string): string | undefined {
  try {
    const { pathname } = new URL(uri);
    return pathname === "" ? undefined : decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** The path of a document on disk, with `/` on every system; undefined where it lies anywhere else. */
export function filePathOf(uri: string): string | undefined {
  // A drive of Windows stands behind a slash in the address, but not in the path.
  return onDisk.has(schemeOf(uri)) ? pathOf(uri)?.replace(/^\/(?=[A-Za-z]:\/)/, "") : undefined;
}

const edited: EditScheme = "unitwright-edit";
const onDisk: ReadonlySet<string> = new Set(["file", edited]);

/** What stands before the first `:` of a document's address. */
export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(":")));
}
