/** Where the lines of a document begin, as editors count them: LF, CR and CRLF end a line, NUL is a character. */
export interface LineIndex {
  readonly document: string;
  /** The offset of each line's first character; never empty. */
  readonly starts: readonly number[];
}

/** A place as editors name it: both from 0, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds the lines of a document, once for all places that are asked for. */
export function lineIndexOf(document: string): LineIndex {
  const starts = [0];
  if (document.includes("\r")) {
    const end = /\r\n|\r|\n/g;
    while (end.test(document)) starts.push(end.lastIndex);
  } else {
    for (let at = document.indexOf("\n"); at >= 0; at = document.indexOf("\n", at + 1)) starts.push(at + 1);
  }
  return { document, starts };
}

/** The place of an offset. What lies inside a line's end counts as before it; what lies outside the document, as its edge. */
export function placeOf(index: LineIndex, offset: number): Place {
  const at = Math.max(0, Math.min(offset, index.document.length));
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const start = index.starts[low] ?? 0;
  const isInsideEnd = at > start && index.document.startsWith("\r\n", at - 1);
  return { line: low, column: at - start - (isInsideEnd ? 1 : 0) };
}
